/** The style sheet of the page to read. */
export const style = `
:root {
  color-scheme: light dark;
  --line: color-mix(in srgb, CanvasText 14%, Canvas);
  --soft: color-mix(in srgb, CanvasText 70%, Canvas);
  --well: color-mix(in srgb, CanvasText 5%, Canvas);
  --accent: light-dark(#4a3fd1, #a9a2ff);
  font: 15px/1.55 system-ui, sans-serif;
  scroll-padding-block: 1rem;
}
* { box-sizing: border-box; }
body { margin: 0; background: Canvas; color: CanvasText; display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre, .method { font-family: ui-monospace, "Cascadia Code", Menlo, monospace; font-size: 0.87em; }
pre code { font-size: 1em; }
.skip { position: absolute; inset-inline-start: -100vw; padding: 0.5rem 1rem; background: Canvas; }
.skip:focus { inset-inline-start: 0; z-index: 1; }
nav { position: sticky; inset-block-start: 0; block-size: 100vh; overflow: auto; padding: 1.25rem 1rem; border-inline-end: 1px solid var(--line); }
nav summary { cursor: pointer; padding-block: 0.35rem; font-weight: 650; }
.brand { display: flex; align-items: center; gap: 0.6rem; margin-block-end: 1rem; color: inherit; font-weight: 650; text-decoration: none; }
nav ul { list-style: none; margin: 0 0 0.75rem; padding: 0; }
nav li a { display: flex; align-items: baseline; gap: 0.25rem; padding: 0.3rem 0.4rem; border-radius: 6px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav li a:hover { background: var(--well); }
nav .method { flex: none; inline-size: 3.6rem; padding: 0; background: none; font-size: 0.8em; }
nav code { font-size: 0.82em; }
main { padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-inline-size: 62rem; }
h1 { margin: 0 0 0.25rem; font-size: 1.9rem; letter-spacing: -0.02em; }
h2 { margin: 2.5rem 0 0; padding-block-end: 0.4rem; border-block-end: 1px solid var(--line); font-size: 1.35rem; }
h3 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover code { text-decoration: underline; }
h4 { margin: 1.1rem 0 0.3rem; font-size: 0.85rem; color: var(--soft); }
p { margin: 0.35rem 0; }
.lead, .soft { color: var(--soft); }
article { padding-block: 1.5rem; border-block-end: 1px solid var(--line); }
article:last-child { border: 0; }
article:target h3 { text-decoration: underline; text-decoration-color: var(--accent); text-decoration-thickness: 2px; text-underline-offset: 0.3em; }
pre { margin: 0.35rem 0; padding: 0.8rem 1rem; border-radius: 8px; background: var(--well); overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
pre b { font-weight: 600; }
pre i { color: var(--soft); }
dl { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
dd > p:first-child { margin-block-start: 0; }
.status { font-variant-numeric: tabular-nums; font-weight: 600; }
.method { display: inline-block; padding: 0.1rem 0.45rem; border-radius: 5px; background: var(--well); font-weight: 650; }
.get { color: light-dark(#0b5cad, #7cc0ff); }
.post { color: light-dark(#0d6b45, #6fdcaa); }
.put, .patch { color: light-dark(#8a5200, #f0bd6c); }
.delete { color: light-dark(#b3261e, #ff9d95); }
@media (max-width: 56rem) {
  body { display: block; }
  nav { position: static; block-size: auto; max-block-size: 40vh; border: 0; border-block-end: 1px solid var(--line); }
  nav li a { padding-block: 0.6rem; }
  dl { grid-template-columns: minmax(0, 1fr); }
  dd { margin-block-end: 0.5rem; }
}
@media print {
  nav, .skip { display: none; }
  body { display: block; }
}
`

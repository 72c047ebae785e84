import { paths } from './page.ts'

/** Starts Swagger UI. A page that was opened under another name of this server tries things out there, where its own origin is. */
export const swaggerStart = `
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()

const show = (spec) => {
  const here = { url: location.origin, description: 'this address' }
  if (spec.servers[0].url !== here.url) spec.servers.unshift(here)
  SwaggerUIBundle({
    spec,
    domNode: document.querySelector('#viewer'),
    deepLinking: true,
    filter: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
  })
}

fetch('${paths.document}').then((answer) => answer.json()).then(show)
`

/** What Swagger UI looks like here, beyond its own style sheet. */
export const swaggerStyle = `
:root { --accent: #4a3fd1; }
.dark-mode { --accent: #a9a2ff; }
body { margin: 0; }
.brand { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.6rem; padding: 0.9rem 1.25rem; max-width: 1460px; margin-inline: auto; box-sizing: border-box; font: 1rem/1.3 system-ui, sans-serif; }
.brand nav { margin-inline-start: auto; display: flex; gap: 1.25rem; }
.brand a { color: var(--accent); text-underline-offset: 0.15em; }
.dark-mode .brand { color: #e4e6e6; }
.swagger-ui .info { margin: 0.5rem 0 1.25rem; }
.swagger-ui .scheme-container { padding: 1rem 0; }
.swagger-ui .filter { width: 100%; box-sizing: border-box; }
.swagger-ui .filter .operation-filter-input { width: 100%; max-width: none; margin: 1rem 0; box-sizing: border-box; }
.swagger-ui .wrapper { box-sizing: border-box; }
/* The longest name of a noun is wider than a phone otherwise. */
@media (max-width: 40rem) { .swagger-ui .opblock-tag { font-size: 1.1rem; padding-inline: 0; } .swagger-ui .opblock-tag a { overflow-wrap: anywhere; min-width: 0; } }
/* An operation that works without a token counts as unlocked by its makers, and is drawn locked. */
.swagger-ui .opblock .authorization__btn:has(.locked) { display: none; }
/* No operation of ours has links. */
.swagger-ui .response-col_links, .swagger-ui .responses-header .col_header:last-child { display: none; }
`

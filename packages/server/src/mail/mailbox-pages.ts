import type { Mail } from './mailer.ts'
import { escapeHtml } from './templates/layout.ts'

/** A mail that the mailbox keeps. */
export interface KeptMail extends Mail {
  readonly id: number
  readonly sentAt: string
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 48rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
a { color: LinkText; }
.mails { list-style: none; padding: 0; border: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); border-radius: 8px; }
.mails li + li { border-block-start: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); }
.mails a { display: block; padding: 0.75rem 1rem; text-decoration: none; overflow-wrap: anywhere; }
.mails a:hover, .mails a:focus-visible { background: color-mix(in srgb, CanvasText 6%, Canvas); }
.soft { color: color-mix(in srgb, CanvasText 65%, Canvas); font-size: 0.9rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; }
dt { color: color-mix(in srgb, CanvasText 65%, Canvas); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { inline-size: 100%; block-size: 34rem; border: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); border-radius: 8px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
`

/** Renders all mails as a list. */
export function listPage(mails: readonly KeptMail[]): string {
  const items = mails.map(
    ({ id, to, subject, sentAt }) =>
      `<li><a href="/_dev/mailbox/${id}"><strong>${escapeHtml(subject)}</strong><br>` +
      `<span class="soft">${escapeHtml(to)} · ${time(sentAt)}</span></a></li>`,
  )
  const list = items.length > 0 ? `<ul class="mails">${items.join('')}</ul>` : '<p>No mail yet.</p>'
  return page(
    'Mailbox',
    `<h1>Mailbox</h1><p class="soft">Mails of this development server. None was delivered.</p>${list}`,
  )
}

/** Renders one mail: its links, its HTML as a mail program would show it, and its text. */
export function mailPage({ to, subject, sentAt, text, html }: KeptMail): string {
  const links = linksIn(text).map((link) => `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`)
  return page(
    subject,
    `<p><a href="/_dev/mailbox">All mails</a></p>
<h1>${escapeHtml(subject)}</h1>
<dl><dt>To</dt><dd>${escapeHtml(to)}</dd><dt>Sent</dt><dd>${time(sentAt)}</dd>
<dt>Links</dt><dd>${links.join('<br>') || 'None'}</dd></dl>
<iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(framed(html))}"></iframe>
<h2>Text</h2>
<pre>${escapeHtml(text)}</pre>`,
  )
}

function linksIn(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/\S+/g))]
}

// Nothing of the product runs in the frame, so its links open outside of it.
function framed(html: string): string {
  return html.replace(/<head>/i, '<head><base target="_blank">')
}

function time(sentAt: string): string {
  return `<time datetime="${sentAt}">${sentAt.slice(0, 16).replace('T', ' ')} UTC</time>`
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}

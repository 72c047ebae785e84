import type { MailLocale } from '../locales.ts'
import type { Mail } from '../mailer.ts'
import { mailMessages } from './messages.ts'

/** What a mail says, before it becomes text and HTML. All strings are plain text. */
export interface Letter {
  readonly locale: MailLocale
  readonly to: string
  readonly subject: string
  readonly heading: string
  readonly text: string
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly action: { readonly label: string; readonly url: string }
  readonly notes: readonly string[]
}

/** Writes a letter as plain text and as HTML for mail programs. */
export function write(letter: Letter): Mail {
  const { protocol } = new URL(letter.action.url)
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('A mail links only to web addresses.')
  return { to: letter.to, subject: letter.subject, text: textOf(letter), html: htmlOf(letter) }
}

/** Escapes text for HTML, between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function textOf({ locale, heading, text, facts, action, notes }: Letter): string {
  const { sentBy } = mailMessages(locale)
  const blocks = [
    heading,
    text,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    // The address has a line of its own, so that no mail program takes a full stop for a part of it.
    `${action.label}:\n${action.url}`,
    ...notes,
    `-- \n${sentBy(new URL(action.url).host)}`,
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

const font = `font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`

// Tables and inline styles, because Outlook knows nothing newer; classes only for the dark scheme.
function htmlOf({ locale, heading, text, facts, action, notes }: Letter): string {
  const { copyLink, sentBy } = mailMessages(locale)
  const url = escapeHtml(action.url)
  const paragraph = (content: string, style: string, name: string) =>
    `<p class="${name}" style="margin:0 0 16px;${style}">${escapeHtml(content)}</p>`
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(heading)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #111316 !important; }
  .card { background: #1c1f24 !important; border-color: #33383f !important; }
  .strong { color: #f2f4f7 !important; }
  .soft, .soft a { color: #a9b1bc !important; }
  .button { background: #e8ecf2 !important; }
  .button a { color: #14171b !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(text)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f6"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:520px;background:#ffffff;border:1px solid #dfe3e8;border-radius:12px"><tr><td style="padding:32px;text-align:start;${font};font-size:16px;line-height:24px">
<h1 class="strong" style="margin:0 0 16px;font-size:22px;line-height:30px;color:#16191d">${escapeHtml(heading)}</h1>
${paragraph(text, 'color:#16191d', 'strong')}
${factsOf(facts)}
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0"><tr><td class="button" bgcolor="#16191d" style="background:#16191d;border-radius:8px">
<a href="${url}" style="display:inline-block;padding:12px 24px;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(action.label)}</a>
</td></tr></table>
${notes.map((note) => paragraph(note, 'font-size:14px;line-height:20px;color:#545c66', 'soft')).join('\n')}
<p class="soft" style="margin:0;font-size:14px;line-height:20px;color:#545c66">${escapeHtml(copyLink)}<br>
<a href="${url}" dir="ltr" style="color:#545c66;word-break:break-all">${url}</a></p>
</td></tr></table>
<p class="soft" style="margin:16px 0 0;${font};font-size:13px;line-height:20px;color:#545c66">${escapeHtml(sentBy(new URL(action.url).host))}</p>
</td></tr></table>
</body>
</html>
`
}

function factsOf(facts: Letter['facts']): string {
  if (facts.length === 0) return ''
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td class="soft" style="padding:2px 0;padding-inline-end:16px;color:#545c66">${escapeHtml(label)}</td>` +
      `<td class="strong" style="padding:2px 0;color:#16191d;font-weight:600">${escapeHtml(value)}</td></tr>`,
  )
  return `<table cellpadding="0" cellspacing="0" border="0">${rows.join('')}</table>`
}

function directionOf(locale: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur'].includes(locale) ? 'rtl' : 'ltr'
}

import { type KeptMail, listPage, mailPage } from './mailbox-pages.ts'
import type { Mailer } from './mailer.ts'

/** How many mails are kept, and by which clock. */
export interface MailboxOptions {
  /** How many mails are kept; older ones go. @default 100 */
  readonly limit?: number
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** A mailer that delivers nothing: it keeps the last mails and shows them. */
export interface Mailbox extends Mailer {
  /** The kept mails, newest first. */
  readonly mails: () => readonly KeptMail[]
  /**
   * Answers `/_dev/mailbox`, `/_dev/mailbox/<id>` and `/_dev/mailbox.json`; null for anything else, and for everybody who does not
   * ask this machine by a name of its own. Whoever reads the mails can open every link in them: listen on a loopback address.
   */
  page(request: Request): Response | null
}

const mailboxPath = '/_dev/mailbox'

/** Keeps mails in memory, for development without an SMTP server. Everybody who reads the page can open every link in it. */
export function mailbox({ limit = 100, now = Date.now }: MailboxOptions = {}): Mailbox {
  const kept: KeptMail[] = []
  let lastId = 0

  return {
    async send({ to, subject, text, html }) {
      lastId += 1
      kept.unshift({ id: lastId, sentAt: new Date(now()).toISOString(), to, subject, text, html })
      kept.splice(limit)
    },
    async close() {},
    mails: () => [...kept],

    page(request) {
      const { pathname, hostname } = new URL(request.url)
      // A page elsewhere can have its name lead here (DNS rebinding), but then the request bears that name.
      if (!/^\/_dev\/mailbox(?:\.json|\/.*)?$/.test(pathname) || !isLoopback(hostname)) return null
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { allow: 'GET, HEAD' })
      if (pathname === `${mailboxPath}.json`) return json({ mails: kept })
      if (pathname === mailboxPath || pathname === `${mailboxPath}/`) return html(listPage(kept))
      const mail = kept.find(({ id }) => pathname === `${mailboxPath}/${id}`)
      return mail ? html(mailPage(mail)) : refuse(404)
    },
  }
}

/** Tells whether a host is this machine, seen from itself: then nobody else can listen or ask there. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Inline styles, since mails have no others, and the frame of a mail obeys this policy too.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

function html(body: string): Response {
  return new Response(body, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
}

function json(body: unknown): Response {
  return Response.json(body, { headers })
}

function refuse(status: 404 | 405, more: Readonly<Record<string, string>> = {}): Response {
  const text = status === 404 ? 'There is no such mail.' : 'The mailbox can only be read.'
  return new Response(text, { status, headers: { ...headers, ...more, 'content-type': 'text/plain; charset=utf-8' } })
}

import { canonicalEmail } from '@tenantry/core'
import { createTransport } from 'nodemailer'
import type { Mail, Mailer } from './mailer.ts'

/** Which SMTP server takes the mails, and in whose name. */
export interface SmtpMailerOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  readonly url: string
  /** The sender, such as `Example <no-reply@example.com>`. */
  readonly from: string
}

// One send ends before the job that asked for it is taken for dead, or it would be sent twice.
const sendTimeout = 45_000

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Signs in to a mail server, and sends nothing. @throws Error when it cannot */
export async function probeSmtp(url: string): Promise<void> {
  const transport = createTransport({ url, ...patience })
  await transport.verify().finally(() => transport.close())
}

/**
 * Delivers mails by SMTP over a few kept connections.
 * @throws Error when the address of the server or the sender is not usable
 */
export function smtpMailer({ url, from }: SmtpMailerOptions): Mailer {
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw new TypeError('url must look like smtp://user:password@host:port, or smtps:// for TLS.')
  }
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    ...patience,
    // A mail is what we wrote: no part of it may name a file or an address to be read in.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // Broken idle connections show when the next mail is sent.
  transport.on('error', () => {})
  const sender = senderOf(from)

  return {
    async send(mail) {
      await transport.sendMail({
        ...contentOf(mail),
        from: sender,
        signal: AbortSignal.timeout(sendTimeout),
        // Keeps out-of-office answers away (RFC 3834 §5).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    async close() {
      transport.close()
    },
  }
}

function contentOf({ to, subject, text, html }: Mail) {
  const address = canonicalEmail(to)
  // As a string nodemailer would read `a@example.com, b@example.com` as two recipients.
  if (!address) throw new Error('The recipient is not one e-mail address.')
  return { to: { name: '', address }, subject: subject.replace(/[\r\n\0]+/g, ' '), text, html }
}

function senderOf(from: string): { name: string; address: string } {
  const [, name = '', bracketed = from] = /^([^<>]*)<([^<>]*)>\s*$/.exec(from) ?? []
  const address = canonicalEmail(bracketed)
  if (!address || /[\r\n\0]/.test(from)) throw new Error('The sender of mails is not one e-mail address.')
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address }
}

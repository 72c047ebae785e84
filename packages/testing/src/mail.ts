import { once } from 'node:events'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** A received mail: who it was sent to by SMTP, and what it holds. */
export interface ReceivedMail extends Email {
  recipients: string[]
  raw: string
}

/** An SMTP server that keeps what it receives. */
export interface TestMailServer extends AsyncDisposable {
  url: string
  mails: readonly ReceivedMail[]
  /** The first mail that fits, already here or still to come; rejects after `timeout` milliseconds. */
  waitFor(predicate: (mail: ReceivedMail) => boolean, timeout?: number): Promise<ReceivedMail>
  clear(): void
  stop(): Promise<void>
}

interface Waiter {
  predicate: (mail: ReceivedMail) => boolean
  resolve: (mail: ReceivedMail) => void
}

/** Starts an SMTP server on a free port of 127.0.0.1. `refuse` answers a recipient with 550. */
export async function startMailServer(
  options: { refuse?: (recipient: string) => boolean } = {},
): Promise<TestMailServer> {
  const mails: ReceivedMail[] = []
  const waiters = new Set<Waiter>()
  const receive = (mail: ReceivedMail) => {
    mails.push(mail)
    for (const waiter of waiters) if (waiter.predicate(mail)) waiter.resolve(mail)
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(options.refuse?.(address) ? refusal() : undefined),
    onData: (stream, session, done) => {
      parse(stream, session)
        .then(receive)
        .then(() => done(), done)
    },
  })
  server.on('error', () => {})
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stop = () => new Promise<void>((resolve) => server.close(resolve))
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    waitFor: (predicate, timeout = 10_000) => waitFor(mails, waiters, predicate, timeout),
    clear: () => mails.splice(0),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function waitFor(
  mails: ReceivedMail[],
  waiters: Set<Waiter>,
  predicate: Waiter['predicate'],
  timeout: number,
): Promise<ReceivedMail> {
  const here = mails.find(predicate)
  if (here) return here
  const { promise, resolve, reject } = Promise.withResolvers<ReceivedMail>()
  const waiter = { predicate, resolve }
  const fail = () => reject(new Error(`No such mail within ${timeout} ms. Received: ${subjects(mails)}`))
  const timer = setTimeout(fail, timeout)
  waiters.add(waiter)
  return promise.finally(() => {
    clearTimeout(timer)
    waiters.delete(waiter)
  })
}

function subjects(mails: ReceivedMail[]): string {
  return mails.map((mail) => `${mail.recipients.join(', ')}: ${mail.subject}`).join('; ') || 'nothing'
}

async function parse(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<ReceivedMail> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const raw = Buffer.concat(chunks)
  const email = await PostalMime.parse(raw)
  return { ...email, recipients: session.envelope.rcptTo.map((to) => to.address), raw: raw.toString('utf8') }
}

function refusal(): Error {
  return Object.assign(new Error('no such mailbox'), { responseCode: 550 })
}

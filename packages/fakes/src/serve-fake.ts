import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exchange, Fake } from './fake.ts'
import { createFaults, type FaultKind, type Faults } from './fault.ts'
import { spoil } from './spoil.ts'

/** A fake that listens on loopback. */
export interface ServedFake {
  readonly url: string
  readonly faults: Faults
  /** Every call since the start, the oldest first. */
  readonly exchanges: readonly Exchange[]
  stop(): Promise<void>
}

/** Serves a fake at a port of its own, or the given one; its address is known before it answers. */
export async function serveFake(
  create: (url: string) => Fake | Promise<Fake>,
  { port = 0 }: { readonly port?: number } = {},
): Promise<ServedFake> {
  const faults = createFaults()
  const exchanges: Exchange[] = []
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fake = await create(url)

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = incoming
    const headers = flat(incoming.headers)
    const body = await textOf(incoming)
    const fault = faults.take(`${method} ${path.split('?')[0]}`)
    const reach = () => fake.fetch(new Request(url + path, { method, headers, ...(body && { body }) }))
    if (fault === 'silence, late') faults.delay(reach)
    const response = reaches(fault) ? await reach() : null
    const own = response && {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
    exchanges.push({ method, url: path, headers, body, answer: fault ? null : own })
    if (fault) return spoil(fault, own, outgoing)
    if (own) outgoing.writeHead(own.status, own.headers).end(own.body)
  }

  return {
    url,
    faults,
    exchanges,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function reaches(fault: FaultKind | null): boolean {
  if (fault === null) return true
  if (typeof fault === 'object') return fault.applied ?? false
  return fault !== 'reset before' && fault !== 'silence before' && fault !== 'silence, late' && fault !== 'redirect'
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

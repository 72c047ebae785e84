import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

const DRAIN_MS = 10_000

/** Where a server of Node listens. */
export interface ListenOptions {
  /** @default 3000; 0 takes any free one */
  readonly port?: number
  /** @default '127.0.0.1' */
  readonly host?: string
}

/** A server that listens. */
export interface NodeServer {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string
  /** Begins to answer; requests that came earlier have waited for it. */
  answer(listener: RequestListener): void
  /** Takes no new requests, lets the running ones finish, and cuts off what takes longer than ten seconds. */
  close(): Promise<void>
}

/**
 * Opens a port before anything else is ready: only then its number is known, which the links of mails are built from.
 * @throws Error when the port is taken
 */
export async function listen({ port = 3000, host = '127.0.0.1' }: ListenOptions = {}): Promise<NodeServer> {
  const { promise: answering, resolve: answer } = Promise.withResolvers<RequestListener>()
  const server = createServer((request, response) => {
    response.once('close', leave)
    void answering.then((listener) => listener(request, response))
  })
  // Once the server closes, a connection that has its answer must not stay for a next request.
  const leave = () => {
    if (!server.listening) setImmediate(() => server.closeIdleConnections())
  }
  server.listen(port, host)
  await once(server, 'listening')
  const { port: taken } = server.address() as AddressInfo

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    answer,
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
      await closed
      clearTimeout(timer)
    },
  }
}

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A port in front of a database, which hears what clients say first, and how often they wait for an answer. */
export interface Proxy {
  /** The database's address, by way of this port. */
  readonly url: string
  /** What each connection sent in its first packet. */
  readonly greetings: readonly string[]
  /** How often a client, on whatever connection, has spoken after the database had. */
  readonly roundTrips: number
  close(): Promise<void>
}

/** Opens a port that leads to the database of an address. */
export async function startProxy(url: string, port = 0): Promise<Proxy> {
  const { hostname, port: target } = new URL(url)
  const greetings: string[] = []
  const open = new Set<Socket>()
  let roundTrips = 0
  const server = createServer((client) => {
    const database = connect(Number(target || 5432), hostname)
    client.once('data', (bytes) => greetings.push(bytes.toString('latin1')))
    let waiting = false
    client.on('data', () => {
      if (!waiting) roundTrips += 1
      waiting = true
    })
    database.on('data', () => {
      waiting = false
    })
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy()).on('close', () => open.delete(one))
      one.pipe(other)
    }
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: through.href,
    greetings,
    get roundTrips() {
      return roundTrips
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Served } from './serve-process.ts'
import { accessToken } from './start-tenantry.ts'

const LANES = 24

/** A creation that a client wants done, however often it has to ask. */
export interface Write {
  readonly token: string
  readonly key: string
  readonly slug: string
  /** What the server answered: from then on the client relies on it. */
  acknowledged: string | null
}

/** A creation by somebody whom the server has never seen, so that each one also makes a user. */
export async function newWrite(): Promise<Write> {
  const name = `writer-${randomUUID()}`
  const token = await accessToken({ sub: name, email: `${name}@example.com` }, new Date())
  return { token, key: randomUUID(), slug: name, acknowledged: null }
}

/** Asks for a creation, again if need be; gives the body of the answer. @throws Error when it is no 201. */
export async function attempt(url: string, { token, key, slug }: Write): Promise<string> {
  const response = await fetch(`${url}/api/organizations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ name: slug, slug }),
  })
  const text = await response.text()
  if (response.status !== 201) throw new Error(`${response.status} ${text}`)
  return text
}

/**
 * Creates organizations on many lanes at once, and kills the server as soon as enough are acknowledged: the other lanes
 * are then somewhere in the middle.
 */
export async function writeUntilKilled(served: Served, enough: number): Promise<Write[]> {
  const writes: Write[] = []
  let acknowledged = 0
  let killed: Promise<unknown> | null = null

  async function lane(): Promise<void> {
    while (!killed) {
      const write = await newWrite()
      writes.push(write)
      try {
        write.acknowledged = await attempt(served.url, write)
      } catch (error) {
        // Nothing but the end of the connection may keep an answer away.
        if (killed && error instanceof TypeError) return
        throw error
      }
      acknowledged += 1
      if (acknowledged >= enough) killed ??= served.end('SIGKILL')
    }
  }

  await Promise.all(Array.from({ length: LANES }, lane))
  await killed
  return writes
}

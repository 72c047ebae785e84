import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true })

export interface Call {
  readonly method?: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: object
}

/** Makes one call on a connection that is kept. @throws Error unless it succeeds. */
export function call({ method = 'GET', url, headers, body }: Call): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const type = body && { 'content-type': 'application/json' }
  const asked = request(url, { agent, method, headers: { ...headers, ...type } }, (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    response.once('end', () => {
      if (response.statusCode === 200 || response.statusCode === 201) resolve(text)
      else reject(new Error(`${method} ${url} answered ${response.statusCode}: ${text}`))
    })
  })
  asked.once('error', reject)
  asked.end(body && JSON.stringify(body))
  return promise
}

/** One thing that people do; every turn it is somebody else, or something else. */
export type Operation = (turn: number) => Promise<unknown>

/** Repeats an operation for a while on so many connections, and says how often that went, in all and a second. */
export async function rateOf(
  operation: Operation,
  connections: number,
  milliseconds: number,
  from: Turns,
): Promise<{ readonly rate: number; readonly done: number }> {
  const started = performance.now()
  const deadline = started + milliseconds
  let done = 0
  async function client() {
    while (performance.now() < deadline) {
      await operation(from.next())
      done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  return { rate: (done * 1000) / (performance.now() - started), done }
}

/** Counts turns on, over all slices of an operation. */
export interface Turns {
  next(): number
}

export function turns(): Turns {
  let turn = 0
  return { next: () => turn++ }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Ends the connections. */
export function hangUp(): void {
  agent.destroy()
}

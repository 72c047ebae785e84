import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type ProviderApiOptions, providerApi } from './api.ts'
import { createBreaker } from './breaker.ts'
import type { ProviderError } from './provider-error.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function apiAt(baseUrl: string, options: Partial<ProviderApiOptions> = {}) {
  return providerApi({
    provider: 'madeup',
    baseUrl,
    headers: async (renew) => ({ authorization: `Bearer ${renew ? 'new' : 'old'}` }),
    failures: {
      read: (body) => ({ code: (body as { code?: string } | undefined)?.code ?? null, message: null }),
      kinds: { TAKEN: 'conflict' },
    },
    deadlineMs: 1500,
    random: () => 0,
    ...options,
  })
}

const thing = z.object({ id: z.string() })
const read = { method: 'GET', path: '/things/1', output: thing } as const
const make = { method: 'POST', path: '/things', body: { name: 'A' }, output: thing } as const

type Failure = Partial<Pick<ProviderError, 'kind' | 'status' | 'code' | 'outcome' | 'retryAfter'>>
const failing = (promise: Promise<unknown>): Promise<ProviderError> =>
  promise.then(
    () => Promise.reject(new Error('succeeded')),
    (error) => error,
  )

test('sends JSON, and reads what it asked for alone', async () => {
  const url = await serving((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      expect([request.method, request.url, request.headers['content-type'], text]).toEqual([
        'POST',
        '/v1/things?dry=true',
        'application/json',
        '{"name":"A"}',
      ])
      response.end('{"id":"1","more":true}')
    })
  })
  expect(await apiAt(`${url}/v1/`).send({ ...make, query: { dry: true, none: undefined } })).toEqual({ id: '1' })
})

const answers: readonly [what: string, answer: RequestListener, failure: Failure][] = [
  [
    '400',
    (_, to) => to.writeHead(400).end('{"code":"BAD"}'),
    { kind: 'invalid', status: 400, code: 'BAD', outcome: 'none' },
  ],
  ['403', (_, to) => to.writeHead(403).end(), { kind: 'forbidden', outcome: 'none' }],
  ['404', (_, to) => to.writeHead(404).end('<html>'), { kind: 'not_found', code: null }],
  ['a code that says more than its status', (_, to) => to.writeHead(422).end('{"code":"TAKEN"}'), { kind: 'conflict' }],
  ['500', (_, to) => to.writeHead(500).end('{}'), { kind: 'unavailable', outcome: 'unknown' }],
  [
    '502 in HTML',
    (_, to) => to.writeHead(502).end('<html>Bad gateway</html>'),
    { kind: 'unavailable', outcome: 'unknown' },
  ],
  ['a redirect', (_, to) => to.writeHead(307, { location: '/things' }).end(), { kind: 'unavailable' }],
  ['nothing', (_, to) => to.end(), { kind: 'unavailable', outcome: 'unknown' }],
  ['half an answer', (_, to) => to.end('{"id":"1'), { kind: 'unavailable', outcome: 'unknown' }],
  ['another shape', (_, to) => to.end('{"id":1}'), { kind: 'unavailable', outcome: 'unknown' }],
  ['a hang-up', (request) => request.socket.destroy(), { kind: 'unavailable', status: null, outcome: 'unknown' }],
  ['silence', () => {}, { kind: 'unavailable', outcome: 'unknown' }],
  ['a header and then silence', (_, to) => to.writeHead(200).write('{'), { kind: 'unavailable', outcome: 'unknown' }],
]

test.each(answers)('a write that is answered with %s is sent once', async (_, answer, failure) => {
  let calls = 0
  const url = await serving((request, response) => {
    calls += 1
    answer(request, response)
  })
  expect(await failing(apiAt(url, { deadlineMs: 300 }).send(make))).toMatchObject(failure)
  expect(calls).toBe(1)
})

test('an answer without end is cut off', async () => {
  const chunk = Buffer.alloc(1024 * 1024, ' ')
  let sent = 0
  const url = await serving((_, response) => {
    const more = () => {
      sent += 1
      if (sent < 50) response.write(chunk, more)
      else response.end()
    }
    response.once('close', () => {
      sent = Math.min(sent, 49)
    })
    more()
  })
  expect(await failing(apiAt(url).send(make))).toMatchObject({ kind: 'unavailable', outcome: 'unknown' })
  expect(sent).toBeLessThan(50)
})

test('a write whose connection was refused did nothing, so it is sent again', async () => {
  const url = await serving(() => {})
  servers.splice(0).forEach((server) => void server.close())
  let calls = 0
  const counted: typeof fetch = (input, init) => {
    calls += 1
    return fetch(input, init)
  }
  expect(await failing(apiAt(url, { fetch: counted, deadlineMs: 5000 }).send(make))).toMatchObject({ outcome: 'none' })
  expect(calls).toBe(4)
})

test('a read is sent again until it succeeds', async () => {
  let calls = 0
  const url = await serving((_, response) => {
    calls += 1
    response.writeHead(calls < 3 ? 503 : 200).end('{"id":"1"}')
  })
  expect(await apiAt(url, { deadlineMs: 5000 }).send(read)).toEqual({ id: '1' })
  expect(calls).toBe(3)
})

// A date has whole seconds, of which part is gone.
test.each<[header: string, leastMs: number, headers: () => Record<string, string>]>([
  ['Retry-After in seconds', 900, () => ({ 'retry-after': '1' })],
  ['Retry-After as a date', 200, () => ({ 'retry-after': new Date(Date.now() + 1000).toUTCString() })],
  ['RateLimit-Reset', 900, () => ({ 'ratelimit-reset': '1' })],
])('a write that comes too soon waits as long as %s says', async (_, leastMs, headers) => {
  const calls: number[] = []
  const url = await serving((_request, response) => {
    calls.push(performance.now())
    if (calls.length === 1) response.writeHead(429, headers()).end()
    else response.end('{"id":"1"}')
  })
  expect(await apiAt(url, { deadlineMs: 5000 }).send(make)).toEqual({ id: '1' })
  const [first = 0, second = 0] = calls
  expect(second - first).toBeGreaterThan(leastMs - 100)
})

test('a wait beyond the deadline is the caller’s to make', async () => {
  const url = await serving((_, response) => response.writeHead(429, { 'retry-after': '60' }).end())
  expect(await failing(apiAt(url).send(make))).toMatchObject({ kind: 'rate_limited', retryAfter: 60, outcome: 'none' })
})

test('credentials that are refused are renewed once', async () => {
  const seen: (string | undefined)[] = []
  const url = await serving((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(401).end()
  })
  expect(await failing(apiAt(url).send(make))).toMatchObject({ kind: 'unauthorized', outcome: 'none' })
  expect(seen).toEqual(['Bearer old', 'Bearer new'])
})

test('a provider that is down is asked once in a while, and everybody else is told at once', async () => {
  let time = 0
  let calls = 0
  let status = 500
  const url = await serving((_, response) => {
    calls += 1
    response.writeHead(status).end('{"id":"1"}')
  })
  const breaker = createBreaker({ failures: 2, pauseMs: 1000, now: () => time })
  const api = apiAt(url, { breaker })
  await failing(api.send(make))
  await failing(api.send(make))
  expect(await failing(api.send(make))).toMatchObject({ kind: 'unavailable', outcome: 'none' })
  expect(calls).toBe(2)
  time = 1000
  status = 200
  expect(await api.send(make)).toEqual({ id: '1' })
  expect(await api.send(make)).toEqual({ id: '1' })
  expect(calls).toBe(4)
})

test('no message holds a credential or a value of the body', async () => {
  const url = await serving((_, response) => response.writeHead(500).end())
  const error = await failing(apiAt(url).send({ ...make, body: { email: 'somebody@example.com' } }))
  expect(error.message).toBe('madeup answered POST /things with 500')
})

test('a path that has a name is written by it alone', async () => {
  const url = await serving((_, response) => response.writeHead(404).end())
  const error = await failing(apiAt(url).send({ ...read, path: '/links/sesame', name: '/links/{code}' }))
  expect(error.message).toBe('madeup answered GET /links/{code} with 404')
})

test('never says what a header holds that the platform refuses', async () => {
  const api = apiAt('http://127.0.0.1:9', { headers: async () => ({ authorization: 'Bearer made-up\nsecret' }) })
  const error = await failing(api.send(read))
  expect(error).toMatchObject({ name: 'ProviderError', kind: 'unauthorized', outcome: 'none' })
  expect(inspect(error, { depth: 9 })).not.toMatch(/made-up|secret/)
})

test.each(['constructor', '__proto__', 'toString'])('a code such as %s is no kind of failure', async (code) => {
  const url = await serving((_, response) => {
    response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify({ code }))
  })
  expect(await failing(apiAt(url).send(make))).toMatchObject({ kind: 'invalid', code })
})

test.each(['/things/..', '/things/../people', '/things/.', '/things/%2e%2e', '/things/.%2E/people'])(
  'sends nothing to %s, which is another path than it says',
  async (path) => {
    const asked: string[] = []
    const url = await serving((request, response) => {
      asked.push(request.url ?? '')
      response.end('{"id":"1"}')
    })
    const error = await failing(apiAt(`${url}/v1`).send({ ...read, path }))
    expect(error).toMatchObject({ name: 'ProviderError', kind: 'not_found', outcome: 'none' })
    expect(asked).toEqual([])
  },
)

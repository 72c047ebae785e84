import { TenantryError } from '@tenantry/core'
import { expect, test } from 'vitest'
import { type Log, logRequest } from './log.ts'
import { pinoLog } from './pino.ts'

function record(options: Parameters<typeof pinoLog>[0] = {}) {
  const lines: string[] = []
  const log = pinoLog({ ...options, destination: { write: (line) => lines.push(line) } })
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYWRlLXVwIn0.bWFkZS11cC1zaWduYXR1cmU'
const token = 'MadeUpInvitationToken_0123456789-abcdefghijk'

test('writes one JSON object per line, with level and time', () => {
  const { log, lines, parsed } = record()
  log.info({ port: 3000 }, 'listening\nto a second line')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toContain('\n')
  expect(parsed()[0]).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    port: 3000,
    msg: 'listening\nto a second line',
  })
})

test.each([
  ['debug', 3],
  ['info', 3],
  ['warn', 2],
  ['error', 1],
  ['silent', 0],
] as const)('writes at level %s only what is as important', (level, count) => {
  const { log, lines } = record({ level })
  log.info({}, 'a')
  log.warn({}, 'b')
  log.error({}, 'c')
  expect(lines).toHaveLength(count)
})

const leaks: readonly (readonly [string, (log: Log) => void])[] = [
  ['a password', (log) => log.info({ body: { password: token, confirmPassword: token } }, 'x')],
  ['a token by its name', (log) => log.info({ token, access_token: token, refreshToken: token }, 'x')],
  [
    'headers',
    (log) => log.info({ headers: { authorization: `Bearer ${token}`, Cookie: token, 'Set-Cookie': token } }, 'x'),
  ],
  ['a failed statement', (log) => log.error({ error: Object.assign(new Error('x'), { params: [token] }) }, 'x')],
  ['a sealed mail', (log) => log.info({ job: { data: { sealed: token } } }, 'x')],
  ['a bearer header in a text', (log) => log.info({}, `sent authorization: Bearer ${token}`)],
  [
    'a link in a text',
    (log) => log.warn({ url: `https://app.example.com/invitation?token=${token}` }, `#token=${token}`),
  ],
  ['a URL object', (log) => log.warn({ url: new URL(`https://app.example.com/?a=1&token=${token}`) }, 'x')],
  ['a connection address', (log) => log.error({ database: `postgres://root:${token}@127.0.0.1/db` }, 'x')],
  ['an error', (log) => log.error({ error: Object.assign(new Error(`?token=${token}`), { secret: token }) }, 'x')],
  [
    'a cause',
    (log) => log.error({ error: new TenantryError('INTERNAL', { cause: new Error(`Bearer ${token}`) }) }, 'x'),
  ],
  [
    'a key',
    (log) => log.info({ apiKey: token, SECRET_KEY: token, private_key: token, list: [{ clientSecret: token }] }, 'x'),
  ],
]

test.each(leaks)('leaks no secret of %s', (_, write) => {
  const { log, lines } = record()
  write(log)
  expect(lines.join()).not.toContain(token)
  expect(lines.join()).toContain('[secret]')
})

test('recognises a JSON Web Token wherever it stands', () => {
  const { log, lines } = record()
  log.error({ error: new Error(`could not verify ${jwt}`), list: [jwt] }, jwt)
  expect(lines.join()).not.toContain('bWFkZS11cC1zaWduYXR1cmU')
})

test('masks e-mail addresses in fields, texts and errors', () => {
  const { log, lines } = record()
  const error = Object.assign(new Error('550 <nowak@example.org>: no such mailbox'), {
    rejected: ['nowak@example.org'],
  })
  log.error({ to: 'nowak@example.org', error }, 'no mail for nowak@example.org.')
  expect(lines.join()).not.toContain('nowak')
  expect(lines.join()).toContain('n***@example.org')
})

test('keeps what an operator needs of an error', () => {
  const { log, parsed } = record()
  const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })
  log.error({ error: new TenantryError('INTERNAL', { cause }) }, 'request failed')
  expect(parsed()[0]?.error).toMatchObject({
    name: 'TenantryError',
    code: 'INTERNAL',
    message: 'Something went wrong on our side. Try again.',
    stack: expect.stringContaining('log.test.ts'),
    cause: { message: 'connection refused', code: 'ECONNREFUSED' },
  })
})

test('survives circles, depth, size and odd values', () => {
  const { log, lines } = record()
  const circle: Record<string, unknown> = {
    big: 1n,
    nothing: null,
    missing: undefined,
    fn() {},
    when: new Date(Number.NaN),
  }
  circle.self = circle
  const wide = (depth: number): unknown => (depth === 0 ? 'end' : Array.from({ length: 30 }, () => wide(depth - 1)))
  log.info(
    { circle, wide: wide(4), text: 'x'.repeat(1_000_000), list: Array.from({ length: 1e6 }, (_, index) => index) },
    'odd',
  )
  expect(lines[0]?.length).toBeLessThan(50_000)
})

test('is quick with a hostile text', () => {
  const { log } = record()
  const started = performance.now()
  for (const text of ['@'.repeat(100_000), 'a@'.repeat(50_000), 'x://'.repeat(25_000), 'token='.repeat(20_000)])
    log.info({ text }, text)
  expect(performance.now() - started).toBeLessThan(500)
})

const line = { requestId: 'made-up', method: 'GET', route: '/api/invitations/:id', status: 200, ms: 3 }

test('writes the line of a request', () => {
  const { log, parsed } = record()
  logRequest(log, line)
  expect(parsed()[0]).toMatchObject({ ...line, level: 'info', msg: 'GET /api/invitations/:id 200' })
})

test('writes the line of a failed request as an error', () => {
  const { log, parsed } = record()
  logRequest(log, { ...line, status: 503, route: null })
  expect(parsed()[0]).toMatchObject({ level: 'error', msg: 'GET (no route) 503' })
})

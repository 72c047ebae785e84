import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicUrl } from '../start-tenantry.ts'
import { notObjects } from './not-objects.ts'
import { type Answered, type Attack, leavesNoTrace, startAttack } from './requests.ts'

let attack: Attack
let turn = 0
beforeAll(async () => {
  attack = await startAttack('pglite')
})
afterAll(() => attack.running.stop())

const password = 'a made-up passphrase'
/** The endpoints of the embedded provider that take a body, and a body that is right by its form. */
const endpoints: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/auth/sign-in/email': { email: 'nobody@example.com', password },
  '/auth/request-password-reset': { email: 'nobody@example.com' },
  '/auth/reset-password': { token: 'A'.repeat(24), newPassword: password },
}

/** Sends from a new address each time: what is counted here is not how often somebody tries. */
async function shoot(path: string, init: RequestInit = {}): Promise<Answered> {
  turn += 1
  const headers = { 'content-type': 'application/json', ...init.headers }
  const request = new Request(publicUrl + path, { method: 'POST', ...init, headers })
  const response = await attack.running.tenantry.fetch(request, { ip: `2001:db8:1:${turn.toString(16)}::1` })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** Proves that an answer is a refusal in the product's form that tells nothing. */
function expectRefused(answer: Answered, what: string) {
  expect(answer.status, `${what}: ${answer.text}`).toBeGreaterThanOrEqual(400)
  expect(answer.status, `${what}: ${answer.text}`).toBeLessThan(500)
  const { error, message, code, details = {}, ...others } = JSON.parse(answer.text)
  expect([typeof error, typeof message, typeof code, typeof details, Object.keys(others)], what).toEqual([
    'string',
    'string',
    'string',
    'object',
    [],
  ])
  expect(answer.text, what).not.toMatch(/select |insert |better|stack|zod|postgres|constraint|\n\s+at /i)
  expect(answer.headers.get('set-cookie'), what).toBeNull()
  expect(answer.headers.get('cache-control'), what).toBe('no-store')
}

test.each(Object.entries(notObjects))('refuses %s at the embedded provider', async (what, body) => {
  await leavesNoTrace(attack, async () => {
    for (const path of Object.keys(endpoints)) expectRefused(await shoot(path, { body }), `${what} to ${path}`)
  })
})

const types = [
  '',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
]

test.each(types)('refuses the content type "%s" at the embedded provider', async (type) => {
  await leavesNoTrace(attack, async () => {
    for (const path of Object.keys(endpoints)) {
      const body = type.includes('urlencoded') ? 'email=x%40example.com&password=y' : '--x--'
      expectRefused(await shoot(path, { body, headers: { 'content-type': type } }), `${type} to ${path}`)
    }
  })
})

const values: readonly unknown[] = [
  null,
  7,
  true,
  [],
  {},
  ['x'],
  { $ne: null },
  { toString: 'x' },
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\r\n',
  'x'.repeat(5000),
]

test.each(values)('refuses %j in every field at the embedded provider', async (value) => {
  await leavesNoTrace(attack, async () => {
    for (const [path, right] of Object.entries(endpoints)) {
      for (const field of Object.keys(right)) {
        const answer = await shoot(path, { body: JSON.stringify({ ...right, [field]: value }) })
        expectRefused(answer, `${field} to ${path}`)
      }
    }
  })
})

test('refuses a megabyte at the embedded provider', async () => {
  await leavesNoTrace(attack, async () => {
    for (const path of Object.keys(endpoints)) {
      const answer = await shoot(path, { body: ' '.repeat(1024 * 1024) })
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
    }
  })
})

const paths = [
  '/auth',
  '/auth/',
  '/auth/sign-up/email',
  '/auth/sign-in/social',
  '/auth/list-sessions',
  '/auth/%00',
  '/auth/%ff',
  '/auth/../auth/update-user',
  '/auth/__proto__',
  '/auth/constructor',
  '/auth/ok',
  '/auth/error',
  '/auth/admin/list-users',
  '/auth/sign-in/email/',
]

test.each(paths)('has no %s', async (path) => {
  await leavesNoTrace(attack, async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'PROPFIND']) {
      const answer = await shoot(path, { method, ...(method !== 'GET' && { body: '{}' }) })
      expectRefused(answer, `${method} ${path}`)
      expect(answer.status).toBe(404)
    }
  })
})

const cookies = [
  '',
  'x',
  'tenantry.session_token=',
  'tenantry.session_token=x',
  'tenantry.session_token=%00',
  'tenantry.session_token=%ff.%ff',
  `tenantry.session_token=${'x'.repeat(5000)}`,
  "tenantry.session_token=' OR 1=1--.x",
  '__proto__=x; constructor=y',
]

test.each(cookies)('gives no token for the cookie "%s"', async (cookie) => {
  await leavesNoTrace(attack, async () => {
    const answer = await shoot('/auth/token', { method: 'GET', headers: { cookie } })
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([401, 'UNAUTHENTICATED'])
    const bearer = await shoot('/auth/token', {
      method: 'GET',
      headers: { authorization: `Bearer ${cookie.replace(/[^!-~]/g, '')}` },
    })
    expect(bearer.status).toBe(401)
  })
})

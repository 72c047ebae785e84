import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addUser } from '../test/add-user.ts'
import { openBrowser } from '../test/browser.ts'
import { openSite, publicUrl, type TestSite } from '../test/harness.ts'
import type { Embedded } from './embedded.ts'

const credentials = { email: 'ada@example.com', password: 'made-up passphrase' }
let site: TestSite
let provider: Embedded

beforeAll(async () => {
  site = await openSite('PostgreSQL')
  provider = site.provider()
  await provider.start()
  const user = { ...credentials, name: null, emailVerified: true }
  await addUser(site, provider, user)
})
afterAll(() => site[Symbol.asyncDispose]())

const send = (path: string, init?: RequestInit) => provider.fetch(new Request(publicUrl + path, init))
const post = (path: string, body: string, headers: HeadersInit = {}) =>
  send(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

test.each(['/', '/api/auth/signup', '/authors', '/api/auth/sign-in/email'])('leaves %s to others', async (path) => {
  expect(await send(path)).toBeNull()
})

test.each([
  '/auth',
  '/auth/',
  '/auth/sign-up/email',
  '/auth/verify-email',
  '/auth/send-verification-email',
  '/auth/sign-in/social',
  '/auth/change-email',
  '/auth/set-password',
  '/auth/delete-user',
  '/auth/update-user',
  '/auth/list-sessions',
  '/auth/error',
  '/auth/ok',
  '/auth/reset-password/token',
  '/auth//sign-up/email',
  '/auth/constructor',
  '/auth/%73ign-up/email',
])('has no %s', async (path) => {
  const response = await post(path, JSON.stringify({ ...credentials, name: 'Eve', email: 'eve@example.com' }))
  expect(response?.status).toBe(404)
  expect(await response?.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND' })
})

test('names the method that a route has', async () => {
  const response = await send('/auth/sign-in/email')
  expect([response?.status, response?.headers.get('allow')]).toEqual([405, 'POST'])
})

test.each([
  ['broken JSON', '{'],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['a number for an address', '{"email":1,"password":"made-up passphrase"}'],
  ['no password', '{"email":"ada@example.com"}'],
])('refuses %s as a sign-in', async (_, body) => {
  const response = await post('/auth/sign-in/email', body)
  expect(response?.status).toBe(400)
  expect(await response?.json()).toMatchObject({ code: 'VALIDATION_FAILED' })
})

test('refuses a form, which any site can send', async () => {
  const response = await send('/auth/sign-in/email', { method: 'POST', body: new URLSearchParams(credentials) })
  expect(response?.status).toBe(415)
})

test('refuses a sign-in from another origin', async () => {
  const response = await post('/auth/sign-in/email', JSON.stringify(credentials), {
    origin: 'https://evil.example.org',
  })
  expect(response?.status).toBe(403)
  expect(await response?.json()).toEqual({
    error: 'Forbidden',
    message: 'Requests from this origin are not allowed.',
    code: 'ORIGIN_NOT_ALLOWED',
  })
})

test('refuses a sign-out from another origin', async () => {
  const signedIn = await post('/auth/sign-in/email', JSON.stringify(credentials))
  const cookie = signedIn?.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const response = await post('/auth/sign-out', '{}', { cookie, origin: 'https://evil.example.org' })
  expect(response?.status).toBe(403)
  expect((await send('/auth/token', { headers: { cookie } }))?.status).toBe(200)
})

test('keeps the session in a cookie that scripts and other sites cannot use', async () => {
  const response = await post('/auth/sign-in/email', JSON.stringify(credentials))
  const [cookie] = response?.headers.getSetCookie() ?? []
  expect(cookie).toMatch(/^tenantry\.session_token=.+; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(await response?.json()).toEqual({
    user: { id: expect.any(String), email: credentials.email, emailVerified: true, name: '' },
  })
})

test('marks the cookie as secure on an https site', async () => {
  const secure = site.provider({ publicUrl: 'https://tenantry.example.com' })
  const body = JSON.stringify(credentials)
  const headers = { 'content-type': 'application/json' }
  const request = new Request('https://tenantry.example.com/auth/sign-in/email', { method: 'POST', body, headers })
  const [cookie] = (await secure.fetch(request))?.headers.getSetCookie() ?? []
  expect(cookie).toMatch(/^__Secure-tenantry\.session_token=.+; HttpOnly; Secure; SameSite=Lax$/)
})

test('takes a signed session token as bearer, and no unsigned one', async () => {
  const response = await post('/auth/sign-in/email', JSON.stringify(credentials))
  const signed = response?.headers.get('set-auth-token') ?? ''
  const [unsigned] = signed.split('.')
  expect((await send('/auth/token', { headers: { authorization: `Bearer ${signed}` } }))?.status).toBe(200)
  expect((await send('/auth/token', { headers: { authorization: `Bearer ${unsigned}` } }))?.status).toBe(401)
})

test('lets nothing be cached', async () => {
  const response = await send('/auth/jwks')
  expect(response?.headers.get('cache-control')).toBe('no-store')
  expect(response?.headers.get('x-content-type-options')).toBe('nosniff')
})

test('publishes only the public half of the key', async () => {
  const { keys } = await (await openBrowser(provider).get('/auth/jwks')).json()
  expect(keys).toHaveLength(1)
  expect(Object.keys(keys[0]).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'x'])
})

test('limits sign-ins by client address, across processes, and says how long to wait', async () => {
  let now = Date.now()
  const options = { signInLimit: { max: 2, windowSeconds: 60 }, now: () => now }
  const first = openBrowser(site.provider(options), '198.51.100.7')
  const second = openBrowser(site.provider(options), '198.51.100.7')
  const wrong = { ...credentials, password: 'wrong passphrase' }
  expect((await first.post('/auth/sign-in/email', wrong)).status).toBe(401)
  expect((await second.post('/auth/sign-in/email', wrong)).status).toBe(401)
  const refused = await first.post('/auth/sign-in/email', credentials)
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED' })
  expect(refused.headers.get('retry-after')).toBe('60')
  const elsewhere = openBrowser(site.provider(options), '198.51.100.8')
  expect((await elsewhere.post('/auth/sign-in/email', credentials)).status).toBe(200)
  now += 60_000
  expect((await first.post('/auth/sign-in/email', credentials)).status).toBe(200)
})

test('lets no more through when they come all at once', async () => {
  const options = { signInLimit: { max: 3, windowSeconds: 60 } }
  const browser = openBrowser(site.provider(options), '198.51.100.10')
  const wrong = { ...credentials, password: 'wrong passphrase' }
  const attempts = await Promise.all(Array.from({ length: 12 }, () => browser.post('/auth/sign-in/email', wrong)))
  expect(attempts.filter(({ status }) => status === 401)).toHaveLength(3)
  expect(attempts.filter(({ status }) => status === 429)).toHaveLength(9)
})

test('does not let a client choose the address it is counted by', async () => {
  const options = { signInLimit: { max: 1, windowSeconds: 60 } }
  const browser = openBrowser(site.provider(options), '198.51.100.9')
  const spoof = (ip: string) => ({ 'x-tenantry-client-ip': ip, 'x-forwarded-for': ip })
  expect((await browser.post('/auth/sign-in/email', credentials, spoof('203.0.113.1'))).status).toBe(200)
  expect((await browser.post('/auth/sign-in/email', credentials, spoof('203.0.113.2'))).status).toBe(429)
})

test('tells nothing about a failure inside, except to the log', async () => {
  const log = vi.fn()
  const broken = site.provider({ schema: 'missing', log })
  const response = await openBrowser(broken).post('/auth/sign-in/email', credentials)
  expect(response.status).toBe(500)
  expect(await response.text()).not.toMatch(/missing|relation|ada@/)
  expect(log).toHaveBeenCalledWith('error', expect.any(String), expect.any(Error))
})

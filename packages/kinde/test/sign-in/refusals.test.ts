import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { kindeSignIn } from '../../src/sign-in.ts'
import { APP, openStage, optionsFor, refusalOf, type Stage, tampering } from './stage.ts'
import type { Traveller } from './traveller.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.identity.stop())
beforeEach(() => {
  stage.log.length = 0
  stage.identity.away = false
})

const program = { headers: { accept: 'application/json' } }
const isCallback = (address: string) => address.startsWith(`${APP}/callback`)

/** A visitor whose answer from Kinde has arrived and was not handed in yet. */
async function atTheDoor(options = {}): Promise<{ visitor: Traveller; callback: URL }> {
  const visitor = stage.visitor(stage.kit(options))
  const { address } = await visitor.signIn(`${APP}/login`, 'ada@example.com', isCallback)
  return { visitor, callback: new URL(address) }
}

async function isSignedIn(visitor: Traveller): Promise<boolean> {
  return (await visitor.request(`${APP}/user`, program)).status === 200
}

test('what is not tampered with is taken', async () => {
  const { visitor, callback } = await atTheDoor()
  expect((await visitor.request(callback.href)).status).toBe(303)
  expect(await isSignedIn(visitor)).toBe(true)
})

test.each<[string, (callback: URL, other: URL) => void, number, string]>([
  ['another state', ({ searchParams }) => searchParams.set('state', 'x'.repeat(43)), 400, 'SIGN_IN_STATE_INVALID'],
  ['no state', ({ searchParams }) => searchParams.delete('state'), 400, 'SIGN_IN_STATE_INVALID'],
  ['two states', ({ searchParams }) => searchParams.append('state', 'x'), 400, 'SIGN_IN_STATE_INVALID'],
  [
    'the state of somebody else',
    (mine, other) => mine.searchParams.set('state', other.searchParams.get('state') ?? ''),
    400,
    'SIGN_IN_STATE_INVALID',
  ],
  ['another code', ({ searchParams }) => searchParams.set('code', 'x'.repeat(43)), 400, 'SIGN_IN_CODE_INVALID'],
  [
    'the code of somebody else',
    (mine, other) => mine.searchParams.set('code', other.searchParams.get('code') ?? ''),
    400,
    'SIGN_IN_CODE_INVALID',
  ],
  ['no code', ({ searchParams }) => searchParams.delete('code'), 502, 'SIGN_IN_UNTRUSTED'],
  ['two codes', ({ searchParams }) => searchParams.append('code', 'x'), 502, 'SIGN_IN_UNTRUSTED'],
  ['another issuer', ({ searchParams }) => searchParams.set('iss', 'https://evil.example'), 502, 'SIGN_IN_UNTRUSTED'],
  ['an error instead', ({ searchParams }) => searchParams.set('error', '<script>'), 403, 'SIGN_IN_REFUSED'],
])('refuses an answer with %s', async (_, change, status, code) => {
  const { visitor, callback } = await atTheDoor()
  const other = await atTheDoor()
  change(callback, other.callback)
  const refusal = await refusalOf(await visitor.request(callback.href, program))
  expect(refusal).toMatchObject({ status, code, message: expect.stringMatching(/^[A-Z].*\.$/) })
  expect(Object.keys(refusal).sort()).toEqual(['code', 'error', 'message', 'status'])
  expect(await isSignedIn(visitor)).toBe(false)
})

test('refuses the same answer a second time', async () => {
  const { visitor, callback } = await atTheDoor()
  await visitor.request(callback.href)
  expect(await refusalOf(await visitor.request(callback.href, program))).toMatchObject({
    code: 'SIGN_IN_STATE_INVALID',
  })
})

test('refuses an answer in a browser that asked nothing', async () => {
  const { callback } = await atTheDoor()
  const other = stage.visitor(stage.kit())
  expect(await refusalOf(await other.request(callback.href, program))).toMatchObject({ code: 'SIGN_IN_STATE_INVALID' })
})

test('refuses an answer that comes more than an hour later', async () => {
  let now = Date.now()
  const { visitor, callback } = await atTheDoor({ now: () => now })
  now += 3_601_000
  expect(await refusalOf(await visitor.request(callback.href, program))).toMatchObject({
    code: 'SIGN_IN_STATE_INVALID',
  })
})

test('refuses a transaction that the browser changed, or that another key sealed', async () => {
  const { visitor, callback } = await atTheDoor()
  const cookies = visitor.jar.get(APP) ?? new Map<string, string>()
  const [[name = '', value = ''] = []] = [...cookies]
  cookies.set(name, `${value.slice(0, -4)}AAAA`)
  expect(await refusalOf(await visitor.request(callback.href, program))).toMatchObject({
    code: 'SIGN_IN_STATE_INVALID',
  })
  const foreign = stage.kit({ secret: 'another secret of at least 32 bytes' })
  const headers = { accept: 'application/json', cookie: `${name}=${value}` }
  expect(await refusalOf(await foreign.fetch(new Request(callback, { headers })))).toMatchObject({
    code: 'SIGN_IN_STATE_INVALID',
  })
})

test.each(['nonce', 'code_challenge'])(
  'refuses what comes of a sign-in whose %s was changed on the way',
  async (name) => {
    const visitor = stage.visitor(stage.kit())
    const way = new URL((await visitor.request(`${APP}/login`)).headers.get('location') ?? '')
    way.searchParams.set(name, 'x'.repeat(43))
    const { address } = await visitor.signIn(way.href, 'ada@example.com', isCallback)
    const expected = name === 'nonce' ? 'SIGN_IN_UNTRUSTED' : 'SIGN_IN_CODE_INVALID'
    expect(await refusalOf(await visitor.request(address, program))).toMatchObject({ code: expected })
    expect(await isSignedIn(visitor)).toBe(false)
  },
)

test('lets Kinde refuse an address to come back to that is not ours', async () => {
  const visitor = stage.visitor(stage.kit())
  const way = new URL((await visitor.request(`${APP}/login`)).headers.get('location') ?? '')
  way.searchParams.set('redirect_uri', 'https://evil.example/callback')
  expect((await visitor.request(way.href)).status).toBe(400)
})

/** Changes one letter in the middle of a part of a token. */
function spoilt(token: unknown, part: number): string {
  const parts = String(token).split('.')
  const text = parts[part] ?? ''
  const at = Math.floor(text.length / 2)
  parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
  return parts.join('.')
}

function unsigned(token: unknown): string {
  const [, body = ''] = String(token).split('.')
  return `${btoa('{"alg":"none"}').replaceAll('=', '')}.${body}.`
}

test.each<[string, (tokens: Record<string, unknown>) => Record<string, unknown>]>([
  ['the signature of the ID token', (tokens) => ({ ...tokens, id_token: spoilt(tokens.id_token, 2) })],
  ['the claims of the ID token', (tokens) => ({ ...tokens, id_token: spoilt(tokens.id_token, 1) })],
  ['an ID token without a signature', (tokens) => ({ ...tokens, id_token: unsigned(tokens.id_token) })],
  ['no ID token', ({ id_token: _, ...tokens }) => tokens],
  ['the signature of the access token', (tokens) => ({ ...tokens, access_token: spoilt(tokens.access_token, 2) })],
  ['the claims of the access token', (tokens) => ({ ...tokens, access_token: spoilt(tokens.access_token, 1) })],
  ['an access token without a signature', (tokens) => ({ ...tokens, access_token: unsigned(tokens.access_token) })],
  ['an access token that is none', (tokens) => ({ ...tokens, access_token: 'opaque' })],
  ['an ID token in its place', (tokens) => ({ ...tokens, access_token: tokens.id_token })],
])('refuses %s when tampered with', async (_, change) => {
  const { visitor, callback } = await atTheDoor({ fetch: tampering(change) })
  expect(await refusalOf(await visitor.request(callback.href, program))).toMatchObject({
    status: 502,
    code: 'SIGN_IN_UNTRUSTED',
  })
  expect(await isSignedIn(visitor)).toBe(false)
  expect(stage.log.join()).not.toMatch(/eyJ|ada@example/)
})

test('refuses an access token of somebody else', async () => {
  let theirs: unknown
  const kept = tampering((tokens) => {
    theirs = tokens.access_token
    return tokens
  })
  const eve = stage.visitor(stage.kit({ fetch: kept }))
  await eve.signIn(`${APP}/login`, 'eve@example.com')
  const { visitor, callback } = await atTheDoor({ fetch: tampering((tokens) => ({ ...tokens, access_token: theirs })) })
  expect(await refusalOf(await visitor.request(callback.href, program))).toMatchObject({ code: 'SIGN_IN_UNTRUSTED' })
})

test('refuses an access token for another audience', async () => {
  const { visitor, callback } = await atTheDoor({ audience: 'https://api.other.test' })
  expect(await refusalOf(await visitor.request(callback.href, program))).toMatchObject({ code: 'SIGN_IN_UNTRUSTED' })
})

test('says that somebody turned away', async () => {
  const visitor = stage.visitor(stage.kit())
  const page = await visitor.follow(`${APP}/login`)
  const turned = await visitor.follow(page.address, undefined, {
    method: 'POST',
    body: new URLSearchParams({ cancel: '1' }),
  })
  expect(await refusalOf(turned.response)).toMatchObject({ status: 403, code: 'SIGN_IN_REFUSED' })
})

test('says that a silent sign-in needs a page', async () => {
  const arrival = await stage.visitor(stage.kit()).follow(`${APP}/login?prompt=none`)
  expect(await refusalOf(arrival.response)).toMatchObject({ status: 401, code: 'LOGIN_REQUIRED' })
})

test.each(['', '!', btoa('[]'), btoa('no json'), 'A'.repeat(5000)])(
  'refuses an expired link with the state %j',
  async (state) => {
    const query = new URLSearchParams({ error: 'login_link_expired', ...(state && { reauth_state: state }) })
    const answer = await stage.visitor(stage.kit()).request(`${APP}/callback?${query}`, program)
    expect(await refusalOf(answer)).toMatchObject({ status: 400, code: 'SIGN_IN_LINK_EXPIRED' })
  },
)

test('says that Kinde is away, and works again when it is back', async () => {
  stage.identity.away = true
  const visitor = stage.visitor(stage.kit())
  expect(await refusalOf(await visitor.request(`${APP}/login`, program))).toMatchObject({
    status: 503,
    code: 'PROVIDER_UNAVAILABLE',
  })
  stage.identity.away = false
  expect((await visitor.request(`${APP}/login`)).status).toBe(303)
})

test('says that Kinde is away when nothing listens there', async () => {
  const kit = kindeSignIn({ ...optionsFor(stage.identity), domain: 'http://127.0.0.1:9', log: () => {} })
  await expect(kit.start()).rejects.toMatchObject({ name: 'SignInError', code: 'PROVIDER_UNAVAILABLE' })
})

test("a wrong secret is an operator's matter, and a visitor learns no more", async () => {
  const { visitor, callback } = await atTheDoor({ clientSecret: 'a-wrong-secret-of-at-least-32-bytes-long' })
  expect(await refusalOf(await visitor.request(callback.href, program))).toMatchObject({
    status: 500,
    code: 'PROVIDER_MISCONFIGURED',
  })
  expect(stage.log).toEqual(['error PROVIDER_MISCONFIGURED: invalid_client'])
})

test('refuses in a page to people: a sentence, a way on, no script and no stack', async () => {
  const answer = await stage.visitor(stage.kit()).request(`${APP}/callback?state=%3Cscript%3E&code=x`)
  const { html, message } = await refusalOf(answer)
  expect(message).toBe('This sign-in was not started in this browser, or it took too long. Start again.')
  expect(html).toContain(`<a href="${APP}/login">`)
  expect(html).not.toMatch(/script|\bat \S+:\d+/)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test.each([
  ['POST', '/login', 405, 'METHOD_NOT_ALLOWED'],
  ['HEAD', '/callback', 405, 'METHOD_NOT_ALLOWED'],
  ['DELETE', '/logout', 405, 'METHOD_NOT_ALLOWED'],
  ['GET', '/constructor', 404, 'ROUTE_NOT_FOUND'],
  ['GET', '/login/', 404, 'ROUTE_NOT_FOUND'],
])('answers %s %s with %i', async (method, path, status, code) => {
  const answer = await stage.kit().fetch(new Request(APP + path, { method }))
  expect(await refusalOf(answer)).toMatchObject({ status, code })
})

test('names the methods that an address takes', async () => {
  const answer = await stage.kit().fetch(new Request(`${APP}/logout`, { method: 'PUT' }))
  expect(answer.headers.get('allow')).toBe('GET, POST')
})

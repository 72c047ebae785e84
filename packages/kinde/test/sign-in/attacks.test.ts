import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { KindeSignIn, KindeSignInOptions } from '../../src/sign-in.ts'
import { memoryBackend, type RedisClient, redisBackend } from '../../src/storage.ts'
import { APP, openStage, refusalOf, type Stage } from './stage.ts'
import type { Traveller } from './traveller.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.identity.stop())
beforeEach(() => {
  Object.assign(stage.identity, { away: false, ended: false, claims: {}, tokenSeconds: 3600 })
  stage.identity.requests.length = 0
})

const program = { accept: 'application/json' }
const leaving = { method: 'POST', headers: { origin: APP } }
const cookieOf = (visitor: Traveller) =>
  [...(visitor.jar.get(APP) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
const statusOf = async (kit: KindeSignIn, cookie: string) =>
  (await kit.fetch(new Request(`${APP}/user`, { headers: { ...program, cookie } }))).status

async function signedIn(options: KindeSignInOptions = {}) {
  const kit = stage.kit(options)
  const ada = stage.visitor(kit)
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  return { kit, ada }
}

/** A network that holds back the answers of one path until they are let go. */
function holding(path: string) {
  const waiting: (() => void)[] = []
  let isHeld = false
  const send: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (isHeld && String(input).endsWith(path)) await new Promise<void>((resolve) => waiting.push(resolve))
    return response
  }
  return {
    fetch: send,
    waiting,
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      for (const go of waiting.splice(0)) go()
    },
  }
}

test.each<[string, KindeSignInOptions]>([
  ['another application', { clientId: 'another-app' }],
  ['another environment', { domain: 'http://127.0.0.1:9' }],
])('a session is worth nothing to %s, though one secret seals the cookies of both', async (_, other) => {
  for (const storage of [undefined, memoryBackend()]) {
    const kept = { secret: 'a secret of at least 32 bytes, for two', ...(storage && { storage }) }
    const { kit, ada } = await signedIn(kept)
    const cookie = cookieOf(ada)
    expect(await statusOf(kit, cookie)).toBe(200)
    expect(await statusOf(stage.kit({ ...kept, ...other }), cookie)).toBe(401)
  }
})

test.each([
  ['a cookie', () => undefined],
  ['memory', () => memoryBackend()],
])('a session in %s that ends while it is renewed is not brought back by the renewal', async (_, open) => {
  const network = holding('/oauth2/token')
  const storage = open()
  stage.identity.tokenSeconds = 50
  const { kit, ada } = await signedIn({ fetch: network.fetch, ...(storage && { storage }) })
  stage.identity.tokenSeconds = 3600
  const before = cookieOf(ada)
  network.hold()
  const late = kit.fetch(new Request(`${APP}/user`, { headers: { ...program, cookie: before } }))
  await expect.poll(() => network.waiting.length).toBe(1)
  const left = ada.request(`${APP}/logout`, leaving)
  network.release()
  expect((await left).status).toBe(303)
  const after = (await late).headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  expect(await statusOf(kit, after)).toBe(401)
  expect(await statusOf(kit, before)).toBe(401)
  expect(stage.identity.requests.filter((one) => one === 'POST /oauth2/revoke')).toHaveLength(1)
})

test('a copy of the cookie is worth nothing once its owner signed out, though its token would still hold', async () => {
  const { kit, ada } = await signedIn()
  const copy = cookieOf(ada)
  expect(await statusOf(kit, copy)).toBe(200)
  await ada.request(`${APP}/logout`, leaving)
  expect(await statusOf(kit, copy)).toBe(401)
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  expect(await statusOf(kit, cookieOf(ada))).toBe(200)
})

test('what Redis refuses says nothing of what was to be kept', async () => {
  const heard: string[] = []
  const refuse = async (...args: readonly unknown[]): Promise<never> => {
    throw Object.assign(new Error("OOM command not allowed when used memory > 'maxmemory'."), {
      name: 'ReplyError',
      command: { name: 'set', args },
    })
  }
  const redis: RedisClient = { get: async () => null, set: refuse, del: async () => 0, scan: async () => ['0', []] }
  const kit = stage.kit({
    storage: redisBackend(redis),
    log: (level, message, cause) => heard.push(level, message, inspect(cause, { depth: 9, showHidden: true })),
  })
  const { response } = await stage.visitor(kit).signIn(`${APP}/login`, 'ada@example.com')
  expect(await refusalOf(response)).toMatchObject({ status: 500 })
  expect(heard.join()).toContain('OOM command not allowed')
  expect(heard.join()).not.toMatch(/eyJ|ada@example/)
})

test('a page that every cache may keep stays out of them when it brings a session along', async () => {
  stage.identity.tokenSeconds = 50
  const { kit, ada } = await signedIn()
  const open = async () => {
    const visit = await kit.visit(new Request(APP, { headers: { cookie: cookieOf(ada) } }))
    return visit.commit(new Response('Hello', { headers: { 'cache-control': 'public, max-age=3600' } }))
  }
  const answer = await open()
  expect(answer.headers.getSetCookie().length).toBeGreaterThan(0)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://127.0.0.1:8000@evil.example',
  'http://127.0.0.1:8000.evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//evil.example',
  '/%09/evil.example',
  '\t//evil.example',
  'blob:http://127.0.0.1:8000/x',
  'http://127.0.0.1:8001/',
])('nobody is led to %j after signing in', async (wanted) => {
  const ada = stage.visitor(stage.kit())
  const query = new URLSearchParams({ post_login_redirect_url: wanted })
  const { address } = await ada.signIn(`${APP}/login?${query}`, 'ada@example.com')
  expect(new URL(address).origin).toBe(APP)
  expect(new URL(address).pathname).not.toMatch(/^\/[/\\]/)
})

test('a sign-in that was begun for one application ends in no other, though one secret seals the cookies of both', async () => {
  const secret = 'a secret of at least 32 bytes, for two'
  const own = stage.kit({ secret })
  const other = stage.kit({ secret, clientId: 'another-app', redirectUri: `${APP}/other/callback` })
  const ada = stage.visitor(own, (request) => other.fetch(request))
  const begun = await ada.request(`${APP}/other/login`)
  // Whoever runs the other one sees all of this but the verifier, and signs in themselves with it here.
  const asked = new URL(begun.headers.get('location') ?? '')
  const told = new URL((await own.fetch(new Request(`${APP}/login`))).headers.get('location') ?? '')
  for (const name of ['state', 'nonce', 'code_challenge'])
    told.searchParams.set(name, asked.searchParams.get(name) ?? '')
  const { address } = await stage
    .visitor(own)
    .signIn(told.href, 'mallory@example.com', (at) => at.startsWith(`${APP}/callback`))
  expect(await refusalOf(await ada.request(address))).toMatchObject({ status: 400, code: 'SIGN_IN_STATE_INVALID' })
  expect(await statusOf(own, cookieOf(ada))).toBe(401)
})

test('two tabs finish in either order, each with its own state, and no state is taken twice', async () => {
  const ada = stage.visitor(stage.kit())
  const stop = (at: string) => at.startsWith(`${APP}/callback`)
  const one = await ada.signIn(`${APP}/login?post_login_redirect_url=/one`, 'ada@example.com', stop)
  const two = await ada.follow(`${APP}/login?post_login_redirect_url=/two`, stop)
  const [first, second] = [new URL(one.address), new URL(two.address)]
  const mixed = new URL(first)
  mixed.searchParams.set('state', second.searchParams.get('state') ?? '')
  expect((await ada.request(second.href)).headers.get('location')).toBe(`${APP}/two`)
  expect(await refusalOf(await ada.request(mixed.href, { headers: program }))).toMatchObject({
    code: 'SIGN_IN_STATE_INVALID',
  })
  expect((await ada.request(first.href)).headers.get('location')).toBe(`${APP}/one`)
})

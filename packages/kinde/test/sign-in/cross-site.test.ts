import { afterAll, beforeAll, expect, test } from 'vitest'
import { APP, openStage, refusalOf, type Stage } from './stage.ts'
import type { Traveller } from './traveller.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.identity.stop())

async function signedIn(): Promise<Traveller> {
  const ada = stage.visitor(stage.kit())
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  return ada
}

const isThere = async (visitor: Traveller) => (await visitor.request(`${APP}/user`)).status === 200

test.each([
  ['a page of ours', { 'sec-fetch-site': 'same-origin' }, true],
  ['a page of ours in an old browser', { origin: APP }, true],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  ['another site in an old browser', { origin: 'https://evil.example' }, false],
  ['a page without an origin', { origin: 'null' }, false],
  ['another app on our domain', { 'sec-fetch-site': 'same-site', origin: 'https://other.app.test' }, false],
  ['a site that names itself as ours', { 'sec-fetch-site': 'cross-site', origin: `${APP}.evil.example` }, false],
])('signing out by POST from %s', async (_, headers: Record<string, string>, isDone) => {
  const ada = await signedIn()
  const answer = await ada.request(`${APP}/logout`, { method: 'POST', headers })
  expect(await isThere(ada)).toBe(!isDone)
  if (!isDone) expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'ORIGIN_NOT_ALLOWED' })
})

test.each([
  ['a link of ours', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }, true],
  ['the address bar', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, true],
  ['a link on another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, false],
  ['a picture', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }, false],
  ['a prefetch', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch' }, false],
  ['an old browser', {}, false],
])('signing out by GET from %s', async (_, headers: Record<string, string>, isDone) => {
  const ada = await signedIn()
  const answer = await ada.request(`${APP}/logout`, { headers })
  expect(await isThere(ada)).toBe(!isDone)
  if (!isDone)
    expect(await answer.text()).toContain(`<form method="post" action="${APP}/logout"><button>Sign out</button>`)
})

test('a program gets the address at which the session at Kinde ends', async () => {
  const ada = await signedIn()
  const headers = { accept: 'application/json', 'sec-fetch-site': 'same-origin' }
  const answer = await ada.request(`${APP}/logout`, { method: 'POST', headers })
  const { url } = await answer.json()
  expect([answer.status, new URL(url).pathname]).toEqual([200, '/logout'])
  expect(await isThere(ada)).toBe(false)
})

test('every cookie is HttpOnly, Lax and, but on loopback, of this host over https alone', async () => {
  const ada = await signedIn()
  const [plain = ''] = (await ada.request(`${APP}/login`)).headers.getSetCookie()
  expect(plain).toMatch(/^tenantry_kinde_login_[0-9a-f]{24}=\S+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/)
  const kit = stage.kit({ redirectUri: 'https://app.example.com/callback' })
  const answer = await kit.fetch(new Request('https://app.example.com/login'))
  const [line = ''] = answer.headers.getSetCookie()
  expect(line).toMatch(
    /^__Host-tenantry_kinde_login_[0-9a-f]{24}=\S+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/,
  )
})

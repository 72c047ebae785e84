import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Limiter } from '../src/limits/limiter.ts'
import { changesNothing } from './seed-003/proofs.ts'
import { publicUrl, type Running, startTenantry } from './start-tenantry.ts'

const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

let running: Running
let token = ''
let turn = 0

beforeAll(async () => {
  running = await startTenantry('pglite', { limiter: unlimited })
  token = (await signUp()).searchParams.get('token') ?? ''
})
afterAll(async () => {
  expect(running.faults).toEqual([])
  await running.stop()
})

const password = 'a made-up passphrase'

/** Signs somebody up, and gives the link out of the mail. */
async function signUp(
  redirect?: string,
  headers: Readonly<Record<string, string>> = {},
  origin = publicUrl,
): Promise<URL> {
  turn += 1
  const email = `visitor-${turn}@example.com`
  const body = JSON.stringify({ email, password, ...(redirect !== undefined && { redirect }) })
  const sent = { 'content-type': 'application/json', ...headers }
  const answer = await running.tenantry.fetch(
    new Request(`${origin}/api/auth/signup`, { method: 'POST', headers: sent, body }),
  )
  expect(answer.status).toBe(202)
  return mailedLink(email)
}

function mailedLink(email: string): Promise<URL> {
  return vi.waitFor(() => {
    const mail = running.mails().find(({ to }) => to === email)
    const link = /https?:\/\/\S*verify-email\S*/.exec(mail?.text ?? '')?.[0]
    if (!link) throw new Error(`${email} has no link yet.`)
    return new URL(link)
  }, 10_000)
}

/** Proves that an answer leads to a page of the host app, whoever reads its header. */
function expectAtHome(answer: Response, what: string): string {
  expect(answer.status, what).toBe(302)
  const location = answer.headers.get('location') ?? ''
  expect(location, what).toMatch(/^http:\/\/app\.example\.com\/[!-~]*$/)
  const target = new URL(location)
  expect([target.origin, target.username, target.password], what).toEqual([publicUrl, '', ''])
  // A proxy that drops the origin, or a script that takes the path alone, must not leave either.
  expect(new URL(target.pathname, publicUrl).origin, what).toBe(publicUrl)
  expect(
    new URL(decodeURIComponent(target.pathname.replace(/%(?![0-9a-f]{2})/gi, '%25')), publicUrl).origin,
    what,
  ).toBe(publicUrl)
  expect(answer.headers.get('cache-control'), what).toBe('no-store')
  expect(answer.headers.get('referrer-policy'), what).toBe('no-referrer')
  return location.slice(publicUrl.length)
}

/** Ways to lead a visitor off the site; each ends on the page that is the default. */
const tricks = [
  'https://evil.example',
  'https://evil.example/onboarding',
  'HTTPS://EVIL.EXAMPLE',
  'http://app.example.com.evil.example/',
  'http://evil.example/app.example.com',
  'http://app.example.com@evil.example/',
  'http://app.example.com:pw@evil.example/',
  'http://evil.example#app.example.com',
  'http://evil.example?http://app.example.com/',
  'http://app.example.com:8080/',
  'https://app.example.com/',
  'http://user@app.example.com/',
  'http://app.example.com\u3002evil.example/',
  'http://app\u2024example.com/',
  'ftp://app.example.com/',
  '//evil.example',
  '//evil.example/%2f..',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '\u0000//evil.example',
  '\u0001https://evil.example',
  'ht\ntps://evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/x/../..//evil.example',
  '/%2e//evil.example',
  '/.%2e//evil.example',
  './/evil.example/../..//evil.example',
  '/%2f/evil.example',
  '/%2Fevil.example',
  '/%5cevil.example',
  '/%5C%5Cevil.example',
  '/%09/evil.example',
  '/%0A%0d/evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'http:\\\\evil.example',
  '//google.com\\@app.example.com',
  '//app.example.com@evil.example',
  '//[::1]/',
  '//0x7f.1/',
  '//2130706433/',
  'javascript:alert(1)',
  'JavaScript:alert(document.domain)',
  'java\tscript:alert(1)',
  'javascript://app.example.com/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:http://app.example.com/x',
  'filesystem:http://app.example.com/temporary/x',
  'view-source:http://app.example.com/',
  'about:blank',
  'mailto:evil@example.com',
  'file:///etc/passwd',
  'intent://evil.example#Intent;scheme=http;end',
  'http://',
  'http://%',
  '',
  '   ',
]

/** What is odd and stays on the site, and where it leads. */
const homely: Readonly<Record<string, string>> = {
  '/': '/',
  '/dashboard': '/dashboard',
  dashboard: '/dashboard',
  '?tab=2': '/?tab=2',
  '#top': '/#top',
  '/a?next=https://evil.example': '/a?next=https://evil.example',
  '/a#//evil.example': '/a#//evil.example',
  '/@evil.example': '/@evil.example',
  '/evil.example': '/evil.example',
  'http://app.example.com/a': '/a',
  'HTTP://APP.EXAMPLE.COM/a': '/a',
  'http://app.example.com:80/a': '/a',
  '//app.example.com/a': '/a',
  '/a/../b': '/b',
  '/../../a': '/a',
  '/a\\b': '/a/b',
  '/zażółć': '/za%C5%BC%C3%B3%C5%82%C4%87',
  '/a b': '/a%20b',
  '/a\r\nSet-Cookie: x=y': '/aSet-Cookie:%20x=y',
  '/a%0d%0aSet-Cookie:%20x=y': '/a%0d%0aSet-Cookie:%20x=y',
  '/<script>': '/%3Cscript%3E',
  '/%00/evil.example': '/%00/evil.example',
}

const open = (query: string, headers: Readonly<Record<string, string>> = {}) =>
  running.send(`/api/auth/verify-email?token=${token}${query}`, { headers })

test('knows enough tricks', () => {
  expect(new Set(tricks).size).toBe(70)
  expect(Object.keys(homely)).toHaveLength(22)
})

test.each(tricks)('leads %j to the default page', async (redirect) => {
  expect(expectAtHome(await open(`&redirect=${encodeURIComponent(redirect)}`), redirect)).toBe('/onboarding')
  // Written into the address as it is, a browser or a proxy may already have changed it.
  if (!/[#&]/.test(redirect)) expectAtHome(await open(`&redirect=${redirect}`), `raw ${redirect}`)
  // And encoded twice, in case somebody decodes once more.
  expectAtHome(await open(`&redirect=${encodeURIComponent(encodeURIComponent(redirect))}`), `twice ${redirect}`)
})

test.each(tricks)('leads %j, given at sign-up, to the default page', async (redirect) => {
  const link = await signUp(redirect)
  expect(link.origin + link.pathname).toBe(`${publicUrl}/api/auth/verify-email`)
  expect(expectAtHome(await running.send(link.pathname + link.search), redirect)).toBe('/onboarding')
})

test.each(Object.entries(homely))('leads %j to %s', async (redirect, expected) => {
  expect(expectAtHome(await open(`&redirect=${encodeURIComponent(redirect)}`), redirect)).toBe(expected)
  const link = await signUp(redirect)
  expect(expectAtHome(await running.send(link.pathname + link.search), redirect)).toBe(expected)
})

test('leads half a character nowhere else', async () => {
  for (const redirect of ['/\ud800', '\udc00//evil.example', '//evil.example\ud800']) {
    const link = await signUp(redirect)
    expectAtHome(await running.send(link.pathname + link.search), redirect)
  }
  for (const broken of ['%ff%fe//evil.example', '/%', '%c0%af%c0%afevil.example', '%E2%80%A8//evil.example'])
    expectAtHome(await open(`&redirect=${broken}`), broken)
})

test('takes the redirect of a mail that was sent again just as carefully', async () => {
  const email = `visitor-${turn}@example.com`
  const before = await mailedLink(email)
  await running.rows(`UPDATE auth."user" SET "emailVerified" = false WHERE email = '${email}'`)
  await running.rows(`UPDATE users SET email_confirmed_at = NULL WHERE email = '${email}'`)
  await running.as(null).auth.resendVerification({ body: { email, redirect: 'https://evil.example' } })
  const link = await vi.waitFor(async () => {
    const newest = await mailedLink(email)
    expect(newest.href).not.toBe(before.href)
    return newest
  }, 10_000)
  expect(expectAtHome(await running.send(link.pathname + link.search), 'sent again')).toBe('/onboarding')
})

/** Headers that say the server is somewhere else. */
const lies: Readonly<Record<string, string>>[] = [
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '444' },
  { 'x-original-url': 'https://evil.example/', 'x-rewrite-url': '/evil' },
  { forwarded: 'host=evil.example;proto=https' },
  { origin: 'https://evil.example', referer: 'https://evil.example/x' },
  { 'x-host': 'evil.example', 'x-forwarded-server': 'evil.example', 'x-http-host-override': 'evil.example' },
]

test.each(lies)('believes no header %j of where it is', async (headers) => {
  expect(expectAtHome(await open('', headers), 'header')).toBe('/onboarding')
  const { origin: _, ...others } = headers
  expect((await signUp(undefined, others)).origin).toBe(publicUrl)
  expect((await signUp(undefined, others, 'http://evil.example')).origin).toBe(publicUrl)
})

test('refuses a redirect twice, or beyond all measure, and proves nothing by it', async () => {
  const link = await signUp()
  const fresh = link.searchParams.get('token')
  await changesNothing(running, async () => {
    for (const query of ['&redirect=/a&redirect=https://evil.example', `&redirect=/${'x'.repeat(2048)}`]) {
      const answer = await running.send(`/api/auth/verify-email?token=${fresh}${query}`)
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
    }
  })
})

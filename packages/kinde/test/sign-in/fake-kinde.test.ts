import { kindeFake, serveFake } from '@tenantry/fakes'
import { expect, onTestFinished, test } from 'vitest'
import { kindeSignIn } from '../../src/sign-in/kinde-sign-in.ts'

const app = 'http://127.0.0.1:3000'

/** A browser that keeps the app's cookies and leaves redirects to the test. */
function createBrowser(handle: (request: Request) => Promise<Response>) {
  const cookies = new Map<string, string>()
  return async (url: string, method = 'GET') => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const response = await handle(new Request(url, { method, headers: { cookie, origin: app } }))
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    return response
  }
}

async function start() {
  const { url, stop } = await serveFake((url) => kindeFake({ url }))
  onTestFinished(() => stop())
  const kinde = kindeSignIn({
    domain: url,
    clientId: 'm2m',
    clientSecret: 'm2m-secret',
    redirectUri: `${app}/auth/callback`,
    secret: 'a secret that only this test knows',
    audience: app,
    env: {},
  })
  return { browse: createBrowser(kinde.fetch) }
}

async function choose(page: string, email: string): Promise<string> {
  const response = await fetch(page, { method: 'POST', body: new URLSearchParams({ email }), redirect: 'manual' })
  return response.headers.get('location') ?? ''
}

test('whoever is chosen on the page of the fake is signed in by the kit, and signed out again', async () => {
  const { browse } = await start()
  const page = (await browse(`${app}/auth/login`)).headers.get('location') ?? ''
  const back = await choose(page, 'ada@example.com')
  expect(back).toMatch(/^http:\/\/127\.0\.0\.1:3000\/auth\/callback\?code=/)
  expect(await (await fetch(page)).text()).toContain('<button name="email" value="ada@example.com">')
  expect((await browse(back)).headers.get('location')).toBe(`${app}/`)
  expect(await (await browse(`${app}/auth/user`)).json()).toMatchObject({ email: 'ada@example.com' })

  const { url: away } = await (await browse(`${app}/auth/logout`, 'POST')).json()
  expect((await fetch(away, { redirect: 'manual' })).headers.get('location')).toBe(`${app}/`)
  expect((await browse(`${app}/auth/user`)).status).toBe(401)
})

test('the fake takes a code once, and no code without its proof', async () => {
  const { browse } = await start()
  const page = (await browse(`${app}/auth/login`)).headers.get('location') ?? ''
  const code = new URL(await choose(page, 'eve@example.com')).searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', client_id: 'm2m', client_secret: 'm2m-secret', code }
  const token = new URL('/oauth2/token', page)
  const answer = await fetch(token, { method: 'POST', body: new URLSearchParams(form) })
  expect([answer.status, (await answer.json()).error]).toEqual([400, 'invalid_grant'])
})

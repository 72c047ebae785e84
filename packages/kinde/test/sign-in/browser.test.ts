import { findChromium } from '@tenantry/testing/chromium'
import { freePort } from '@tenantry/testing/free-port'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { kindeSignIn } from '../../src/sign-in.ts'
import { apps } from './apps.ts'
import { type IdentityServer, startIdentityServer } from './identity-server.ts'
import { optionsFor } from './stage.ts'

const ports = await Promise.all(Object.keys(apps).map(() => freePort()))
const origins = ports.map((port) => `http://127.0.0.1:${port}`)

let browser: Browser
let identity: IdentityServer
beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
  identity = await startIdentityServer(origins)
})
afterAll(async () => {
  await browser.close()
  await identity.stop()
})

async function fill(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Continue' }).click()
}

describe.each(Object.entries(apps).map(([name, start], index) => ({ name, start, index })))(
  'in $name',
  ({ start, index }) => {
    const app = origins[index] ?? ''
    let context: BrowserContext
    let page: Page
    let stop: () => Promise<unknown>
    let shortly = 0

    beforeAll(async () => {
      const kinde = kindeSignIn({ ...optionsFor(identity, app), now: () => Date.now() + shortly })
      stop = await start(kinde, ports[index] ?? 0)
    })
    afterAll(() => stop())
    beforeEach(async () => {
      context = await browser.newContext()
      page = await context.newPage()
    })
    afterEach(() => context.close())

    test('a protected page leads to the login and back to itself', async () => {
      await page.goto(`${app}/protected?tab=1`)
      await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
      await fill(page, 'ada@example.com')
      await page.getByText('Hello ada@example.com').waitFor()
      expect(page.url()).toBe(`${app}/protected?tab=1`)
    })

    test('somebody new registers, and somebody known signs out', async () => {
      await page.goto(app)
      await page.getByRole('link', { name: '/register' }).click()
      await page.getByRole('heading', { name: 'Create your account' }).waitFor()
      await fill(page, 'bea@example.com')
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      await page.goto(`${app}/protected`)
      await page.getByText('Hello bea@example.com').waitFor()

      await page.goto(app)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('button', { name: 'Yes' }).click()
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      expect(page.url()).toBe(`${app}/`)
      expect((await context.cookies(app)).map(({ name }) => name)).toEqual([])
      await page.goto(`${app}/protected`)
      await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    })

    test('a link signs out too, but not from another site', async () => {
      await page.goto(`${app}/login`)
      await fill(page, 'cy@example.com')
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      // A page of the identity server's host is another site to the app.
      await page.goto(`${identity.url}/.well-known/jwks`)
      await page.evaluate((address) => location.assign(address), `${app}/logout`)
      await page.getByRole('heading', { name: 'Sign out?' }).waitFor()
      expect((await page.request.get(`${app}/user`)).status()).toBe(200)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('button', { name: 'Yes' }).click()
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      expect((await page.request.get(`${app}/user`)).status()).toBe(401)
    })

    test('another site cannot sign anybody out by a form', async () => {
      await page.goto(`${app}/login`)
      await fill(page, 'dee@example.com')
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      await page.goto(`${identity.url}/.well-known/jwks`)
      await page.evaluate((address) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: address })
        document.body.append(form)
        form.submit()
      }, `${app}/logout`)
      await page.getByRole('heading', { name: 'A page of another site asked for this, so nothing was done.' }).waitFor()
      expect((await page.request.get(`${app}/user`)).status()).toBe(200)
    })

    test('a token that ends is renewed while ten requests come at once', async () => {
      await page.goto(`${app}/login`)
      await fill(page, 'eli@example.com')
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      const before = identity.requests.filter((request) => request === 'POST /oauth2/token').length
      shortly = (24 * 3600 - 30) * 1000
      const statuses = await page.evaluate(() =>
        Promise.all(Array.from({ length: 10 }, () => fetch('/user').then(({ status }) => status))),
      )
      shortly = 0
      expect(statuses).toEqual(Array(10).fill(200))
      expect(identity.requests.filter((request) => request === 'POST /oauth2/token').length).toBe(before + 1)
    })

    test('a state, a nonce, a code and a way back that were tampered with are refused in words', async () => {
      const api = context.request
      const next = async (address: string, form?: Record<string, string>) => {
        const options = { maxRedirects: 0, ...(form && { form, method: 'POST' }) }
        return (await api.fetch(address, options)).headers().location ?? ''
      }
      const bent = (address: string, name: string) => {
        const url = new URL(address)
        url.searchParams.set(name, 'x'.repeat(43))
        return url.href
      }
      /** Goes all the way in the browser's name, and gives where Kinde sends it back to. */
      const wayBack = async (change = (address: string) => address) => {
        await context.clearCookies()
        const login = await next(`${app}/login?post_login_redirect_url=https://evil.example`)
        const form = (await api.get(change(login))).url()
        return next(await next(form, { email: 'flo@example.com' }))
      }
      const heading = (name: string) => page.getByRole('heading', { name }).waitFor()

      await page.goto(bent(await wayBack(), 'state'))
      await heading('This sign-in was not started in this browser, or it took too long. Start again.')
      await page.goto(bent(await wayBack(), 'code'))
      await heading('The code of this sign-in is not valid, or it was used before. Start again.')
      await page.goto(await wayBack((login) => bent(login, 'nonce')))
      await heading('The answer of the sign-in service could not be trusted, so nobody was signed in. Start again.')
      expect((await api.get(`${app}/user`)).status()).toBe(401)
      await page.goto(await wayBack())
      await heading('Home')
      expect(page.url()).toBe(`${app}/`)
    })
  },
)

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { addUser } from '../../test/add-user.ts'
import { openBrowser } from '../../test/browser.ts'
import { openSite, publicUrl, type TestSite } from '../../test/harness.ts'
import type { Embedded } from '../embedded.ts'
import { betterAuthSession } from './better-auth-session.ts'

const password = 'made-up passphrase'
let site: TestSite
let provider: Embedded
let email: string
let count = 0

beforeAll(async () => {
  site = await openSite('PostgreSQL')
  provider = site.provider()
  await provider.start()
})
afterAll(() => site[Symbol.asyncDispose]())

beforeEach(() => {
  email = `person${++count}@example.com`
})

/** One browser: its tabs share the cookies, and every request is written down. */
function openPage(serving = provider, ip?: string) {
  const browser = openBrowser(serving, ip)
  const paths: string[] = []
  const clock = { now: 0 }
  const openTab = () =>
    betterAuthSession({
      baseURL: publicUrl,
      now: () => clock.now,
      fetch(request) {
        paths.push(new URL(request.url).pathname)
        return browser.send(request)
      },
    })
  return { openTab, session: openTab(), paths, clock, browser }
}

const create = (emailVerified: boolean) => addUser(site, provider, { email, password, name: 'Ada', emailVerified })

const subjectOf = (token: string | null) => (token ? JSON.parse(atob(token.split('.')[1] ?? '')).sub : null)

describe('signing in and out', () => {
  test('gives a token and a user after the sign-in, and neither after the sign-out', async () => {
    const created = await create(true)
    const { session } = openPage()
    expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
    await session.signIn({ email, password })
    expect(subjectOf(await session.getToken())).toBe(created?.subject)
    expect(await session.getUser()).toEqual({ email, emailVerified: true, name: 'Ada' })
    await session.signOut()
    expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
  })

  test('refuses wrong credentials', async () => {
    await create(true)
    const { session } = openPage()
    const attempt = session.signIn({ email, password: 'wrong passphrase' })
    await expect(attempt).rejects.toMatchObject({ name: 'TenantryError', code: 'UNAUTHENTICATED', status: 401 })
  })

  test('says how long to wait after too many attempts', async () => {
    const { session } = openPage(site.provider({ signInLimit: { max: 1, windowSeconds: 60 } }), '198.51.100.20')
    await expect(session.signIn({ email, password })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    const limited = { code: 'RATE_LIMITED', status: 429, retryAfter: 60 }
    await expect(session.signIn({ email, password })).rejects.toMatchObject(limited)
  })

  test('resets a forgotten password', async () => {
    await create(false)
    const { session } = openPage()
    await session.requestPasswordReset(email)
    const mail = await vi.waitFor(() => {
      const found = site.mails.find((sent) => sent.email === email)
      if (!found) throw new Error('no mail yet')
      return found
    }, 10_000)
    await session.resetPassword({ token: mail.token, password: 'another passphrase' })
    await session.signIn({ email, password: 'another passphrase' })
    expect(await session.getUser()).toMatchObject({ email })
    const again = session.resetPassword({ token: mail.token, password: 'another passphrase' })
    await expect(again).rejects.toMatchObject({ code: 'VERIFICATION_INVALID' })
  })
})

describe('who is signed in', () => {
  test('is asked for once by everybody on a page, and again after 5 seconds', async () => {
    await create(true)
    const { session, openTab, paths, clock } = openPage()
    await session.signIn({ email, password })
    paths.length = 0
    const tab = openTab()
    await Promise.all([tab.getUser(), tab.getToken(), tab.getUser()])
    await tab.getUser()
    expect(paths).toEqual(['/auth/get-session', '/auth/token'])
    clock.now = 5000
    await Promise.all([tab.getUser(), tab.getUser()])
    expect(paths).toEqual(['/auth/get-session', '/auth/token', '/auth/get-session'])
  })

  test('is known from the sign-in and from the sign-out', async () => {
    await create(true)
    const { session, paths } = openPage()
    await session.signIn({ email, password })
    expect(await session.getUser()).toMatchObject({ email })
    await session.signOut()
    expect(await session.getUser()).toBeNull()
    expect(paths).toEqual(['/auth/sign-in/email', '/auth/sign-out'])
  })

  test('is asked for without a refusal when nobody is', async () => {
    const { session, paths } = openPage()
    expect(await Promise.all([session.getToken(), session.getUser(), session.getToken()])).toEqual([null, null, null])
    expect(await session.getToken()).toBeNull()
    expect(paths).toEqual(['/auth/get-session'])
  })

  test('tells of a confirmed address at once', async () => {
    const created = await create(false)
    if (!created) throw new TypeError('the address is free')
    const { session } = openPage()
    await session.signIn({ email, password })
    expect(await session.getUser()).toMatchObject({ emailVerified: false })
    await site.transaction((runSql) => provider.confirmEmail(created, { runSql }))
    expect(await session.getUser()).toMatchObject({ emailVerified: true })
  })
})

test('a mail is asked for in the language of the page', async () => {
  await create(true)
  const { browser } = openPage()
  const session = betterAuthSession({ baseURL: publicUrl, locale: () => 'pl', fetch: browser.send })
  await session.requestPasswordReset(email)
  await expect.poll(() => site.mails.find((sent) => sent.email === email)).toMatchObject({ acceptLanguage: 'pl' })
})

describe('the token', () => {
  test('is asked for once by many callers, and again 30 seconds before it expires', async () => {
    await create(true)
    const { session, paths, clock } = openPage()
    await session.signIn({ email, password })
    const tokens = await Promise.all([session.getToken(), session.getToken(), session.getToken()])
    expect(new Set(tokens).size).toBe(1)
    clock.now = (15 * 60 - 31) * 1000
    await session.getToken()
    expect(paths).toEqual(['/auth/sign-in/email', '/auth/token'])
    clock.now = (15 * 60 - 30) * 1000
    await session.getToken()
    expect(paths).toEqual(['/auth/sign-in/email', '/auth/token', '/auth/token'])
  })

  test('tells of a confirmed address at once', async () => {
    const created = await create(false)
    if (!created) throw new TypeError('the address is free')
    const { session } = openPage()
    await session.signIn({ email, password })
    expect(atob((await session.getToken())?.split('.')[1] ?? '')).toContain('"email_verified":false')
    await site.transaction((runSql) => provider.confirmEmail(created, { runSql }))
    expect(atob((await session.getToken())?.split('.')[1] ?? '')).toContain('"email_verified":true')
  })

  test('of the person before is never given once somebody else has signed in', async () => {
    await create(true)
    email = `person${++count}@example.com`
    const second = await create(true)
    const { browser } = openPage()
    const [answered, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const session = betterAuthSession({
      baseURL: publicUrl,
      async fetch(request) {
        const response = await browser.send(request)
        if (!request.url.endsWith('/token')) return response
        answered.resolve()
        await released.promise
        return response
      },
    })
    await session.signIn({ email: `person${count - 1}@example.com`, password })
    const asked = session.getToken()
    await answered.promise
    await session.signIn({ email, password })
    released.resolve()
    expect(subjectOf(await asked)).toBe(second?.subject)
    expect(subjectOf(await session.getToken())).toBe(second?.subject)
  })

  test.each([
    ['no answer at all', () => Promise.reject(new TypeError('fetch failed')), 'NETWORK_FAILED'],
    ['a page of a proxy', async () => new Response('<html>'), 'CONTRACT_MISMATCH'],
    ['something else than a token', async () => Response.json({ token: 'x' }), 'CONTRACT_MISMATCH'],
    ['a failure of a proxy', async () => new Response('<html>', { status: 502 }), 'INTERNAL'],
  ])('fails with a code on %s, and is asked for again the next time', async (_, answer, code) => {
    const paths: string[] = []
    const session = betterAuthSession({
      baseURL: publicUrl,
      async fetch({ url }) {
        paths.push(new URL(url).pathname)
        return url.endsWith('/sign-in/email') ? Response.json({ user: { id: '1', email } }) : answer()
      },
    })
    await expect(session.getToken()).rejects.toMatchObject({ name: 'TenantryError', code })
    await session.signIn({ email, password })
    await expect(session.getToken()).rejects.toMatchObject({ name: 'TenantryError', code })
    await expect(session.getToken()).rejects.toMatchObject({ code })
    expect(paths).toEqual(['/auth/get-session', '/auth/sign-in/email', '/auth/token', '/auth/token'])
  })
})

describe('listeners', () => {
  test('hear of every sign-in and sign-out until they stop', async () => {
    await create(true)
    const { session } = openPage()
    const listener = vi.fn()
    const stop = session.subscribe(listener)
    await session.signIn({ email, password })
    expect(listener).toHaveBeenCalledTimes(1)
    await session.signOut()
    expect(listener).toHaveBeenCalledTimes(2)
    stop()
    await session.signIn({ email, password })
    expect(listener).toHaveBeenCalledTimes(2)
  })

  test('hear nothing of a failed sign-in', async () => {
    const { session } = openPage()
    const listener = vi.fn()
    session.subscribe(listener)
    await expect(session.signIn({ email, password })).rejects.toThrow()
    expect(listener).not.toHaveBeenCalled()
  })

  test('hear of a sign-out in another tab, which no longer uses its token', async () => {
    await create(true)
    const { openTab } = openPage()
    const [here, there] = [openTab(), openTab()]
    const listener = vi.fn()
    there.subscribe(listener)
    await here.signIn({ email, password })
    await expect.poll(() => listener).toHaveBeenCalledTimes(1)
    expect(await there.getToken()).not.toBeNull()
    await here.signOut()
    await expect.poll(() => listener).toHaveBeenCalledTimes(2)
    expect(await there.getToken()).toBeNull()
  })

  test('hear once of a session that ended by itself', async () => {
    await create(true)
    const { session, clock } = openPage()
    await session.signIn({ email, password })
    await session.getToken()
    const listener = vi.fn(() => void session.getUser())
    session.subscribe(listener)
    await site.sql(`DELETE FROM auth.session`)
    clock.now = 5000
    expect(await session.getUser()).toBeNull()
    expect(await session.getToken()).toBeNull()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

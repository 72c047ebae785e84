import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addUser } from '../test/add-user.ts'
import { openBrowser } from '../test/browser.ts'
import { engines, openSite, publicUrl, type TestSite } from '../test/harness.ts'
import type { Wish } from './accounts.ts'
import type { Embedded } from './embedded.ts'

const password = 'made-up passphrase'

describe.each(engines)('the embedded provider on %s', (engine) => {
  let site: TestSite
  let provider: Embedded

  beforeAll(async () => {
    site = await openSite(engine)
    provider = site.provider()
    await provider.start()
  })
  afterAll(() => site[Symbol.asyncDispose]())

  const create = (user: Partial<Wish> & { email: string }) =>
    addUser(site, provider, { password, name: null, emailVerified: false, ...user })

  async function signIn(email: string, secret = password) {
    const browser = openBrowser(provider)
    const response = await browser.post('/auth/sign-in/email', { email, password: secret })
    return { browser, response }
  }

  async function claimsOf(browser: ReturnType<typeof openBrowser>) {
    const { token } = await (await browser.get('/auth/token')).json()
    const [issuer] = provider.tokens
    if (!issuer?.audience || typeof issuer.keys !== 'function') throw new TypeError('one issuer with keys at hand')
    const keys = createLocalJWKSet((await issuer.keys()) as JSONWebKeySet)
    const verified = await jwtVerify(token, keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: '15m',
    })
    return verified.payload
  }

  test('signs in a person whom the server created, and gives a token that verifies', async () => {
    const created = await create({ email: 'ada@example.com', name: 'Ada' })
    const { browser, response } = await signIn('ada@example.com')
    expect(response.status).toBe(200)
    const claims = await claimsOf(browser)
    expect(claims).toEqual({
      iss: `${publicUrl}/auth`,
      aud: 'authenticated',
      sub: created?.subject,
      email: 'ada@example.com',
      email_verified: false,
      name: 'Ada',
      iat: expect.any(Number),
      exp: expect.any(Number),
    })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900)
  })

  test('says so in the next token once the address is confirmed', async () => {
    const created = await create({ email: 'grace@example.com' })
    if (!created) throw new TypeError('the address is free')
    const { browser } = await signIn('grace@example.com')
    expect(await claimsOf(browser)).toMatchObject({ email_verified: false })
    await site.transaction((runSql) => provider.confirmEmail(created, { runSql }))
    expect(await claimsOf(browser)).toMatchObject({ email_verified: true })
  })

  test('creates somebody whose address an invitation has proved already', async () => {
    await create({ email: 'invited@example.com', emailVerified: true })
    const { browser } = await signIn('invited@example.com')
    expect(await claimsOf(browser)).toMatchObject({ email_verified: true })
  })

  test('leaves the address of another issuer alone', async () => {
    const created = await create({ email: 'elsewhere@example.com' })
    const stranger = { issuer: 'https://other.example.com', subject: created?.subject ?? '' }
    await site.transaction((runSql) => provider.confirmEmail(stranger, { runSql }))
    const found = await site.transaction((runSql) => provider.findUser('elsewhere@example.com', { runSql }))
    expect(found).toEqual(created)
  })

  test('finds nobody under an address that is not known', async () => {
    expect(await site.transaction((runSql) => provider.findUser('nobody@example.com', { runSql }))).toBeNull()
  })

  test('creates nobody under a taken address, and leaves the transaction usable', async () => {
    await create({ email: 'taken@example.com', emailVerified: true })
    const [again, rows] = await site.transaction(async (runSql) => {
      const user = { email: 'taken@example.com', password: 'another passphrase', name: null, emailVerified: true }
      const second = await provider.createUser(user, { runSql })
      return [second, (await runSql('SELECT 1 AS alive', [])).rows]
    })
    expect(again).toBeNull()
    expect(rows).toEqual([{ alive: 1 }])
    expect((await signIn('taken@example.com', 'another passphrase')).response.status).toBe(401)
  })

  test('has somebody who never proved an address make room for whoever has', async () => {
    const squatter = await create({ email: 'squatted@example.com', password: 'the squatter waits' })
    expect(await create({ email: 'squatted@example.com' })).toBeNull()
    const owner = await create({ email: 'squatted@example.com', emailVerified: true })
    expect(owner?.subject).not.toBe(squatter?.subject)
    expect((await signIn('squatted@example.com', 'the squatter waits')).response.status).toBe(401)
    expect((await signIn('squatted@example.com')).response.status).toBe(200)
  })

  test('creates one person when many ask for one address at once', async () => {
    const attempts = await Promise.all(Array.from({ length: 8 }, () => create({ email: 'raced@example.com' })))
    expect(attempts.filter(Boolean)).toHaveLength(1)
    const rows = await site.sql(`SELECT a.id FROM auth.account a JOIN auth."user" u ON u.id = a."userId"
      WHERE u.email = 'raced@example.com'`)
    expect(rows).toHaveLength(1)
  })

  test('leaves nothing behind when the transaction of the server fails', async () => {
    const failing = site.transaction(async (runSql) => {
      const user = { email: 'undone@example.com', password, name: null, emailVerified: false }
      expect(await provider.createUser(user, { runSql })).not.toBeNull()
      throw new Error('a later statement fails')
    })
    await expect(failing).rejects.toThrow('a later statement fails')
    expect((await signIn('undone@example.com')).response.status).toBe(401)
    expect(await site.sql(`SELECT id FROM auth."user" WHERE email = 'undone@example.com'`)).toEqual([])
    expect(await site.sql(`SELECT id FROM auth.account WHERE "userId" NOT IN (SELECT id FROM auth."user")`)).toEqual([])
  })

  test('keeps its sign-ins out of a transaction that the server has open and then rolls back', async () => {
    await create({ email: 'meanwhile@example.com' })
    let meanwhile: ReturnType<typeof signIn> | undefined
    const failing = site.transaction(async (runSql) => {
      meanwhile = signIn('meanwhile@example.com')
      await runSql(`SELECT id FROM auth."user" WHERE email = 'meanwhile@example.com'`, [])
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    const signedIn = await meanwhile
    expect(signedIn?.response.status).toBe(200)
    expect((await signedIn?.browser.get('/auth/token'))?.status).toBe(200)
  })

  test.each([
    ['a wrong password', 'ada@example.com', 'some other passphrase'],
    ['an unknown address', 'nobody@example.com', password],
    ['what is no address', 'ada', password],
    ['an endless password', 'ada@example.com', 'x'.repeat(100_000)],
  ])('answers %s with one and the same refusal', async (_, email, secret) => {
    const { browser, response } = await signIn(email, secret)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect((await browser.get('/auth/token')).status).toBe(401)
  })

  test.each([
    ['other letter case', 'case@example.com', 'CASE@Example.COM'],
    ['characters that only some systems allow', 'a#b@example.com', 'A#b@example.com'],
    ['letters beyond ASCII', '\u00fcmit@example.com', 'u\u0308mit@EXAMPLE.com'],
    ['a capital beyond ASCII', '\u00dcmit@example.com', '\u00dcMIT@example.com'],
  ])('signs in under an address with %s', async (_, canonical, typed) => {
    const created = await create({ email: canonical })
    const { browser, response } = await signIn(typed)
    expect(response.status).toBe(200)
    expect(await claimsOf(browser)).toMatchObject({ sub: created?.subject, email: canonical })
  })

  test('removes a person with all that lets them sign in', async () => {
    const created = await create({ email: 'removed@example.com' })
    const { browser } = await signIn('removed@example.com')
    await site.transaction((runSql) => provider.deleteUser(created ?? expect.fail(), { runSql }))
    expect((await browser.get('/auth/token')).status).toBe(401)
    expect((await signIn('removed@example.com')).response.status).toBe(401)
    expect(await create({ email: 'removed@example.com' })).not.toBeNull()
  })

  test('refuses to create a person with a password that breaks the rule', async () => {
    await expect(create({ email: 'short@example.com', password: '\u{1f600}'.repeat(7) })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
  })

  test('ends a session on sign-out', async () => {
    await create({ email: 'leaving@example.com' })
    const { browser } = await signIn('leaving@example.com')
    expect((await browser.post('/auth/sign-out', {})).status).toBe(200)
    expect((await browser.get('/auth/token')).status).toBe(401)
    expect(await (await browser.get('/auth/get-session')).json()).toBeNull()
  })

  test('takes the clock of the server for its tokens', async () => {
    const now = Date.parse('2030-01-01T00:00:00Z')
    provider = site.provider({ now: () => now })
    await create({ email: 'later@example.com' })
    const { browser } = await signIn('later@example.com')
    const { token } = await (await browser.get('/auth/token')).json()
    const claims = JSON.parse(atob(token.split('.')[1]))
    expect(claims).toMatchObject({ iat: now / 1000, exp: now / 1000 + 900 })
  })
})

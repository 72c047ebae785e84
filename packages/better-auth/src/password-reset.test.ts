import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { addUser } from '../test/add-user.ts'
import { openBrowser } from '../test/browser.ts'
import { engines, openSite, publicUrl, type TestSite } from '../test/harness.ts'
import type { Embedded } from './embedded.ts'

const oldPassword = 'made-up passphrase'
const newPassword = 'another passphrase'

describe.each(engines)('a password reset on %s', (engine) => {
  let site: TestSite
  let provider: Embedded
  let email: string
  let count = 0

  beforeAll(async () => {
    site = await openSite(engine)
    provider = site.provider()
    await provider.start()
  })
  afterAll(() => site[Symbol.asyncDispose]())

  beforeEach(async () => {
    email = `person${++count}@example.com`
    const user = { email, password: oldPassword, name: 'Ada', emailVerified: false }
    await addUser(site, provider, user)
  })

  const signIn = (password: string) => openBrowser(provider).post('/auth/sign-in/email', { email, password })

  async function requestToken(): Promise<string> {
    const before = site.mails.length
    await openBrowser(provider).post('/auth/request-password-reset', { email }, { 'accept-language': 'pl, en;q=0.5' })
    return vi.waitFor(() => {
      const mail = site.mails[before]
      if (!mail) throw new Error('no mail yet')
      return mail.token
    }, 10_000)
  }

  test('mails a link to the configured address, with the token in the fragment', async () => {
    const token = await requestToken()
    expect(site.mails.at(-1)).toEqual({
      email,
      name: 'Ada',
      token,
      url: `${publicUrl}/reset-password#token=${token}`,
      expiresAt: expect.any(Date),
      acceptLanguage: 'pl, en;q=0.5',
    })
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  test('sets the new password and ends every session', async () => {
    const browser = openBrowser(provider)
    await browser.post('/auth/sign-in/email', { email, password: oldPassword })
    const token = await requestToken()
    expect((await openBrowser(provider).post('/auth/reset-password', { token, newPassword })).status).toBe(200)
    expect((await browser.get('/auth/token')).status).toBe(401)
    expect((await signIn(oldPassword)).status).toBe(401)
    expect((await signIn(newPassword)).status).toBe(200)
  })

  test('proves the address as well', async () => {
    const token = await requestToken()
    await openBrowser(provider).post('/auth/reset-password', { token, newPassword })
    const person = await site.transaction((runSql) => provider.findUser(email, { runSql }))
    expect(person?.emailVerified).toBe(true)
  })

  test('happens once for each link, even when it is used many times at once', async () => {
    const token = await requestToken()
    const uses = Array.from({ length: 6 }, () =>
      openBrowser(provider).post('/auth/reset-password', { token, newPassword }),
    )
    const statuses = (await Promise.all(uses)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 400, 400, 400, 400, 400])
  })

  test('refuses a link that is too old', async () => {
    const token = await requestToken()
    await site.sql(`UPDATE auth.verification SET "expiresAt" = now() - interval '1 second'`)
    const response = await openBrowser(provider).post('/auth/reset-password', { token, newPassword })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'VERIFICATION_INVALID' })
    expect((await signIn(oldPassword)).status).toBe(200)
  })

  test('keeps the link for another try when the new password breaks the rule', async () => {
    const token = await requestToken()
    const weak = { token, newPassword: '\u{1f600}'.repeat(7) }
    const response = await openBrowser(provider).post('/auth/reset-password', weak)
    expect(await response.json()).toMatchObject({ code: 'VALIDATION_FAILED' })
    expect((await openBrowser(provider).post('/auth/reset-password', { token, newPassword })).status).toBe(200)
  })

  test('stores no token, only its digest', async () => {
    const token = await requestToken()
    const rows = await site.sql('SELECT * FROM auth.verification')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('answers alike for an address nobody has, and mails nothing', async () => {
    const before = site.mails.length
    const unknown = await openBrowser(provider).post('/auth/request-password-reset', { email: 'nobody@example.com' })
    const known = await openBrowser(provider).post('/auth/request-password-reset', { email })
    expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()])
    await expect.poll(() => site.mails.length).toBe(before + 1)
    expect(site.mails.at(-1)?.email).toBe(email)
  })

  test('mails no more than five links that are still good', async () => {
    const before = site.mails.length
    for (let sent = 1; sent <= 5; sent++) await requestToken()
    const work: Promise<void>[] = []
    const watched = site.provider({ waitUntil: (task) => work.push(task) })
    await openBrowser(watched).post('/auth/request-password-reset', { email })
    await Promise.all(work)
    expect(work).toHaveLength(1)
    expect(site.mails.length).toBe(before + 5)
  })

  test('answers as ever when the mail cannot be sent', async () => {
    const log = vi.fn()
    const broken = site.provider({ log, sendResetPassword: () => Promise.reject(new Error('no mail server')) })
    const response = await openBrowser(broken).post('/auth/request-password-reset', { email })
    expect(response.status).toBe(200)
    await expect.poll(() => log).toHaveBeenCalledWith('error', expect.any(String), expect.any(Error))
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { addUser } from '../test/add-user.ts'
import { openBrowser } from '../test/browser.ts'
import { engines, openSite, publicUrl, type TestSite } from '../test/harness.ts'
import type { Embedded } from './embedded.ts'
import type { PasswordChange } from './index.ts'

const chosenByAdmin = 'a passphrase of the admin'
const own = 'a passphrase of my own'

describe.each(engines)('a change of the password on %s', (engine) => {
  let site: TestSite
  let provider: Embedded
  let email: string
  let subject: string
  let count = 0
  const log = vi.fn()
  const onPasswordChange = vi.fn<(change: PasswordChange) => Promise<void>>(async () => {})

  beforeAll(async () => {
    site = await openSite(engine)
    provider = site.provider({ onPasswordChange, log })
    await provider.start()
  })
  afterAll(() => site[Symbol.asyncDispose]())

  beforeEach(async () => {
    vi.clearAllMocks()
    email = `person${++count}@example.com`
    const user = { email, password: chosenByAdmin, name: 'Ada', emailVerified: false, autoConfirm: true }
    const identity = await addUser(site, provider, user)
    subject = identity?.subject ?? ''
  })

  async function signIn(password: string) {
    const browser = openBrowser(provider)
    const { status } = await browser.post('/auth/sign-in/email', { email, password })
    return { status, browser }
  }

  test('follows an account that an administrator created, confirmed at their word', async () => {
    expect(await site.sql('SELECT "emailVerified" AS confirmed FROM auth."user" WHERE email = $1', [email])).toEqual([
      { confirmed: true },
    ])
    expect((await signIn(chosenByAdmin)).status).toBe(200)
  })

  test('takes the new password, ends the other sessions, and keeps this one', async () => {
    const [here, elsewhere] = [await signIn(chosenByAdmin), await signIn(chosenByAdmin)]
    const body = { currentPassword: chosenByAdmin, newPassword: own }
    const response = await here.browser.post('/auth/change-password', body)
    expect([response.status, await response.json()]).toEqual([200, { success: true }])
    expect((await here.browser.get('/auth/token')).status).toBe(200)
    expect((await elsewhere.browser.get('/auth/token')).status).toBe(401)
    expect((await signIn(chosenByAdmin)).status).toBe(401)
    expect((await signIn(own)).status).toBe(200)
    expect(onPasswordChange.mock.calls).toEqual([[{ issuer: `${publicUrl}/auth`, subject, byMail: false }]])
  })

  test.each([
    ['a wrong current one', { currentPassword: 'made up', newPassword: own }],
    ['a short one', { currentPassword: chosenByAdmin, newPassword: 'short' }],
    ['the same one', { currentPassword: chosenByAdmin, newPassword: chosenByAdmin }],
    ['no text', { currentPassword: chosenByAdmin, newPassword: { $ne: '' } }],
    ['nothing', {}],
  ])('refuses %s, and stays signed in', async (_, body) => {
    const { browser } = await signIn(chosenByAdmin)
    const response = await browser.post('/auth/change-password', body)
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'VALIDATION_FAILED' }])
    expect((await browser.get('/auth/token')).status).toBe(200)
    expect((await signIn(chosenByAdmin)).status).toBe(200)
    expect(onPasswordChange).not.toHaveBeenCalled()
  })

  test('asks who is signed in', async () => {
    const body = { currentPassword: chosenByAdmin, newPassword: own }
    expect((await openBrowser(provider).post('/auth/change-password', body)).status).toBe(401)
  })

  test('is told of by a mailed link as well, which proves the address', async () => {
    await openBrowser(provider).post('/auth/request-password-reset', { email })
    const token = await vi.waitFor(() => {
      const mail = site.mails.find((sent) => sent.email === email)
      if (!mail) throw new Error('no mail yet')
      return mail.token
    }, 10_000)
    await openBrowser(provider).post('/auth/reset-password', { token, newPassword: own })
    expect(onPasswordChange.mock.calls).toEqual([[{ issuer: `${publicUrl}/auth`, subject, byMail: true }]])
  })

  test('counts although nobody could be told, and says so to the log', async () => {
    onPasswordChange.mockRejectedValueOnce(new Error('made-up failure'))
    const { browser } = await signIn(chosenByAdmin)
    const body = { currentPassword: chosenByAdmin, newPassword: own }
    expect((await browser.post('/auth/change-password', body)).status).toBe(200)
    expect(log).toHaveBeenCalledWith('error', expect.any(String), expect.any(Error))
    expect((await signIn(own)).status).toBe(200)
  })

  test('leaves the account of somebody else alone: an administrator makes room for nobody', async () => {
    const user = { email, password: own, name: null, emailVerified: false, autoConfirm: true }
    await site.sql(`UPDATE auth."user" SET "emailVerified" = false WHERE email = '${email}'`)
    expect(await addUser(site, provider, user)).toBeNull()
    expect((await signIn(chosenByAdmin)).status).toBe(200)
  })
})

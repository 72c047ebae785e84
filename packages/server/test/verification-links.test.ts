import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { engines, type Running, startTenantry } from './start-tenantry.ts'

const password = 'a made-up passphrase'

describe.each(engines)('links that prove an address, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine)
  })
  afterAll(() => running.stop())

  /** The tokens mailed to somebody, in the order of their mails. */
  const tokens = (email: string, count: number) =>
    vi.waitFor(() => {
      const mails = running.mails().filter(({ to }) => to === email)
      expect(mails).toHaveLength(count)
      return mails.map(({ text }) => /token=([\w-]{43})/.exec(text)?.[1] ?? '').toReversed()
    }, 10_000)
  const open = (token = '') => running.send(`/api/auth/verify-email?token=${token}`)

  test('end when a newer one is mailed, which works', async () => {
    const body = { email: 'again@example.com' }
    await running.as(null).auth.signup({ body: { ...body, password } })
    await tokens(body.email, 1)
    await running.as(null).auth.resendVerification({ body })
    const [first, second] = await tokens(body.email, 2)
    const ended = await open(first)
    expect([ended.status, await ended.json()]).toMatchObject([410, { code: 'VERIFICATION_EXPIRED' }])
    expect((await open(second)).status).toBe(302)
    // The one that was used stays what it is: mail scanners open links a second time.
    expect((await open(second)).status).toBe(302)
  })

  test('of one person go on while another asks anew', async () => {
    for (const name of ['one', 'two']) {
      await running.as(null).auth.signup({ body: { email: `${name}@example.com`, password } })
      await tokens(`${name}@example.com`, 1)
    }
    await running.as(null).auth.resendVerification({ body: { email: 'two@example.com' } })
    const [one] = await tokens('one@example.com', 1)
    expect((await open(one)).status).toBe(302)
  })
})

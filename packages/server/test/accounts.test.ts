import { embedded } from '@tenantry/better-auth'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  engines,
  foundOrganization,
  invite,
  openDatabase,
  publicUrl,
  type Running,
  secretKey,
  startTenantry,
} from './start-tenantry.ts'

const password = 'a made-up passphrase'
const founder = { email: 'founder@example.com' }

/** The token of the invitation, once that mail has come; the verification's came before. */
function invitationToken(running: Running, email: string): Promise<string> {
  return vi.waitFor(() => {
    const links = running.mails().filter(({ to }) => to === email)
    const [, token] = links.map(({ text }) => /#token=([\w-]{43})/.exec(text)).find(Boolean) ?? []
    return token ?? expect.fail('no invitation yet')
  }, 10_000)
}

function signIn(running: Running, email: string, secret: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: publicUrl }
  return running.send('/auth/sign-in/email', {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password: secret }),
  })
}

describe.each(engines)('accounts on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine)
  })
  afterAll(() => running.stop())

  test('an address that somebody took without proving it goes to whoever was invited there', async () => {
    const email = 'invited@example.org'
    await running.as(null).auth.signup({ body: { email, password: 'the squatter’s own' } })
    await invite(running, founder, await foundOrganization(running, founder, `proved-${engine}`), email)
    const token = await invitationToken(running, email)
    const body = { token, password, confirmPassword: password }
    expect((await running.as(null).auth.signupWithInvitation({ body })).user.email).toBe(email)
    expect((await signIn(running, email, 'the squatter’s own')).status).toBe(401)
    expect((await signIn(running, email, password)).status).toBe(200)
  })

  test('an address that somebody proved is theirs', async () => {
    const email = 'proved@example.org'
    await running.as(null).auth.signup({ body: { email, password } })
    await running.send(`/api/auth/verify-email?token=${await running.tokenFor(email)}`)
    await invite(running, founder, await foundOrganization(running, founder, `theirs-${engine}`), email)
    const token = await invitationToken(running, email)
    const body = { token, password: 'another passphrase', confirmPassword: 'another passphrase' }
    const attempt = running.as(null).auth.signupWithInvitation({ body })
    await expect(attempt).rejects.toMatchObject({ status: 409, code: 'USER_EXISTS' })
    expect((await signIn(running, email, password)).status).toBe(200)
  })

  test('a stranger cannot flood a mailbox', async () => {
    const email = 'flooded@example.org'
    await running.as(null).auth.signup({ body: { email, password } })
    for (let turn = 0; turn < 15; turn++) await running.as(null).auth.resendVerification({ body: { email } })
    // Mails go out in turn: once this one has come, so have all before it.
    await running.as(null).auth.signup({ body: { email: 'after-the-flood@example.org', password } })
    await running.tokenFor('after-the-flood@example.org')
    expect(running.mails().filter(({ to }) => to === email)).toHaveLength(10)
  })

  test('the repetition of the last request that was free gets its answer, and a new one is refused', async () => {
    const person = { email: 'busy@example.com' }
    const client = running.as(person)
    for (let turn = 1; turn <= 4; turn++) await foundOrganization(running, person, `busy-${engine}-${turn}`)
    const body = { name: 'The fifth', slug: `busy-${engine}-5` }
    const first = await client.organizations.create({ body }, { idempotencyKey: 'the-fifth' })
    expect(await client.organizations.create({ body }, { idempotencyKey: 'the-fifth' })).toEqual(first)
    const sixth = client.organizations.create({ body: { ...body, slug: `busy-${engine}-6` } })
    await expect(sixth).rejects.toMatchObject({ status: 429, code: 'RATE_LIMITED' })
  })

  test('hashing a password keeps nobody else waiting', async () => {
    const database = await openDatabase(engine)
    const settings = { database: database.dialect, publicUrl, secret: secretKey, sendResetPassword: async () => {} }
    const provider = embedded({ ...settings, passwordCost: 4 })
    const hashing = Promise.withResolvers<void>()
    const slow = {
      ...provider,
      hashPassword: (given: string) => hashing.promise.then(() => provider.hashPassword(given)),
    }
    const other = await startTenantry(engine, { database, provider: slow })
    const signups = Array.from({ length: 30 }, (_, turn) =>
      other
        .as(null)
        .auth.signup({ body: { email: `slow-${turn}@example.com`, password } })
        .catch(() => null),
    )
    expect((await other.as(founder).organizations.status()).scenario).toBe('no_invitations')
    hashing.resolve()
    await Promise.all(signups)
    await other.stop()
  })
})

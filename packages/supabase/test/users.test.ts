import type { NewUser } from '@tenantry/core/provider'
import type { FaultKind } from '@tenantry/fakes'
import { describe, expect, test } from 'vitest'
import { context, openSite } from './world.ts'

const ada: NewUser = {
  marker: 'made up for Ada',
  email: 'ada@example.com',
  password: 'a made-up passphrase',
  name: 'Ada',
  emailVerified: false,
}

describe('keys', () => {
  const sent = ({ served }: Awaited<ReturnType<typeof openSite>>) =>
    served.exchanges.map(({ headers: { apikey, authorization } }) => ({ apikey, authorization }))

  test('of new projects go into apikey alone, for they are no tokens', async () => {
    await using site = await openSite()
    await site.provider.createUser(ada, context)
    expect(sent(site)).toEqual([{ apikey: site.fake.secretKey, authorization: undefined }])
  })

  test('of older projects go into both', async () => {
    await using site = await openSite()
    const { serviceRoleKey } = site.fake
    expect(await site.supabase({ serviceKey: serviceRoleKey }).createUser(ada, context)).not.toBeNull()
    expect(sent(site)).toEqual([{ apikey: serviceRoleKey, authorization: `Bearer ${serviceRoleKey}` }])
  })

  test('of another project are refused', async () => {
    await using site = await openSite()
    await using other = await openSite({ jwtSecret: 'another made-up secret of 32 bytes' })
    for (const serviceKey of [other.fake.serviceRoleKey, 'sb_secret_other']) {
      const attempt = site.supabase({ serviceKey }).createUser(ada, context)
      await expect(attempt).rejects.toMatchObject({ name: 'ProviderError', kind: 'unauthorized', outcome: 'none' })
    }
  })
})

test('creates an account that can sign in at once, with what may be shown, and the id that seed 004 keeps', async () => {
  await using site = await openSite()
  const identity = await site.provider.createUser({ ...ada, autoConfirm: true, username: 'ada' }, context)
  expect(identity?.issuer).toBe(`${site.served.url}/auth/v1`)
  expect(identity?.subject).toMatch(/^[0-9a-f-]{36}$/)
  expect(site.fake.users()).toMatchObject([
    {
      id: identity?.subject,
      email_confirmed_at: expect.any(String),
      user_metadata: { full_name: 'Ada', username: 'ada' },
    },
  ])
})

test('leaves an address unconfirmed that nobody proved, until somebody does', async () => {
  await using site = await openSite()
  const { createUser, findUser, confirmEmail } = site.provider
  const person = await createUser(ada, context)
  if (!person) throw new TypeError('the address is free')
  expect(await findUser(ada.email, context)).toMatchObject({ subject: person.subject, emailVerified: false })
  await confirmEmail({ ...person, issuer: 'https://elsewhere.example.com' }, context)
  expect(await findUser(ada.email, context)).toMatchObject({ emailVerified: false })
  await confirmEmail(person, context)
  expect(await findUser(ada.email, context)).toMatchObject({ emailVerified: true })
})

test('gives who proved the address the place of who did not, and nobody else', async () => {
  await using site = await openSite()
  const { createUser, findUser } = site.provider
  const squatter = await createUser(ada, context)
  expect(await createUser({ ...ada, autoConfirm: true }, context)).toBeNull()
  const owner = await createUser({ ...ada, emailVerified: true }, context)
  expect(owner?.subject).not.toBe(squatter?.subject)
  expect(await createUser({ ...ada, emailVerified: true }, context)).toBeNull()
  expect((await findUser(ada.email, context))?.subject).toBe(owner?.subject)
})

test('finds an address among many that have it in them, and takes no letter for a wildcard', async () => {
  await using site = await openSite({ mostPerPage: 3 })
  const id = site.fake.account('a_a@example.co')
  for (let number = 0; number < 10; number++) site.fake.account(`${number}-a_a@example.com`)
  site.fake.account('aba@example.co')
  expect((await site.provider.findUser('A_a@example.co', context))?.subject).toBe(id)
  expect(await site.provider.findUser('a%@example.co', context)).toBeNull()
})

test.each(['short', 'long '.repeat(15)])('tells that the password %j breaks the rules', async (password) => {
  await using site = await openSite()
  const attempt = site.provider.createUser({ ...ada, password }, context)
  await expect(attempt).rejects.toMatchObject({ name: 'TenantryError', code: 'VALIDATION_FAILED', status: 400 })
})

const faults: readonly FaultKind[] = [
  'reset before',
  'reset applied',
  'silence applied',
  'empty',
  'truncated',
  'wrong shape',
  'drip',
  'huge',
  'redirect',
  { status: 500, applied: true, body: '<html>Error</html>' },
  { status: 502 },
  { status: 429, body: '{"code":429,"error_code":"over_request_rate_limit","msg":"slow"}' },
  { status: 403, body: '{"code":"not_admin","message":"User not allowed"}' },
]

test.each(faults.map((kind) => ({ kind, named: JSON.stringify(kind) })))(
  'there is what was answered, and nothing else, after $named',
  async ({ kind }) => {
    await using site = await openSite({}, { deadlineMs: 400 })
    site.served.faults.plant({ on: /^POST/, kind })
    const outcome = await site.provider.createUser(ada, context).catch((error: unknown) => error)
    const [user] = site.fake.users()
    if (user) expect(outcome).toMatchObject({ subject: user.id })
    else expect(outcome).toMatchObject({ name: 'ProviderError', provider: 'supabase' })
    expect(String(outcome)).not.toMatch(/ada@|passphrase|sb_secret/)
  },
)

test.each([
  { code: 422, error_code: 'email_exists', msg: 'taken' },
  { code: 'email_exists', message: 'taken' },
])('reads failures in the form %j', async (body) => {
  await using site = await openSite()
  site.served.faults.plant({ on: /^POST/, kind: { status: 422, body: JSON.stringify(body) } })
  expect(await site.provider.createUser(ada, context)).toBeNull()
})

test('does not look through the same page for ever', async () => {
  await using site = await openSite()
  const body = JSON.stringify({ users: [{ id: crypto.randomUUID(), email: 'somebody.else@example.com' }] })
  const headers = { 'content-type': 'application/json' }
  site.served.faults.plant({ on: /^GET \/auth\/v1\/admin\/users$/, kind: { status: 200, headers, body } })
  await expect(site.provider.findUser(ada.email, context)).rejects.toMatchObject({ kind: 'unavailable' })
})

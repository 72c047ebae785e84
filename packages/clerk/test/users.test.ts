import type { NewUser } from '@tenantry/core/provider'
import { expect, test } from 'vitest'
import { context, openSite } from './world.ts'

const ada: NewUser = {
  marker: 'made up for Ada',
  email: 'ada@example.com',
  password: 'a made-up passphrase',
  name: 'Ada de la Example',
  emailVerified: false,
}

test('keeps an address that nobody proved apart from proved ones', async () => {
  await using site = await openSite()
  const { createUser, findUser } = site.provider
  expect(await createUser(ada, context)).toMatchObject({ emailVerified: false })
  expect(await findUser(ada.email, context)).toMatchObject({ emailVerified: false })
  const [bob, eve] = ['bob@example.com', 'eve@example.com']
  await createUser({ ...ada, email: bob, emailVerified: true }, context)
  await createUser({ ...ada, email: eve, autoConfirm: true }, context)
  expect(await findUser(bob, context)).toMatchObject({ emailVerified: true })
  expect(await findUser(eve, context)).toMatchObject({ emailVerified: true })
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

test('confirms an address once it is proved, and no account of another issuer', async () => {
  await using site = await openSite()
  const { createUser, findUser, confirmEmail, deleteUser } = site.provider
  const person = await createUser(ada, context)
  if (!person) throw new TypeError('the address is free')
  const elsewhere = { ...person, issuer: 'https://elsewhere.example.com' }
  await confirmEmail(elsewhere, context)
  await deleteUser(elsewhere, context)
  expect(await findUser(ada.email, context)).toMatchObject({ emailVerified: false })
  await confirmEmail(person, context)
  await confirmEmail(person, context)
  expect(await findUser(ada.email, context)).toMatchObject({ emailVerified: true, name: ada.name })
})

test.each(['short', 'password123'])('tells that the password %s breaks the rules', async (password) => {
  await using site = await openSite()
  const attempt = site.provider.createUser({ ...ada, password }, context)
  await expect(attempt).rejects.toMatchObject({ name: 'TenantryError', code: 'VALIDATION_FAILED', status: 400 })
})

test('does not take the account of somebody else for its own when it hears no answer', async () => {
  await using site = await openSite()
  const owner = site.fake.account(ada.email)
  site.served.faults.plant({ on: /^POST/, kind: 'reset applied' })
  await expect(site.provider.createUser(ada, context)).rejects.toMatchObject({ outcome: 'unknown' })
  expect((await site.provider.findUser(ada.email, context))?.subject).toBe(owner)
})

test('shows no address and no password in errors', async () => {
  await using site = await openSite()
  site.served.faults.plant({ on: /^(POST|GET)/, kind: { status: 500, body: 'ada@example.com' } })
  const error = await site.provider.createUser(ada, context).catch((reason: unknown) => reason)
  expect(String(error)).not.toMatch(/ada|passphrase|sk_test/)
})

import type { TokenIssuer } from '@tenantry/core/provider'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { kindeForFile } from '../test/start-kinde.ts'
import { kinde } from './kinde.ts'

const running = await kindeForFile()
const { fake, url, faults, exchanges } = running
const audience = 'https://api.example.com'

async function verify({ keys, issuer, audience: meant, algorithms }: TokenIssuer, token: string) {
  if (typeof keys !== 'function' || meant === null) throw new Error('the keys are to be fetched by the adapter')
  const set = createLocalJWKSet((await keys()) as unknown as JSONWebKeySet)
  return jwtVerify(token, set, { issuer, audience: meant, algorithms: [...algorithms] })
}

test('an access token of Kinde passes, and one for another audience does not', async () => {
  const [issuer] = running.adapter().tokens
  if (!issuer) throw new Error('it trusts nobody')
  const id = fake.account('somebody@example.com')
  const { payload } = await verify(issuer, await fake.accessToken(id, { aud: [audience] }))
  expect(payload).toMatchObject({ sub: id, iss: url, email: 'somebody@example.com' })
  await expect(verify(issuer, await fake.accessToken(id, { aud: [] }))).rejects.toMatchObject({
    code: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
  })
  await expect(verify(issuer, await fake.accessToken(id, { aud: [`${url}/api`] }))).rejects.toMatchObject({
    claim: 'aud',
  })
})

test('whose address is proved is asked of Kinde where the token does not say, and once for many requests', async () => {
  const [issuer] = running.adapter().tokens
  const sub = fake.account('proved@example.com', { first_name: 'Ada', last_name: 'Byron' })
  const asked = () => exchanges.filter(({ url: path }) => path.includes(sub)).length
  const facts = { sub, email: 'proved@example.com', email_verified: true, name: 'Ada Byron' }
  expect(await issuer?.read?.({ sub, email: 'other@example.com' })).toEqual(facts)
  const calls = asked()
  expect(await issuer?.read?.({ sub })).toEqual(facts)
  expect([calls, asked()]).toEqual([2, 2])
  const said = { sub, email: 'ada@example.com', email_verified: false }
  expect(await issuer?.read?.(said)).toEqual(said)
  expect(await issuer?.read?.({ sub: 'kp_nobody' })).toBeNull()
  faults.plant({ on: /^GET \/api\/v1\/user$/, kind: { status: 403 } })
  expect(await issuer?.read?.({ sub: 'kp_unseen' })).toEqual({ sub: 'kp_unseen' })
  faults.clear()
})

test('the keys are asked for without a credential, which Kinde would refuse', () => {
  const calls = exchanges.filter(({ url: path }) => path.startsWith('/.well-known/jwks'))
  expect(calls.length).toBeGreaterThan(0)
  expect(calls.filter(({ headers }) => 'authorization' in headers)).toEqual([])
})

const credentials = { domain: 'acme.kinde.com', clientId: 'm2m', clientSecret: 'm2m-secret', audience }

test.each([
  ['acme.kinde.com', 'https://acme.kinde.com'],
  ['https://acme.kinde.com/', 'https://acme.kinde.com'],
  ['https://Auth.Example.com', 'https://auth.example.com'],
])('people of %s have tokens of %s', (domain, issuer) => {
  expect(kinde({ ...credentials, domain }).tokens).toMatchObject([{ issuer, audience, algorithms: ['RS256'] }])
})

test.each([
  ['http://acme.kinde.com', /https/],
  ['https://acme.kinde.com/api', /domain/],
  ['https://user:pass@acme.kinde.com', /domain/],
  ['', /domain/],
])('the domain %j is refused', (domain, says) => {
  expect(() => kinde({ ...credentials, domain })).toThrow(says)
})

test('an audience is asked for', () => {
  expect(() => kinde({ ...credentials, audience: '' })).toThrow(/audience/)
})

test('accounts are created only where their passwords can be kept', () => {
  const without = kinde(credentials)
  const withPasswords = kinde({ ...credentials, hashPassword: async () => '$2b$12$made.up' })
  expect(['createUser' in without, 'hashPassword' in without, 'findUser' in without]).toEqual([false, false, true])
  expect(['createUser' in withPasswords, 'hashPassword' in withPasswords]).toEqual([true, true])
})

const context = { runSql: async () => ({ rows: [] }) }
const newcomer = {
  marker: 'made up for Ada',
  email: 'ada@example.com',
  password: '$2b$12$made.up',
  name: 'Ada Maria Example',
  emailVerified: true,
}
const people = running.adapter({ hashPassword: async (password) => `$2b$12$${password.length}` })

test('an account has its name, its password and its address as it was proved', async () => {
  const identity = await people.createUser?.(newcomer, context)
  const { subject: id = '' } = identity ?? {}
  expect(identity).toEqual({
    issuer: url,
    subject: id,
    email: 'ada@example.com',
    emailVerified: true,
    name: 'Ada Maria Example',
  })
  expect(fake.state.users.get(id)).toMatchObject({
    first_name: 'Ada',
    last_name: 'Maria Example',
    email_confirmed: true,
    password: { hash: '$2b$12$made.up', method: 'bcrypt' },
  })
  expect(await people.findUser?.('ADA@example.com', context)).toMatchObject({ subject: id, emailVerified: true })
})

test('whoever did not prove an address leaves no password in its account', async () => {
  const wish = { ...newcomer, email: 'unproved@example.com', emailVerified: false }
  const identity = await people.createUser?.(wish, context)
  expect(fake.state.users.get(identity?.subject ?? '')).toMatchObject({ email_confirmed: false, password: null })
})

test('whoever proved an address takes the place of somebody who did not, and of nobody else', async () => {
  const wish = { ...newcomer, email: 'squatted@example.com' }
  const squatter = await people.createUser?.({ ...wish, emailVerified: false }, context)
  const owner = await people.createUser?.(wish, context)
  expect([owner?.subject === squatter?.subject, owner === null]).toEqual([false, false])
  expect(await people.createUser?.(wish, context)).toBeNull()
  expect([...fake.state.users.values()].filter(({ email }) => email === wish.email)).toMatchObject([
    { id: owner?.subject },
  ])
})

test('an account whose password cannot be set is taken back', async () => {
  faults.plant({
    on: /^PUT .*\/password$/,
    kind: { status: 400, body: '{"errors":[{"code":"HASH_INVALID","message":"x"}]}' },
  })
  await expect(people.createUser?.({ ...newcomer, email: 'half@example.com' }, context)).rejects.toMatchObject({
    code: 'HASH_INVALID',
  })
  faults.clear()
  expect(await people.findUser?.('half@example.com', context)).toBeNull()
})

test('a password that nobody may choose is not hashed', async () => {
  await expect(people.hashPassword?.('short')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
  expect(await people.hashPassword?.('long enough')).toBe('$2b$12$11')
})

test('an address with a comma is nobody’s: Kinde would look for two', async () => {
  expect(await people.findUser?.('ada@example.com,x@example.com', context)).toBeNull()
})

const wish = {
  email: 'Invited@Example.com',
  role: 'employee',
  url: 'https://app.example.com',
  expiresAt: new Date(),
  inviter: null,
}

test.each([true, false])('an invitation is mailed by Kinde only when it is asked to: %s', async (mail) => {
  const { organizations, invitations } = running.adapter()
  const organization =
    (await organizations?.create({ marker: crypto.randomUUID(), name: 'Acme', slug: 'acme', founder: null })) ?? ''
  const first = await invitations?.send(organization, { ...wish, mail })
  const second = await invitations?.send(organization, { ...wish, role: 'admin', mail })
  const held = [...(fake.state.organizations.get(organization)?.invitations.values() ?? [])]
  expect(held).toMatchObject([
    { code: first?.id, is_revoked: true, is_sent: mail },
    { code: second?.id, is_revoked: false, is_sent: mail, roles: ['admin'] },
  ])
  expect(second?.link).toBe(`${url}/team_invitation?code=${second?.id}`)
})

test('no error names the code of an invitation, an address or a token', async () => {
  faults.plant({
    on: /\/invites/,
    kind: { status: 403, body: '{"errors":[{"code":"NO","message":"ada@example.com may not"}]}' },
  })
  const { invitations } = running.adapter()
  const error = await invitations?.revoke('org_1', 'inv_secret').catch((reason: unknown) => reason)
  faults.clear()
  expect(String(error)).toBe(
    'ProviderError: kinde answered DELETE /api/v1/organization/{org_code}/invites/{invite_code} with 403: NO; the machine-to-machine application needs the scope delete:organization_invites',
  )
})

test('a role without a key at Kinde is refused before anything is sent', async () => {
  const calls = exchanges.length
  const { organizations } = running.adapter({ roles: { admin: 'owner' } })
  await expect(organizations?.setMember('org_1', { subject: 'kp_1', role: 'employee' })).rejects.toMatchObject({
    kind: 'invalid',
  })
  expect(exchanges.length).toBe(calls)
})

test('an answer without its list is no empty list: nothing is created for that', async () => {
  const { organizations } = running.adapter({ deadlineMs: 800, fetch: (input, init) => fetch(input, init) })
  faults.plant({ on: /^GET .*organizations$/, kind: { status: 200, body: '{"code":"OK"}' } })
  await expect(organizations?.find({ marker: 'm', slug: 's' })).rejects.toMatchObject({ kind: 'unavailable' })
  faults.clear()
})

test.each(['null', '""'])('a last page may say next_token: %s', async (token) => {
  const { organizations } = running.adapter()
  faults.plant({
    on: /^GET .*organizations$/,
    kind: { status: 200, body: `{"organizations":null,"next_token":${token}}` },
  })
  expect(await organizations?.find({ marker: 'm', slug: 's' })).toBeNull()
  faults.clear()
})

test('a page that leads back to itself ends the reading', async () => {
  const { organizations } = running.adapter()
  faults.plant({
    on: /^GET .*organizations$/,
    kind: { status: 200, body: '{"organizations":[],"next_token":"again"}' },
  })
  await expect(organizations?.find({ marker: 'm', slug: 's' })).rejects.toMatchObject({ kind: 'unavailable' })
  faults.clear()
})

test('pages that never end do not go on for ever', async () => {
  let asked = 0
  const endless: typeof fetch = async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input))
    if (pathname === '/oauth2/token') return Response.json({ access_token: 'made-up', expires_in: 3600 })
    asked += 1
    return Response.json({ organizations: [], next_token: `page ${asked}` })
  }
  const { organizations } = kinde({ ...credentials, fetch: endless })
  await expect(organizations?.find({ marker: 'm', slug: 's' })).rejects.toMatchObject({ kind: 'unavailable' })
  expect(asked).toBeLessThan(5000)
})

test('a machine is nobody, and neither is somebody who was suspended', async () => {
  const [issuer] = running.adapter().tokens
  const said = { email: 'machine@example.com', email_verified: true }
  expect(await issuer?.read?.({ sub: 'm2m', gty: ['client_credentials'], ...said })).toBeNull()
  const sub = fake.account('suspended@example.com')
  const { users } = fake.state
  users.set(sub, Object.assign(users.get(sub) ?? {}, { is_suspended: true }) as never)
  expect(await issuer?.read?.({ sub })).toBeNull()
})

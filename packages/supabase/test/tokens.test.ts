import {
  createLocalJWKSet,
  decodeProtectedHeader,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose'
import { describe, expect, test } from 'vitest'
import { context, openSite, type Site } from './world.ts'

const email = 'ada@example.com'
const secretKey = 'a made-up secret of this server alone'

/** As the server does: the algorithm chooses the key, and then the issuer itself says what a token is worth. */
async function read({ provider }: Pick<Site, 'provider'>, token: string) {
  const { alg = '' } = decodeProtectedHeader(token)
  const tokens = provider.tokens.find(({ algorithms }) => algorithms.includes(alg))
  if (!tokens?.audience || tokens.keys instanceof URL) throw new TypeError(`no key for ${alg}`)
  const { issuer, audience, algorithms, keys } = tokens
  const key: JWTVerifyGetKey =
    keys instanceof Uint8Array ? async () => keys : createLocalJWKSet((await keys()) as JSONWebKeySet)
  const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: [...algorithms] })
  return tokens.read?.(payload)
}

const expected = (sub: string) => ({ sub, email, email_verified: true, name: 'Ada' })

test('reads tokens that a key pair signs', async () => {
  await using site = await openSite()
  const id = site.fake.account(email, { name: 'Ada' })
  expect(await read(site, await site.fake.token(id))).toEqual(expected(id))
})

test('reads tokens that the secret of the project signs, once it is known', async () => {
  await using site = await openSite({ signing: 'HS256' })
  const id = site.fake.account(email, { name: 'Ada' })
  const token = await site.fake.token(id)
  await expect(read(site, token)).rejects.toThrow('no key for HS256')
  const { jwtSecret } = site.fake
  expect(await read({ provider: site.supabase({ jwtSecret, secretKey }) }, token)).toEqual(expected(id))
  await expect(read({ provider: site.supabase({ secretKey }) }, token)).rejects.toThrow('signature')
})

test('takes SECRET_KEY where SUPABASE_JWT_SECRET is not given (seed 004)', async () => {
  await using site = await openSite({ signing: 'HS256', jwtSecret: secretKey })
  const id = site.fake.account(email, { name: 'Ada' })
  expect(await read({ provider: site.supabase({ secretKey }) }, await site.fake.token(id))).toEqual(expected(id))
})

test('takes no public key for a secret', async () => {
  await using site = await openSite()
  const id = site.fake.account(email)
  const [tokens] = site.provider.tokens
  if (typeof tokens?.keys !== 'function') throw new TypeError('keys at hand')
  const [jwk] = (await tokens.keys()).keys
  const claims = { iss: `${site.served.url}/auth/v1`, aud: 'authenticated', sub: id }
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(JSON.stringify(jwk)))
  const provider = site.supabase({ jwtSecret: site.fake.jwtSecret })
  await expect(read({ provider }, token)).rejects.toThrow('signature')
})

describe('a forged user_metadata', () => {
  const forged = {
    email: 'super@example.com',
    email_verified: true,
    sub: 'somebody-else',
    role: 'admin',
    full_name: 'Ada',
  }

  test('proves no address', async () => {
    await using site = await openSite()
    const id = site.fake.account(email, { confirmed: false })
    site.fake.editOwn(id, forged)
    const token = await site.fake.token(id, { user_metadata: forged })
    expect(await read(site, token)).toEqual({ ...expected(id), email_verified: false })
  })

  test('gives the address of nobody else', async () => {
    await using site = await openSite()
    const id = site.fake.account(email)
    site.fake.editOwn(id, forged)
    expect(await read(site, await site.fake.token(id, { email_verified: true }))).toEqual(expected(id))
  })
})

test('believes no address of a project that confirms everybody, but for what another provider proved', async () => {
  await using site = await openSite({ autoconfirm: true })
  const id = site.fake.account(email, { name: 'Ada' })
  expect(await read(site, await site.fake.token(id))).toEqual({ ...expected(id), email_verified: false })
  const google = { provider: 'google', identity_data: { email, email_verified: true, sub: '7' } }
  const other = { provider: 'google', identity_data: { email: 'other@example.com', email_verified: true, sub: '7' } }
  const [user] = site.fake.users()
  Object.assign(user ?? {}, { identities: [{ ...user?.identities[0], ...other }] })
  expect(await read(site, await site.fake.token(id))).toMatchObject({ email_verified: false })
  Object.assign(user ?? {}, { identities: [{ ...user?.identities[0], ...google }] })
  expect(await read(site, await site.fake.token(id))).toEqual(expected(id))
})

test('knows somebody by the subject alone while Supabase does not answer', async () => {
  await using site = await openSite({}, { deadlineMs: 300 })
  const id = site.fake.account(email)
  const token = await site.fake.token(id)
  site.served.faults.plant({ on: /admin/, kind: { status: 521, body: '<html>' } })
  expect(await read(site, token)).toEqual({ sub: id })
})

test('refuses who has no account, and who signed in anonymously', async () => {
  await using site = await openSite()
  const id = site.fake.account(email)
  const anonymous = await site.fake.token(id, { is_anonymous: true })
  const nobody = await site.fake.token(id, { sub: crypto.randomUUID() })
  const malformed = await site.fake.token(id, { sub: '../admin' })
  for (const token of [anonymous, nobody, malformed]) expect(await read(site, token)).toBeNull()
})

/** An adapter that is told more of every account. */
const telling = (site: Site, more: Readonly<Record<string, unknown>>) => ({
  provider: site.supabase({
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      const isUser = new URL(input instanceof Request ? input.url : String(input)).pathname.includes('/admin/users/')
      return isUser ? Response.json({ ...(await response.json()), ...more }) : response
    },
  }),
})

test.each([false, true])(
  'believes no address that the identity provider of a customer says, and all are confirmed unseen: %s',
  async (autoconfirm) => {
    await using site = await openSite({ autoconfirm })
    const id = site.fake.account(email)
    const provider = 'sso:0f8fad5b-d9cb-469f-a165-70867728950e'
    const identities = [{ provider, identity_data: { email, email_verified: true } }]
    const token = await site.fake.token(id)
    expect(await read(telling(site, { identities }), token)).toMatchObject({ sub: id, email, email_verified: false })
  },
)

test('refuses somebody who is banned, for as long as they are', async () => {
  await using site = await openSite()
  const id = site.fake.account(email)
  const token = await site.fake.token(id)
  const until = (offset: number) => ({ banned_until: new Date(Date.now() + offset).toISOString() })
  expect(await read(telling(site, until(3_600_000)), token)).toBeNull()
  expect(await read(telling(site, until(-3_600_000)), token)).toMatchObject({ sub: id })
})

test('does not go on for ever looking for an address, whatever Supabase lists', async () => {
  await using site = await openSite()
  let asked = 0
  const endless = site.supabase({
    fetch: async () => {
      asked += 1
      return Response.json({ users: [{ id: crypto.randomUUID(), email: 'somebody@example.com' }] })
    },
  })
  await expect(endless.findUser(email, context)).rejects.toMatchObject({ kind: 'unavailable' })
  expect(asked).toBeLessThan(5000)
})

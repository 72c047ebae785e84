import { contract, type Endpoint } from '@tenantry/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Limiter } from '../src/limits/limiter.ts'
import { changesNothing } from './seed-003/proofs.ts'
import { foundOrganization, invite, type Running, startTenantry } from './start-tenantry.ts'
import { claimsAt, sign, wrongTokens } from './wrong-tokens.ts'

const ada = { sub: 'ada', email: 'ada@example.com' }
const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

let running: Running
let organizationId = ''
let invitationId = ''
let tokens: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  running = await startTenantry('pglite', { limiter: unlimited })
  await running.as(ada).organizations.status()
  const admin = { sub: 'admin', email: 'admin@example.com' }
  organizationId = await foundOrganization(running, admin, 'tokens')
  invitationId = await invite(running, admin, organizationId, ada.email)
  await running.tokenFor(ada.email)
  tokens = await wrongTokens(running)
})
afterAll(async () => {
  expect(running.faults).toEqual([])
  await running.stop()
})

const T = 'A'.repeat(43)
const password = 'a made-up passphrase'
const bodies: Readonly<Record<string, () => unknown>> = {
  '/api/organizations': () => ({ name: 'Acme', slug: 'by-a-wrong-token' }),
  '/api/organizations/:organizationId/invitations': () => ({
    invitations: [{ email: 'x@example.com', role: 'employee' }],
  }),
  '/api/invitations/accept': () => ({ invitation_id: invitationId }),
  '/api/invitations/decline': () => ({ invitation_id: invitationId }),
  '/api/auth/signup': () => ({ email: 'x@example.com', password }),
  '/api/auth/signup-with-invitation': () => ({ token: T, password, confirmPassword: password }),
  '/api/auth/resend-verification': () => ({ email: 'x@example.com' }),
}
const queries: Readonly<Record<string, string>> = {
  '/api/organizations/slug-availability': '?slug=acme',
  '/api/auth/verify-email': `?token=${T}`,
  '/api/invitations/validate-token': `?token=${T}`,
}

const { health: _, webhooks: __, ...groups } = contract
const endpoints: readonly Endpoint[] = Object.values(groups).flatMap((group) => Object.values(group) as Endpoint[])
const signedIn = endpoints.filter(({ auth }) => auth === 'user')

/** Sends a right request to an endpoint, with these headers and this at the end of its query. */
function call({ method, path, body: takesBody }: Endpoint, headers: Readonly<Record<string, string>>, more = '') {
  const body = takesBody && bodies[path]?.()
  const query = (queries[path] ?? '') + (more && (queries[path] ? `&${more}` : `?${more}`))
  // What is inside of the organization nobody has.
  const address = path.replace(':organizationId', organizationId).replace(/:\w+/g, invitationId)
  return running.send(address + query, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

async function expectUnauthenticated(response: Response, what: string) {
  expect(response.status, what).toBe(401)
  expect(response.headers.get('www-authenticate'), what).toBe('Bearer realm="tenantry"')
  const body = await response.json()
  expect(body, what).toEqual({ error: 'Unauthorized', message: 'Sign in and try again.', code: 'UNAUTHENTICATED' })
}

const names = 96

describe('an access token', () => {
  test(`is tried in ${names} wrong forms`, () => {
    expect(Object.keys(tokens)).toHaveLength(names)
    expect(new Set(Object.values(tokens)).size).toBe(names)
  })

  // One test per endpoint and all tokens in it: the names of the tokens exist only once the server runs.
  test.each(endpoints.map((endpoint) => [endpoint.method, endpoint.path, endpoint] as const))(
    'in a wrong form opens nothing at %s %s',
    async (_method, _path, endpoint) => {
      await changesNothing(running, async () => {
        for (const [what, token] of Object.entries(tokens))
          await expectUnauthenticated(
            await call(endpoint, { authorization: `Bearer ${token}` }),
            `a token that ${what}`,
          )
      })
    },
  )

  test('in its right form opens every endpoint', async () => {
    const token = await sign(claimsAt(running.now()))
    for (const endpoint of endpoints.filter(({ path }) => !path.endsWith('/decline'))) {
      const { status } = await call(endpoint, { authorization: `Bearer ${token}` })
      expect(status, endpoint.path).not.toBe(401)
      expect(status, endpoint.path).toBeLessThan(500)
    }
  })
})

/** What is close to being wrong, and right. */
const tolerated: Readonly<Record<string, (now: number) => Readonly<Record<string, unknown>>>> = {
  'expired a moment ago': (now) => ({ exp: now - 4 }),
  'begins in a moment': (now) => ({ nbf: now + 4 }),
  'was made a moment ahead': (now) => ({ iat: now + 4 }),
  'was made a day ago': (now) => ({ iat: now - 86_400 }),
  'is for several audiences': () => ({ aud: ['anon', 'authenticated'] }),
  'names in 255 characters': () => ({ sub: 'a'.repeat(255) }),
  'has claims that nobody asked for': () => ({ role: 'admin', organization_id: 'x', is_admin: true }),
}

test.each(Object.entries(tolerated))('a token that %s is good', async (_what, change) => {
  const right = claimsAt(running.now())
  const token = await sign({ ...right, ...change(Number(right.iat)) })
  const answer = await running.send('/api/user/organization-status', { headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(200)
})

/** Ways to hand a right token over that do not count. */
const forms: Readonly<Record<string, (token: string) => Readonly<Record<string, string>>>> = {
  'another scheme': (token) => ({ authorization: `Token ${token}` }),
  'no scheme': (token) => ({ authorization: token }),
  Basic: (token) => ({ authorization: `Basic ${Buffer.from(`ada:${token}`).toString('base64')}` }),
  'two spaces': (token) => ({ authorization: `Bearer  ${token}` }),
  'a tab': (token) => ({ authorization: `Bearer\t${token}` }),
  'a comma': (token) => ({ authorization: `Bearer ${token},` }),
  'two tokens': (token) => ({ authorization: `Bearer ${token}, Bearer ${token}` }),
  'two tokens in one': (token) => ({ authorization: `Bearer ${token} ${token}` }),
  'a wrong one and a right one': (token) => ({ authorization: `Bearer x, Bearer ${token}` }),
  quotes: (token) => ({ authorization: `Bearer "${token}"` }),
  'a parameter': (token) => ({ authorization: `Bearer token=${token}` }),
  'a colon': (token) => ({ authorization: `Bearer: ${token}` }),
  'nothing but the scheme': () => ({ authorization: 'Bearer' }),
  'an empty header': () => ({ authorization: '' }),
  'other headers': (token) => ({ 'x-authorization': `Bearer ${token}`, 'proxy-authorization': `Bearer ${token}` }),
  'headers of a gateway': () => ({
    'x-forwarded-user': 'ada',
    'x-user-id': 'ada',
    'x-forwarded-email': 'ada@example.com',
  }),
  'a cookie': (token) => ({ cookie: `token=${token}; access_token=${token}; authorization=Bearer ${token}` }),
}

test.each(Object.entries(forms))('a right token in %s is none', async (what, headersOf) => {
  const token = await sign(claimsAt(running.now()))
  await changesNothing(running, async () => {
    for (const endpoint of signedIn)
      await expectUnauthenticated(await call(endpoint, headersOf(token)), `${what} at ${endpoint.path}`)
  })
})

test('a right token in the query is none', async () => {
  const token = await sign(claimsAt(running.now()))
  await changesNothing(running, async () => {
    for (const name of ['access_token', 'token', 'authorization', 'jwt', 'apikey'])
      for (const endpoint of signedIn)
        await expectUnauthenticated(await call(endpoint, {}, `${name}=${token}`), `${name} at ${endpoint.path}`)
  })
})

test('the session cookie of the embedded provider alone opens nothing', async () => {
  const email = 'cookie@example.com'
  await running.as(null).auth.signup({ body: { email, password } })
  const headers = { 'content-type': 'application/json' }
  const signIn = await running.send('/auth/sign-in/email', {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  })
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie).toContain('session')
  for (const endpoint of signedIn) await expectUnauthenticated(await call(endpoint, { cookie }), endpoint.path)
})

test.each(['bearer', 'BEARER', 'bEaReR'])('the scheme may be written "%s"', async (scheme) => {
  const token = await sign(claimsAt(running.now()))
  const answer = await running.send('/api/user/organization-status', {
    headers: { authorization: `${scheme} ${token}` },
  })
  expect(answer.status).toBe(200)
})

/** What is not the boolean true: the address counts as unproved. */
const unproved: readonly unknown[] = [
  'true',
  'TRUE',
  1,
  '1',
  'yes',
  [true],
  { value: true },
  null,
  false,
  undefined,
  '',
]
/** What is no address: whatever is said of it proves nothing. */
const noAddress: readonly unknown[] = [
  undefined,
  null,
  '',
  7,
  ['ada@example.com'],
  { email: 'ada@example.com' },
  'ada',
  'ada@',
  'ada@example.com, eve@example.com',
  'ada@example.com\u0000',
  'ada@localhost',
  '\u212Ade@example.com',
]

const claims = [
  ...unproved.map((email_verified, index) => ({ email: `unproved-${index}@example.com`, email_verified })),
  ...noAddress.map((email) => ({ email, email_verified: true })),
]

test.each(claims)('a person with the claims %j has proved no address', async (claimed) => {
  const sub = `claims-${JSON.stringify(claimed)}`
  const headers = { authorization: `Bearer ${await sign({ ...claimsAt(running.now()), sub, ...claimed })}` }
  const refused = endpoints.filter(({ errors }) => 'EMAIL_NOT_VERIFIED' in errors)
  expect(refused.map(({ path }) => path.split('/').at(-1))).toEqual(['organizations', 'join', 'accept', 'decline'])
  await changesNothing(running, async () => {
    for (const endpoint of refused) {
      const answer = await call(endpoint, headers)
      expect([answer.status, (await answer.json()).code], endpoint.path).toEqual([403, 'EMAIL_NOT_VERIFIED'])
    }
  })
  const status = await running.send('/api/user/organization-status', { headers })
  expect(await status.json()).toMatchObject({ scenario: 'no_invitations', pendingInvitations: [] })
})

test('a claimed address is not written down as proved', async () => {
  const sub = 'pretender'
  const headers = { authorization: `Bearer ${await sign({ ...claimsAt(running.now()), sub, email_verified: 'true' })}` }
  expect((await running.send('/api/user/organization-status', { headers })).status).toBe(200)
  const [user] = await running.rows<{ email_confirmed_at: Date | null }>(
    `SELECT u.email_confirmed_at FROM users u JOIN identities i ON i.user_id = u.id WHERE i.subject = 'pretender'`,
  )
  expect(user?.email_confirmed_at).toBeNull()
})

import { expect, test } from 'vitest'
import { kindeSession } from './kinde-session.ts'

const claims = { sub: 'kp_1', email: 'ada@example.com', email_verified: true, given_name: 'Ada', family_name: 'Müller' }

function tokenOf(payload: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(payload))
  return `e30.${btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}.s`
}

/** Kinde's SDK in a page where one person is signed in. */
function page(payload: object | null = claims) {
  const sdk = {
    idToken: payload ? tokenOf(payload) : undefined,
    getToken: async () => (sdk.idToken ? 'access' : undefined),
    getIdToken: async () => sdk.idToken,
    logout: async () => {
      sdk.idToken = undefined
    },
  }
  return { sdk, session: kindeSession(sdk) }
}

test('gives the access token and the person of the ID token', async () => {
  const { session } = page()
  expect(await session.getToken()).toBe('access')
  expect(await session.getUser()).toEqual({ email: 'ada@example.com', emailVerified: true, name: 'Ada Müller' })
})

test.each<[what: string, payload: object, user: object | null]>([
  ['a name of its own', { ...claims, name: 'Ada' }, { name: 'Ada' }],
  ['no name', { sub: 'kp_1', email: 'ada@example.com' }, { name: null, emailVerified: false }],
  ['a word in place of a yes', { ...claims, email_verified: 'true' }, { emailVerified: false }],
  ['no address', { sub: 'kp_1' }, null],
])('reads %s', async (_, payload, user) => {
  const found = await page(payload).session.getUser()
  if (user === null) expect(found).toBeNull()
  else expect(found).toMatchObject(user)
})

test('nobody is signed in without a token, or with one that cannot be read', async () => {
  const { sdk, session } = page(null)
  expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
  sdk.idToken = 'nonsense'
  expect(await session.getUser()).toBeNull()
})

test('tells of a sign-out, and of a session that ended or changed by itself, once', async () => {
  const { sdk, session } = page()
  let told = 0
  const stop = session.subscribe(() => {
    told += 1
  })
  await session.getUser()
  expect(told).toBe(0)
  sdk.idToken = tokenOf({ ...claims, sub: 'kp_2' })
  await session.getUser()
  await session.getUser()
  expect(told).toBe(1)
  sdk.idToken = undefined
  await session.getToken()
  expect(told).toBe(2)
  sdk.idToken = tokenOf(claims)
  await session.getUser()
  await session.signOut()
  expect(told).toBe(4)
  stop()
  sdk.idToken = tokenOf(claims)
  await session.getUser()
  expect(told).toBe(4)
})

test('an SDK that fails is a network that failed', async () => {
  const session = kindeSession({
    getToken: () => Promise.reject(new Error('fetch failed')),
    getIdToken: () => Promise.reject(new Error('fetch failed')),
    logout: () => Promise.reject(new Error('fetch failed')),
  })
  await expect(session.getToken()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
  await expect(session.getUser()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
  await expect(session.signOut()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
})

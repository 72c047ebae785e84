import { startRedis } from '@tenantry/testing/redis'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KindeSignIn, KindeSignInOptions } from '../../src/sign-in.ts'
import { memoryBackend, redisBackend, type StorageBackend } from '../../src/storage.ts'
import { APP, openStage, refusalOf, type Stage } from './stage.ts'
import type { Traveller } from './traveller.ts'

const redisServer = await startRedis()
if (!redisServer) console.log('Sessions in Redis are left out: there is no Redis here.')
const redis = redisServer && new Redis(redisServer.url)
const prefix = `tenantry-test-${crypto.randomUUID()}:`

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stage.identity.stop()
  if (redis) for (const key of await redis.keys(`${prefix}*`)) await redis.del(key)
  await redis?.quit()
  await redisServer?.stop()
})
beforeEach(() => {
  Object.assign(stage.identity, { away: false, ended: false, claims: {}, tokenSeconds: HOUR })
})

const HOUR = 3600
const SHORT = 50
const program = { headers: { accept: 'application/json' } }
const leaving = { method: 'POST', headers: { origin: APP } }

interface Scene {
  readonly kit: KindeSignIn
  readonly ada: Traveller
  wait(seconds: number): void
  tokensAsked(): number
}

/** Ada has just signed in, with a token that is about to end. */
async function scene(options: KindeSignInOptions): Promise<Scene> {
  let now = Date.now()
  const kit = stage.kit({ now: () => now, ...options })
  const ada = stage.visitor(kit)
  stage.identity.tokenSeconds = SHORT
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  stage.identity.tokenSeconds = HOUR
  stage.identity.requests.length = 0
  return {
    kit,
    ada,
    wait: (seconds) => {
      now += seconds * 1000
    },
    tokensAsked: () => stage.identity.requests.filter((request) => request === 'POST /oauth2/token').length,
  }
}

function cookieOf(visitor: Traveller): string {
  return [...(visitor.jar.get(APP) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
}

const shared: readonly (readonly [string, () => StorageBackend])[] = [
  ['memory', () => memoryBackend()],
  ...(redis ? ([['Redis', () => redisBackend(redis, { prefix })]] as const) : []),
]

describe.each<readonly [string, () => StorageBackend | null]>([['a cookie', () => null], ...shared])(
  'a session in %s',
  (_, backend) => {
    const open = () => {
      const storage = backend()
      return scene(storage ? { storage } : {})
    }

    test('asks for no new token while the old one holds', async () => {
      const { ada, tokensAsked } = await open()
      for (const _round of [1, 2, 3]) expect((await ada.request(`${APP}/user`, program)).status).toBe(200)
      expect(tokensAsked()).toBe(1)
    })

    test('renews tokens that are about to end, each refresh token once', async () => {
      const { ada, tokensAsked } = await open()
      stage.identity.tokenSeconds = SHORT
      for (const round of [1, 2, 3, 4]) {
        expect((await ada.request(`${APP}/user`, program)).status).toBe(200)
        expect(tokensAsked()).toBe(round)
      }
    })

    test('asks for one new token when ten requests come at once, and for none when one comes late', async () => {
      const { kit, ada, tokensAsked } = await open()
      const cookie = cookieOf(ada)
      const ask = () => kit.fetch(new Request(`${APP}/user`, { headers: { cookie } }))
      const answers = await Promise.all(Array.from({ length: 10 }, ask))
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
      expect((await ask()).status).toBe(200)
      expect(tokensAsked()).toBe(1)
    })

    test('ends when Kinde has ended it', async () => {
      const { ada } = await open()
      stage.identity.ended = true
      const answer = await ada.request(`${APP}/user`, program)
      expect(await refusalOf(answer)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
      stage.identity.ended = false
      expect((await ada.request(`${APP}/user`, program)).status).toBe(401)
    })

    test('lasts through an outage as long as the token does, and comes back after it', async () => {
      const { ada, wait } = await open()
      stage.identity.away = true
      expect((await ada.request(`${APP}/user`, program)).status).toBe(200)
      wait(SHORT + 1)
      const answer = await ada.request(`${APP}/user`, program)
      expect(await refusalOf(answer)).toMatchObject({ status: 503, code: 'PROVIDER_UNAVAILABLE' })
      stage.identity.away = false
      expect((await ada.request(`${APP}/user`, program)).status).toBe(200)
    })

    test('ends by itself after a week without a visit', async () => {
      const { ada, wait, tokensAsked } = await open()
      wait(7 * 24 * HOUR + 1)
      expect((await ada.request(`${APP}/user`, program)).status).toBe(401)
      expect(tokensAsked()).toBe(0)
    })

    test('is not brought back by a request that was on its way when it ended', async () => {
      const { kit, ada } = await open()
      const cookie = cookieOf(ada)
      expect((await ada.request(`${APP}/user`, program)).status).toBe(200)
      await ada.request(`${APP}/logout`, leaving)
      expect((await kit.fetch(new Request(`${APP}/user`, { headers: { cookie } }))).status).toBe(401)
    })

    test('takes its refresh token with it', async () => {
      const { ada } = await open()
      await ada.request(`${APP}/logout`, leaving)
      expect(stage.identity.requests).toContain('POST /oauth2/revoke')
    })

    test('ends here even when Kinde is away', async () => {
      const { ada } = await open()
      stage.identity.away = true
      expect((await ada.request(`${APP}/logout`, leaving)).status).toBe(303)
      expect(ada.jar.get(APP)?.size).toBe(0)
      expect((await ada.request(`${APP}/user`, program)).status).toBe(401)
    })

    test('begins under a new device id, and brings along what was kept before for nobody else', async () => {
      const storage = backend()
      const kit = stage.kit(storage ? { storage } : {})
      const ada = stage.visitor(kit, async (request) => {
        const { storage, commit } = await kit.visit(request)
        if (request.method === 'PUT') await storage.set('cart', ['a book'])
        return commit(Response.json({ id: storage.deviceId, cart: await storage.get('cart') }))
      })
      const before = await (await ada.request(APP, { method: 'PUT' })).json()
      await ada.signIn(`${APP}/login`, 'ada@example.com')
      const after = await (await ada.request(APP)).json()
      expect(after.cart).toEqual(['a book'])
      expect(after.id).not.toBe(before.id)
      ada.jar.delete(stage.identity.url)
      await ada.signIn(`${APP}/login`, 'eve@example.com')
      expect(await (await ada.request(APP)).json()).toMatchObject({ cart: null })
    })

    test('shows new claims once it is renewed', async () => {
      const { kit, ada } = await open()
      await ada.request(`${APP}/user`)
      stage.identity.claims = { permissions: ['write:things'] }
      const visit = await kit.requireUser(new Request(APP, { headers: { cookie: cookieOf(ada) } }))
      expect(visit.access.claim('permissions')).toBeUndefined()
      expect((await visit.renewed()).access.claim('permissions')).toEqual(['write:things'])
    })

    test('is worth nothing in another app, whose cookies have another key', async () => {
      const { ada } = await open()
      const storage = backend()
      const other = stage.kit({ secret: 'another secret of at least 32 bytes', ...(storage && { storage }) })
      const answer = await other.fetch(new Request(`${APP}/user`, { headers: { cookie: cookieOf(ada) } }))
      expect(answer.status).toBe(401)
    })
  },
)

describe.each(shared)('two kits with sessions in %s', (_, backend) => {
  test('use a refresh token once, whichever is asked', async () => {
    const storage = backend()
    const { kit, ada, tokensAsked } = await scene({ storage })
    const twin = stage.kit({ storage })
    const cookie = cookieOf(ada)
    const asks = [kit, twin, kit, twin, kit, twin].map((each) =>
      each.fetch(new Request(`${APP}/user`, { headers: { cookie } })),
    )
    expect((await Promise.all(asks)).map(({ status }) => status)).toEqual(Array(6).fill(200))
    expect(tokensAsked()).toBe(1)
  })
})

test('the cookie of a session in Redis or memory holds no token', async () => {
  const { ada } = await scene({ storage: memoryBackend() })
  expect(cookieOf(ada).length).toBeLessThan(400)
})

test('a session that does not fit into cookies is refused in words', async () => {
  const kit = stage.kit()
  stage.identity.claims = { permissions: Array.from({ length: 900 }, (_, index) => `permission:number-${index}`) }
  const arrival = await stage.visitor(kit).signIn(`${APP}/login`, 'ada@example.com')
  expect(await refusalOf(arrival.response)).toMatchObject({ status: 500, code: 'SESSION_TOO_LARGE' })
  expect(stage.log.at(-1)).toContain('keep it in memory or in Redis')
})

test('a session of many permissions is kept in several cookies under 4 kB each', async () => {
  const kit = stage.kit()
  stage.identity.claims = { permissions: Array.from({ length: 160 }, (_, index) => `permission:number-${index}`) }
  const ada = stage.visitor(kit)
  const { address } = await ada.signIn(`${APP}/login`, 'ada@example.com', (at) => at.startsWith(`${APP}/callback`))
  const lines = (await ada.request(address)).headers.getSetCookie()
  expect(lines.filter((line) => line.startsWith('tenantry_kinde.')).length).toBeGreaterThan(1)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(4096)
  expect((await ada.request(`${APP}/user`, program)).status).toBe(200)
  stage.identity.claims = {}
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  expect([...(ada.jar.get(APP)?.keys() ?? [])]).toEqual(['tenantry_kinde.0'])
})

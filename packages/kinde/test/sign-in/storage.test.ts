import { startRedis } from '@tenantry/testing/redis'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { cookieStorage, createStorage, memoryBackend, redisBackend, type StorageBackend } from '../../src/storage.ts'

const server = await startRedis()
if (!server) console.log('Storage in Redis is left out: there is no Redis here.')
const redis = server && new Redis(server.url)
const prefix = `tenantry-test-${crypto.randomUUID()}:`
afterAll(async () => {
  if (redis) for (const key of await redis.keys(`${prefix}*`)) await redis.del(key)
  await redis?.quit()
  await server?.stop()
})

const secret = 'a secret of at least 32 bytes, for tests'
const jar = cookieStorage({ secret, secure: false })
const asCookies = (lines: readonly string[]) => lines.map((line) => line.split(';')[0]).join('; ')
const requestWith = (cookie: string) => new Request('http://localhost', { headers: { cookie } })

type Backends = readonly (readonly [string, () => StorageBackend | Promise<StorageBackend>])[]

const shared: Backends = [
  ['memory', () => memoryBackend()],
  ...(redis ? ([['Redis', () => redisBackend(redis, { prefix })]] as const) : []),
]
const backends: Backends = [['a cookie', () => jar.open(requestWith(''))], ...shared]

describe.each(backends)('kept in %s', (_, open) => {
  test('a value comes back as it was, and not as somebody changed it since', async () => {
    const storage = createStorage({ backend: await open() })
    const value = { list: [1, 'zwei', null, { three: true }] }
    await storage.set('key', value)
    value.list.push('later')
    expect(await storage.get('key')).toEqual({ list: [1, 'zwei', null, { three: true }] })
    expect(await storage.get('another')).toBeNull()
    await storage.delete('key')
    expect(await storage.get('key')).toBeNull()
  })

  test('one device does not see what another keeps, whatever its id holds', async () => {
    const backend = await open()
    const ids = ['a', 'aa', 'a_b', crypto.randomUUID()]
    const storages = ids.map((deviceId) => createStorage({ backend, deviceId }))
    for (const storage of storages) await storage.set('whose', storage.deviceId)
    await storages[0]?.clearDeviceData()
    const left = await Promise.all(storages.map((storage) => storage.get('whose')))
    expect(left).toEqual([null, ...ids.slice(1)])
  })

  test.each(['a:b', 'a*', '', 'x'.repeat(129)])('the device id %j is refused', async (deviceId) => {
    const backend = await open()
    expect(() => createStorage({ backend, deviceId })).toThrow('deviceId must have')
  })

  test('keys of the sign-in itself, and values that JSON cannot hold, are refused', async () => {
    const storage = createStorage({ backend: await open() })
    await expect(storage.get('_session')).rejects.toThrow('kept for the sign-in')
    await expect(storage.set('_device_id', 'x')).rejects.toThrow('kept for the sign-in')
    await expect(storage.set('key', undefined)).rejects.toThrow('JSON')
    await expect(storage.set('user:theme', 'dark')).rejects.toThrow('needs a userId')
  })
})

describe.each(shared)('kept in %s, which devices share', (_, open) => {
  test('a user has one value on every device, and no other user sees it', async () => {
    const backend = await open()
    const ada = createStorage({ backend, userId: 'kp_ada' })
    await ada.set('user:theme', 'dark')
    await ada.clearDeviceData()
    expect(await createStorage({ backend, userId: 'kp_ada' }).get('user:theme')).toBe('dark')
    expect(await createStorage({ backend, userId: 'kp_eve' }).get('user:theme')).toBeNull()
    const sly = createStorage({ backend, userId: 'kp_ada:theme' })
    expect(await sly.get('user:')).toBeNull()
  })

  test('what is global is seen by everybody', async () => {
    const backend = await open()
    await createStorage({ backend }).set('global:version', 2)
    expect(await createStorage({ backend, userId: 'kp_eve' }).get('global:version')).toBe(2)
  })
})

test('memory forgets what was kept for a time', async () => {
  let now = 0
  const storage = createStorage({ backend: memoryBackend({ now: () => now }), deviceSeconds: 60 })
  await storage.set('key', 1)
  now = 59_999
  expect(await storage.get('key')).toBe(1)
  now = 60_000
  expect(await storage.get('key')).toBeNull()
})

describe.each(redis ? [redis] : [])('Redis', (redis) => {
  test('forgets what was kept for a time, and keeps what is global', async () => {
    const storage = createStorage({ backend: redisBackend(redis, { prefix }), deviceId: 'd', deviceSeconds: 60 })
    await storage.setItems({ key: 1, 'global:key': 2 })
    expect(await redis.pttl(`${prefix}device:d:key`)).toBeGreaterThan(50_000)
    expect(await redis.pttl(`${prefix}global:key`)).toBe(-1)
  })

  test('lets two processes take turns, also when an act fails', async () => {
    const [one, two] = [redisBackend(redis, { prefix }), redisBackend(redis, { prefix })]
    const seen: string[] = []
    const act = (name: string) => async () => {
      seen.push(`${name} begins`)
      await redis.ping()
      seen.push(`${name} ends`)
      if (name === 'first') throw new Error('failed')
    }
    const turns = [one.exclusively?.('it', act('first')), two.exclusively?.('it', act('second'))]
    expect((await Promise.allSettled(turns)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })

  test('a process that died with its turn keeps others waiting only so long', async () => {
    await redis.set(`${prefix}lock:dead`, 'somebody', 'PX', 200)
    expect(await redisBackend(redis, { prefix }).exclusively?.('dead', async () => 'done')).toBe('done')
  })
})

test('a cookie carries values to the next request, unreadable on the way', async () => {
  const first = await jar.open(requestWith(''))
  await createStorage({ backend: first, deviceId: 'd' }).set('note', 'a private note')
  const lines = await first.cookies()
  expect(lines.join()).not.toContain('private')
  const second = await jar.open(requestWith(asCookies(lines)))
  expect(await createStorage({ backend: second, deviceId: 'd' }).get('note')).toBe('a private note')
  expect(await second.cookies()).toEqual([])
  await createStorage({ backend: second, deviceId: 'd' }).clearDeviceData()
  expect(await second.cookies()).toEqual([expect.stringMatching(/^tenantry_kinde\.0=; Path=\/; Max-Age=0/)])
})

test('long values take several cookies of at most 4 kB, and give them back when they shrink', async () => {
  const first = await jar.open(requestWith(''))
  const storage = createStorage({ backend: first, deviceId: 'd' })
  await storage.set('note', 'x'.repeat(7000))
  const lines = await first.cookies()
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(4096)
  const second = await jar.open(requestWith(asCookies(lines)))
  const again = createStorage({ backend: second, deviceId: 'd' })
  expect(await again.get('note')).toBe('x'.repeat(7000))
  await again.set('note', 'x')
  expect((await second.cookies()).map((line) => line.split('=')[0])).toEqual([
    'tenantry_kinde.0',
    'tenantry_kinde.1',
    'tenantry_kinde.2',
  ])
  await again.set('note', 'x'.repeat(20_000))
  await expect(second.cookies()).rejects.toThrow('keep it in memory or in Redis')
})

test('a cookie that was changed, cut, sealed by another key or kept too long is as good as none', async () => {
  let now = Date.now()
  const mine = cookieStorage({ secret, secure: false, now: () => now })
  const opened = await mine.open(requestWith(''))
  await createStorage({ backend: opened, deviceId: 'd' }).set('note', 'n')
  const cookie = asCookies(await opened.cookies())
  const noteIn = async (text: string, of = mine) =>
    createStorage({ backend: await of.open(requestWith(text)), deviceId: 'd' }).get('note')
  expect(await noteIn(cookie)).toBe('n')
  expect(await noteIn(`${cookie.slice(0, -3)}AAA`)).toBeNull()
  expect(await noteIn(cookie.slice(0, -20))).toBeNull()
  const other = 'another secret of at least 32 bytes!'
  expect(await noteIn(cookie, cookieStorage({ secret: other, secure: false }))).toBeNull()
  expect(await noteIn(cookie, cookieStorage({ secret: [other, secret], secure: false }))).toBe('n')
  now += 604_801_000
  expect(await noteIn(cookie)).toBeNull()
})

test('a cookie refuses what other devices should see, and a short secret', async () => {
  const storage = createStorage({ backend: await jar.open(requestWith('')), userId: 'kp_ada' })
  await expect(storage.set('user:theme', 'dark')).rejects.toThrow('a storage that devices share')
  await expect(storage.set('global:version', 1)).rejects.toThrow('a storage that devices share')
  expect(() => cookieStorage({ secret: 'short' })).toThrow('at least 32 bytes')
})

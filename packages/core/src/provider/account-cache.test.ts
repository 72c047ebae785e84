import { expect, test } from 'vitest'
import { type AccountFacts, createAccountCache } from './account-cache.ts'
import { ProviderError } from './provider-error.ts'

const proved = { email: 'ada@example.com', emailVerified: true, name: null }

function openCache(load: (subject: string) => Promise<AccountFacts | null>) {
  let time = 0
  let asked = 0
  const cache = createAccountCache({
    load: (subject) => {
      asked += 1
      return load(subject)
    },
    now: () => time,
  })
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { cache, pass, asked: () => asked }
}

test('asks once for many who ask at once, and again when what it knows is old', async () => {
  const { cache, pass, asked } = openCache(async () => proved)
  expect(await Promise.all([cache.get('a'), cache.get('a'), cache.get('a')])).toEqual([proved, proved, proved])
  pass(299_999)
  expect([await cache.get('a'), asked()]).toEqual([proved, 1])
  pass(1)
  expect([await cache.get('a'), asked()]).toEqual([proved, 2])
})

test('asks each time about an address that is not proved, and about an account that is gone', async () => {
  const answers = [{ ...proved, emailVerified: false }, null, proved]
  const { cache } = openCache(async () => answers.shift() ?? null)
  expect([await cache.get('a'), await cache.get('a'), await cache.get('a')]).toEqual([
    { ...proved, emailVerified: false },
    null,
    proved,
  ])
})

test('knows nothing when the provider does not answer, and asks again', async () => {
  const answers = [Promise.reject(new ProviderError('unavailable', { provider: 'madeup', message: 'away' })), proved]
  const { cache } = openCache(async () => answers.shift() ?? null)
  expect([await cache.get('a'), await cache.get('a')]).toEqual([undefined, proved])
})

test('keeps ten thousand people at most', async () => {
  const { cache, asked } = openCache(async () => proved)
  for (let number = 0; number <= 10_000; number++) await cache.get(`user_${number}`)
  await cache.get('user_10000')
  expect(asked()).toBe(10_001)
  await cache.get('user_0')
  expect(asked()).toBe(10_002)
})

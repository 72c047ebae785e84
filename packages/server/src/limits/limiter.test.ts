import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, inject, test, vi } from 'vitest'
import type { Limiter, LimitRule } from './limiter.ts'
import { memoryLimiter } from './memory.ts'
import { redisLimiter } from './redis.ts'

interface Subject {
  limiter: Limiter
  /** Comes back when every window of one second has ended. */
  untilWindowsEnd(): Promise<void>
}

const redisUrl = inject('redisUrl')
const closing: (() => unknown)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

function inMemory(): Subject {
  let time = 1_700_000_000_000
  const limiter = memoryLimiter({ now: () => time })
  return {
    limiter,
    async untilWindowsEnd() {
      time += 1000
    },
  }
}

function inRedis(): Subject {
  const url = redisUrl ?? ''
  const prefix = `test:${randomUUID()}`
  const fallback = vi.fn()
  const limiter = redisLimiter({ url, prefix, onFallback: fallback })
  const client = new Redis(url)
  closing.push(
    () => expect(fallback).not.toHaveBeenCalled(),
    () => limiter.close(),
    () => client.disconnect(),
  )
  return {
    limiter,
    untilWindowsEnd: () => vi.waitFor(async () => expect(await client.keys(`${prefix}:1:*`)).toEqual([]), 5000),
  }
}

const twentyAnHour: LimitRule = { limit: 20, windowSeconds: 3600 }
const twoASecond: LimitRule = { limit: 2, windowSeconds: 1 }

async function takeTimes(limiter: Limiter, times: number, rule: LimitRule, key = 'ip:192.0.2.1') {
  const answers = await Promise.all(Array.from({ length: times }, () => limiter.take(key, rule)))
  return answers.filter(({ allowed }) => allowed).length
}

describe.each([
  { name: 'memory', make: inMemory, here: true },
  { name: 'redis', make: inRedis, here: redisUrl !== null },
])('$name', ({ make, here }) => {
  test.skipIf(!here)('allows twenty of twenty and refuses the next', async () => {
    const { limiter } = make()
    expect(await takeTimes(limiter, 20, twentyAnHour)).toBe(20)
    const answer = await limiter.take('ip:192.0.2.1', twentyAnHour)
    expect(answer.allowed).toBe(false)
    expect(answer.retryAfter).toBeGreaterThan(3500)
    expect(answer.retryAfter).toBeLessThanOrEqual(3600)
  })

  test.skipIf(!here)('lets exactly the limit through when calls come at once', async () => {
    const { limiter } = make()
    expect(await takeTimes(limiter, 50, twentyAnHour)).toBe(20)
  })

  test.skipIf(!here)('counts each key and each window alone', async () => {
    const { limiter } = make()
    await takeTimes(limiter, 20, twentyAnHour)
    expect(await limiter.take('ip:192.0.2.2', twentyAnHour)).toEqual({ allowed: true, retryAfter: 0 })
    expect(await limiter.take('ip:192.0.2.1', { limit: 20, windowSeconds: 60 })).toMatchObject({ allowed: true })
  })

  test.skipIf(!here)('says at least one second when it refuses', async () => {
    const { limiter } = make()
    await takeTimes(limiter, 2, twoASecond)
    expect(await limiter.take('ip:192.0.2.1', twoASecond)).toEqual({ allowed: false, retryAfter: 1 })
  })

  test.skipIf(!here)('starts anew when the window has ended', async () => {
    const { limiter, untilWindowsEnd } = make()
    expect(await takeTimes(limiter, 3, twoASecond)).toBe(2)
    await untilWindowsEnd()
    expect(await takeTimes(limiter, 3, twoASecond)).toBe(2)
  })

  test.skipIf(!here)('does not move the end of a window with refused calls', async () => {
    const { limiter } = make()
    await takeTimes(limiter, 20, twentyAnHour)
    const first = await limiter.take('ip:192.0.2.1', twentyAnHour)
    await takeTimes(limiter, 30, twentyAnHour)
    const last = await limiter.take('ip:192.0.2.1', twentyAnHour)
    expect(last.retryAfter).toBeLessThanOrEqual(first.retryAfter)
  })

  test.skipIf(!here)('makes room for one call with each point given back, refused calls aside', async () => {
    const { limiter } = make()
    await takeTimes(limiter, 25, twentyAnHour)
    await limiter.giveBack('ip:192.0.2.1', twentyAnHour)
    expect(await takeTimes(limiter, 2, twentyAnHour)).toBe(1)
  })

  test.skipIf(!here)('never allows more than the limit for points given back too often or too late', async () => {
    const { limiter, untilWindowsEnd } = make()
    await limiter.giveBack('ip:192.0.2.1', twoASecond)
    await takeTimes(limiter, 1, twoASecond)
    await untilWindowsEnd()
    await limiter.giveBack('ip:192.0.2.1', twoASecond)
    expect(await takeTimes(limiter, 5, twoASecond)).toBe(2)
  })

  test.skipIf(!here)('refuses everything for a limit of zero', async () => {
    const { limiter } = make()
    expect(await limiter.take('user:1', { limit: 0, windowSeconds: 60 })).toMatchObject({ allowed: false })
  })
})

test('forgets the oldest windows when it holds too many keys', async () => {
  const limiter = memoryLimiter({ maxKeys: 100 })
  const once: LimitRule = { limit: 1, windowSeconds: 3600 }
  for (let index = 0; index < 101; index += 1) await limiter.take(`ip:${index}`, once)
  expect(await limiter.take('ip:0', once)).toMatchObject({ allowed: true })
  expect(await limiter.take('ip:100', once)).toMatchObject({ allowed: false })
})

test.skipIf(redisUrl === null)('writes no key in clear to redis', async () => {
  const url = redisUrl ?? ''
  const prefix = `test:${randomUUID()}`
  const limiter = redisLimiter({ url, prefix })
  const client = new Redis(url)
  await limiter.take('user:somebody@example.com', twentyAnHour)
  const keys = await client.keys(`${prefix}*`)
  expect(keys).toHaveLength(1)
  expect(keys.join()).not.toContain('example')
  await limiter.close()
  client.disconnect()
})

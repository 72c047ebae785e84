import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limiter, LimitRule } from './limiter.ts'
import { answer, memoryLimiter } from './memory.ts'

/** Which Redis counts, and who hears when it does not. */
export interface RedisLimiterOptions {
  /** `redis://` or `rediss://`. Nothing connects before the first call. */
  readonly url: string
  /** What every key in Redis starts with. @default 'tenantry:limit' */
  readonly prefix?: string
  /** Hears once of each outage, not of each call that the memory answered meanwhile. */
  readonly onFallback?: (error: unknown) => void
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** How long a call waits for Redis before the memory answers. */
const patience = 250
/** How long calls leave a failed Redis alone, so that a slow one does not slow every request. */
const rest = 1000

/** Counts in Redis, for several processes together; while Redis fails or is slow, each process counts in its memory. */
export function redisLimiter({
  url,
  prefix = 'tenantry:limit',
  onFallback,
  now = Date.now,
}: RedisLimiterOptions): Limiter {
  const memory = memoryLimiter({ now })
  const counters = new Map<string, RateLimiterRedis>()
  let connection: Promise<Redis> | null = null
  let restUntil = 0
  let down = false

  async function counterFor(rule: LimitRule): Promise<RateLimiterRedis> {
    connection ??= connect(url)
    const storeClient = await connection
    const name = `${rule.limit}/${rule.windowSeconds}`
    const counter = counters.get(name) ?? makeCounter(storeClient, `${prefix}:${rule.windowSeconds}`, rule)
    counters.set(name, counter)
    return counter
  }

  /** Asks Redis; null when it did not answer in time. */
  async function ask(rule: LimitRule, question: (counter: RateLimiterRedis) => Promise<RateLimiterRes>) {
    if (now() < restUntil) return null
    try {
      const result = await withinPatience(counterFor(rule).then(question))
      down = false
      return result
    } catch (error) {
      restUntil = now() + rest
      if (!down) onFallback?.(error)
      down = true
      return null
    }
  }

  return {
    async take(key, rule) {
      // The memory counts along, so that an outage in the middle of a window does not hand out a second budget.
      const insurance = await memory.take(key, rule)
      // Nor does one that Redis came back from without its counts.
      if (!insurance.allowed) return insurance
      const result = await ask(rule, (counter) => counter.consume(hash(key)).catch(refusal))
      if (!result) return insurance
      const allowed = result.consumedPoints <= rule.limit
      if (!allowed) await memory.giveBack(key, rule)
      return answer(allowed, result.consumedPoints, rule, result.msBeforeNext)
    },

    async giveBack(key, rule) {
      await memory.giveBack(key, rule)
      await ask(rule, (counter) => counter.reward(hash(key)))
    },

    async close() {
      const client = await connection?.catch(() => null)
      client?.disconnect()
      await memory.close()
    },
  }
}

/**
 * The library's own script counts refused calls too, and lets a point given back after the window has ended
 * raise the limit of the next one.
 */
const script = `
local used = tonumber(redis.call('get', KEYS[1]) or '0')
local points = tonumber(ARGV[1])
local limit = tonumber(ARGV[3])
if points < 0 then
  if used > 0 then used = redis.call('decr', KEYS[1]) end
elseif used < limit then
  redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
  used = redis.call('incr', KEYS[1])
else
  used = limit + 1
end
return { used, redis.call('pttl', KEYS[1]) }
`

function makeCounter(storeClient: Redis, keyPrefix: string, rule: LimitRule): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient,
    keyPrefix,
    points: rule.limit,
    duration: rule.windowSeconds,
    rejectIfRedisNotReady: true,
    customIncrTtlLuaScript: script,
  })
}

async function connect(url: string): Promise<Redis> {
  const { Redis } = await import('ioredis')
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1000,
    commandTimeout: patience,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // A call whose answer was lost was answered by the memory; sent again it would count twice.
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => Math.min(times * 100, rest),
  })
  // An outage shows in the calls; without a listener it would end the process.
  client.on('error', () => {})
  // Rejects when the first try fails; the client goes on trying by itself.
  await client.connect().catch(() => {})
  return client
}

async function withinPatience<Value>(work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${patience} ms.`)), patience)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function refusal(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason
  throw reason
}

// Redis may be shared or dumped: it holds no user id and no address in clear.
function hash(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

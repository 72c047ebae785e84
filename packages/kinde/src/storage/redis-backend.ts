import type { StorageBackend } from './backend.ts'

/** What is asked of a Redis client; ioredis has it as it is. */
export interface RedisClient {
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<unknown>
  set(key: string, value: string, unit: 'PX', milliseconds: number): Promise<unknown>
  set(key: string, value: string, unit: 'PX', milliseconds: number, mode: 'NX'): Promise<unknown>
  del(key: string): Promise<unknown>
  scan(
    cursor: string,
    match: 'MATCH',
    pattern: string,
    count: 'COUNT',
    keys: number,
  ): Promise<readonly [cursor: string, keys: readonly string[]]>
}

/** Under which keys values stand in Redis, and how long a lock holds. */
export interface RedisBackendOptions {
  /** Stands before every key. @default 'tenantry:kinde:' */
  readonly prefix?: string
  /** How long, in milliseconds, one process may keep others waiting. @default 15_000 */
  readonly lockMs?: number
  /** @default crypto.randomUUID */
  readonly newId?: () => string
}

const POLL_MS = 40
const PAGE = 500

/**
 * Keeps values in a Redis that several processes share. Finding a device's keys, as signing out does, scans the whole database: give
 * sessions one of their own (`SELECT`) where others keep millions of keys.
 */
export function redisBackend(redis: RedisClient, options: RedisBackendOptions = {}): StorageBackend {
  const { prefix = 'tenantry:kinde:', lockMs = 15_000, newId = () => crypto.randomUUID() } = options

  // The lock ends by itself, so a process that died with it keeps nobody waiting for ever.
  async function lock(key: string, owner: string): Promise<void> {
    while (!(await asked(redis.set(key, owner, 'PX', lockMs, 'NX')))) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  return {
    async get(key) {
      const json = await asked(redis.get(prefix + key))
      return json === null ? null : JSON.parse(json)
    },
    async set(key, value, ttlSeconds) {
      const json = JSON.stringify(value)
      if (ttlSeconds === undefined) await asked(redis.set(prefix + key, json))
      else await asked(redis.set(prefix + key, json, 'PX', Math.ceil(ttlSeconds * 1000)))
    },
    async delete(key) {
      await asked(redis.del(prefix + key))
    },
    async keys(begin) {
      const found = new Set<string>()
      let cursor = '0'
      do {
        const [next, page] = await asked(redis.scan(cursor, 'MATCH', `${literal(prefix + begin)}*`, 'COUNT', PAGE))
        for (const key of page) found.add(key.slice(prefix.length))
        cursor = next
      } while (cursor !== '0')
      return [...found]
    },
    async exclusively(name, act) {
      const key = `${prefix}lock:${name}`
      const owner = newId()
      await lock(key, owner)
      try {
        return await act()
      } finally {
        if ((await asked(redis.get(key))) === owner) await asked(redis.del(key))
      }
    },
  }
}

// ioredis hands every failed command on with its arguments, which are sessions here.
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const [said] = (error instanceof Error ? error.message : 'it failed').split(', with args')
    throw new Error(`Redis: ${said}`)
  }
}

// An id that holds a `*` must not clear what belongs to others.
function literal(text: string): string {
  return text.replace(/[\\*?[\]^-]/g, String.raw`\$&`)
}

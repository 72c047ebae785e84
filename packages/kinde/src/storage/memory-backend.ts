import type { StorageBackend } from './backend.ts'
import { createTurns } from './turns.ts'

/** By which clock values end. */
export interface MemoryBackendOptions {
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

interface Kept {
  readonly json: string
  readonly until: number
}

// Visitors who never come back would fill the memory.
const SWEEP_EVERY = 1000

/** Keeps values in this process until it ends: for tests, development, and servers of one process. */
export function memoryBackend({ now = Date.now }: MemoryBackendOptions = {}): StorageBackend {
  const kept = new Map<string, Kept>()
  let writes = 0

  function read(key: string): Kept | undefined {
    const found = kept.get(key)
    if (found && found.until > now()) return found
    kept.delete(key)
    return undefined
  }

  return {
    exclusively: createTurns(),
    async get(key) {
      const found = read(key)
      return found ? JSON.parse(found.json) : null
    },
    async set(key, value, ttlSeconds) {
      const until = ttlSeconds === undefined ? Number.POSITIVE_INFINITY : now() + ttlSeconds * 1000
      // As text, so that nobody changes a kept value by changing the object it came from.
      kept.set(key, { json: JSON.stringify(value), until })
      writes += 1
      if (writes % SWEEP_EVERY === 0) for (const each of kept.keys()) read(each)
    },
    async delete(key) {
      kept.delete(key)
    },
    async keys(prefix) {
      return [...kept.keys()].filter((key) => key.startsWith(prefix) && read(key) !== undefined)
    },
  }
}

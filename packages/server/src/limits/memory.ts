import type { LimitAnswer, Limiter, LimitRule } from './limiter.ts'

export interface MemoryLimiterOptions {
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** How many keys are remembered at most; beyond it the oldest windows are forgotten. @default 100_000 */
  readonly maxKeys?: number
}

interface Window {
  used: number
  readonly endsAt: number
}

/** Counts in this process alone. Holds where one process answers every request, and as the insurance of `redisLimiter`. */
export function memoryLimiter({ now = Date.now, maxKeys = 100_000 }: MemoryLimiterOptions = {}): Limiter {
  const windows = new Map<string, Window>()

  function open(key: string, { windowSeconds }: LimitRule): Window {
    const name = nameOf(key, windowSeconds)
    const current = windows.get(name)
    if (current && current.endsAt > now()) return current
    const fresh = { used: 0, endsAt: now() + windowSeconds * 1000 }
    // Deleted first: a Map keeps the old place of a key, and the oldest places are the ones given up.
    windows.delete(name)
    if (windows.size >= maxKeys) makeRoom()
    windows.set(name, fresh)
    return fresh
  }

  function makeRoom(): void {
    for (const [name, window] of windows) if (window.endsAt <= now()) windows.delete(name)
    for (const name of windows.keys()) {
      // A tenth at once, so that a flood of new keys does not walk the whole map for each of them.
      if (windows.size <= maxKeys * 0.9) return
      windows.delete(name)
    }
  }

  return {
    async take(key, rule) {
      const window = open(key, rule)
      const allowed = window.used < rule.limit
      if (allowed) window.used += 1
      return answer(allowed, window.used, rule, window.endsAt - now())
    },

    async giveBack(key, { windowSeconds }) {
      const window = windows.get(nameOf(key, windowSeconds))
      if (window && window.endsAt > now() && window.used > 0) window.used -= 1
    },

    async close() {
      windows.clear()
    },
  }
}

/** Says what a count means: refused calls wait for the end of the window, and so does the call after the last allowed one. */
export function answer(allowed: boolean, used: number, rule: LimitRule, msLeft: number): LimitAnswer {
  return { allowed, retryAfter: allowed && used < rule.limit ? 0 : Math.max(1, Math.ceil(msLeft / 1000)) }
}

function nameOf(key: string, windowSeconds: number): string {
  return `${windowSeconds}:${key}`
}

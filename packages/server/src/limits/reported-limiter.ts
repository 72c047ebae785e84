import type { Log } from '../log/log.ts'
import type { Limiter } from './limiter.ts'

/**
 * A limiter whose failure to give a point back is reported, and fails nothing: what else is to be taken back, and the error that
 * the caller is to see, matter more than a point that counts until its window ends.
 */
export function reportedLimiter(limiter: Limiter, log: Log): Limiter {
  return {
    take: (key, rule) => limiter.take(key, rule),
    async giveBack(key, rule) {
      try {
        await limiter.giveBack(key, rule)
      } catch (error) {
        log.warn({ error }, 'a point of a limit was not given back')
      }
    },
    close: () => limiter.close(),
  }
}

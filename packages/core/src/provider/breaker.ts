/** Stops calls to a provider that is down, so that nobody waits for what will not come. */
export interface Breaker {
  /** Whether a call may go out. While the breaker is open one trial may, at the end of each pause. */
  admits(): boolean
  /** When a call may try again, in milliseconds since 1970, while the breaker is open; null while it is closed. */
  openUntil(): number | null
  /** Tells how a call ended. */
  note(reached: boolean): void
}

/** After how many failures a breaker opens, and for how long. */
export interface BreakerOptions {
  /** After so many failures in a row nothing goes out. @default 5 */
  readonly failures?: number
  /** How long, in milliseconds, until one call tries again. @default 15_000 */
  readonly pauseMs?: number
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** Creates a breaker, closed at first. */
export function createBreaker({ failures = 5, pauseMs = 15_000, now = Date.now }: BreakerOptions = {}): Breaker {
  let failed = 0
  let reopens = 0

  return {
    admits() {
      if (failed < failures) return true
      if (now() < reopens) return false
      // The others wait for how this one goes.
      reopens = now() + pauseMs
      return true
    },
    openUntil: () => (failed < failures ? null : reopens),
    note(reached) {
      failed = reached ? 0 : failed + 1
      if (failed >= failures) reopens = now() + pauseMs
    },
  }
}

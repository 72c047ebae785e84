/** How many calls in how many seconds. */
export interface LimitRule {
  readonly limit: number
  readonly windowSeconds: number
}

/** Whether a call is within its limit, and if not, how long to wait. */
export interface LimitAnswer {
  readonly allowed: boolean
  /** Whole seconds until the next call can succeed; at least 1 when refused. */
  readonly retryAfter: number
}

/** Counts calls per key in fixed windows. */
export interface Limiter {
  take(key: string, rule: LimitRule): Promise<LimitAnswer>
  /** Gives back the point of a call that is not to count after all. */
  giveBack(key: string, rule: LimitRule): Promise<void>
  close(): Promise<void>
}

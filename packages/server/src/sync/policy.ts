const SECOND = 1000

/** How long the provider may take, in milliseconds. */
export interface ProviderDeadlines {
  /** For the organization, or the account, that somebody waits for. */
  readonly creationMs: number
  /** For one call of a job. */
  readonly callMs: number
}

export const DEADLINES: ProviderDeadlines = { creationMs: 5 * SECOND, callMs: 10 * SECOND }

/** No deadline may be longer: what somebody has taken has to be done before others may take it. */
export const LONGEST_DEADLINE_MS = 15 * SECOND

/** Whoever takes an item has it for so long: longer than everything that one of them takes. */
export const LEASE_MS = 90 * SECOND

/** A creation nobody heard of may still arrive: until then its absence proves nothing. */
export const SETTLED_MS = 10 * 60 * SECOND

const FIRST_PAUSE_MS = 10 * SECOND
const LONGEST_PAUSE_MS = 3600 * SECOND

/**
 * How long to wait after so many failures in a row: twice as long each time, up to an hour, half of it by chance; never shorter than
 * the provider asks for. What only an operator can mend is tried once an hour.
 */
export function pauseAfter(attempts: number, { isTransient, retryAfter }: Failure, random = Math.random): number {
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
  const pause = (isTransient ? doubled : LONGEST_PAUSE_MS) * (0.5 + random() / 2)
  return Math.max(pause, (retryAfter ?? 0) * SECOND)
}

interface Failure {
  readonly isTransient: boolean
  readonly retryAfter: number | null
}

import { QueryClient } from '@tanstack/react-query'
import { isTenantryError } from '@tenantry/core'

const ATTEMPTS = 3
// Nobody watches a spinner longer; then the words and the button are better.
const PATIENCE_SECONDS = 10

/**
 * Tells whether a read is worth another try: not when the server refused it, nor when the wait is long.
 * @internal
 */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= ATTEMPTS - 1) return false
  if (!isTenantryError(error)) return false
  if (error.code === 'CONTRACT_MISMATCH' || (error.status >= 400 && error.status < 500)) return false
  return (error.retryAfter ?? 0) <= PATIENCE_SECONDS
}

/**
 * Answers how long to wait before another try, in milliseconds: what the server asks for, else 1 s, 2 s.
 * @internal
 */
export function retryDelay(failures: number, error: unknown): number {
  const asked = isTenantryError(error) ? error.retryAfter : undefined
  return asked === undefined ? 1000 * 2 ** failures : asked * 1000
}

/** The way our reads and writes treat the network; the host's own queries are left alone. */
export const network = {
  // Offline too, a request is tried, fails at once, and the widget can say so in words.
  networkMode: 'always',
} as const

export const reading = { ...network, retry: shouldRetry, retryDelay } as const

/** Creates the query cache of a host that has none. */
export function createQueryClient(): QueryClient {
  return new QueryClient()
}

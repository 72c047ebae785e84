const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  // PostgreSQL: cannot connect now, admin shutdown, crash shutdown, too many connections
  '57P03',
  '57P01',
  '57P02',
  '53300',
])

/** Tells whether a failure means that the database is not there, rather than that it refuses what was asked. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnreachable)
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && CODES.has(error.code)) return true
  return (
    /timeout exceeded when trying to connect|Connection terminated|is not queryable/.test(error.message) ||
    isUnreachable(error.cause)
  )
}

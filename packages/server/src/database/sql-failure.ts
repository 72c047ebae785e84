/** What PostgreSQL says of a failed statement; pg and PGlite name the fields alike. */
interface SqlFailure {
  readonly code: string
  readonly constraint?: string
}

/** Reads PostgreSQL's error out of a caught value; null when it is something else. */
export function sqlFailure(error: unknown): SqlFailure | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? (error as SqlFailure) : null
}

/** A moment as it goes over the wire: ISO 8601 in UTC, whether the driver gave a date or PostgreSQL's JSON text. */
export function timestamp(moment: Date | string): string {
  return new Date(moment).toISOString()
}

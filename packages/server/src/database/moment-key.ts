import { type RawBuilder, sql } from 'kysely'

/** Microseconds since 1970, up to the year 5138: each is a moment that PostgreSQL knows. */
const MOMENT = /^\d{1,17}$/

/** Selects a moment as the key of a row in a list: exact to the microsecond, as PostgreSQL compares it. */
export function momentKey(column: string): RawBuilder<string> {
  return sql<string>`(extract(epoch FROM ${sql.ref(column)}) * 1000000)::bigint::text`
}

/** Tells whether a key from outside is one that `momentKey` can have selected. */
export function isMomentKey(key: string): boolean {
  return MOMENT.test(key)
}

/** The moment behind a key. */
export function momentOf(key: string): RawBuilder<Date> {
  return sql<Date>`(timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond')`
}

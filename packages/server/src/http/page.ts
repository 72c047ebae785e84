import { base64url } from 'jose'
import { isUuid } from '../ids.ts'
import { invalid } from './invalid.ts'

/** Rows beyond this are not counted: nobody reads the difference, and counting them is what makes large tenants slow. */
export const COUNTED = 1000

/** Rows of the longest page that any list gives out. */
export const LONGEST_PAGE = 100

/** Where a row stands in a sorted list: what it is sorted by, and its id, which makes every key unique. */
export interface RowKey {
  readonly value: string
  readonly id: string
}

/**
 * Reads where a page begins; null for the first page. `isValue` says what the list is sorted by; any text, unless it is given.
 * @throws VALIDATION_FAILED when no such list gave this cursor out.
 */
export function readCursor(cursor: string | undefined, isValue = isStorable): RowKey | null {
  if (cursor === undefined) return null
  try {
    const [value, id]: unknown[] = JSON.parse(new TextDecoder().decode(base64url.decode(cursor)))
    if (typeof value === 'string' && isValue(value) && typeof id === 'string' && isUuid(id)) return { value, id }
  } catch {
    // Whatever it is, no list gave it out.
  }
  throw invalid([{ path: ['cursor'], message: 'This is not a cursor of this list.' }])
}

// PostgreSQL keeps no NUL in a text, and takes none to compare with.
function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0')
}

/** Cuts a page out of rows of which one more was read than fits, and writes where the next one begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => RowKey,
): { readonly rows: readonly Row[]; readonly next_cursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  if (rows.length <= limit || last === undefined) return { rows: shown, next_cursor: null }
  const { value, id } = keyOf(last)
  return { rows: shown, next_cursor: base64url.encode(JSON.stringify([value, id])) }
}

/** The total of a list whose rows were counted up to one more than `COUNTED`. */
export function totalOf(counted: number): { readonly total: number; readonly total_is_exact: boolean } {
  return { total: Math.min(counted, COUNTED), total_is_exact: counted <= COUNTED }
}

import * as z from 'zod/mini'
import { wholeNumber } from './fields.ts'

/** Where a page begins and how long it is; lists are walked by their keys, so that the last page costs what the first one does. */
export const pageFields = {
  /** `next_cursor` of the page before; absent for the first one. */
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  /** Rows in a page. */
  limit: z._default(wholeNumber({ min: 1, max: 100 }), 25),
}

/** What comes with the rows of every page. */
export const pageInfo = {
  /** Null on the last page. */
  next_cursor: z.nullable(z.string()),
  /** How many rows there are in all pages, counted to a thousand. */
  total: z.int(),
  /** False when there are more than `total`. */
  total_is_exact: z.boolean(),
}

import * as z from 'zod/mini'
import { canonicalUsername, USERNAME } from '../../canonical/username.ts'
import { canonical, text, wholeNumber } from '../../contract/fields.ts'

/** An integer id: the number that PostgreSQL gave the row, which stands beside its UUID. */
export const NumberId = wholeNumber({ min: 1, max: 2_147_483_647 })

/** What people are, in the words of seed 004. `super_admin` is no role of an organization: it is read, and never given. */
export const userRoles = ['standard_user', 'admin', 'super_admin'] as const
/** One of `userRoles`: whoever is no super admin reads as `admin` with that role, and as `standard_user` with any other. */
export type UserRole = (typeof userRoles)[number]
export const UserRole = z.enum(userRoles)

/** A username in its canonical form (see `canonicalUsername`). */
export const Username = canonical(
  canonicalUsername,
  'Use 3 to 50 letters, digits, dots, hyphens or underscores, with a letter or digit at both ends.',
  { pattern: USERNAME.source, minLength: 3, maxLength: 50, examples: ['newuser'] },
)

/** A telephone number as people write it. */
export const Phone = z
  .string()
  .check(z.trim(), z.regex(/^\+?[0-9][0-9 ()./-]{1,29}[0-9)]$/, 'Enter a telephone number such as +1234567890.'))

/** A short text about somebody's work; null for none. */
export const WorkText = z.nullable(text({ min: 1, max: 100 }))

const yes = ['true', '1', 'yes', 'on']
const no = ['false', '0', 'no', 'off']

/** A yes or no in a query string, in the spellings that frameworks for web APIs have in common. */
export const QueryFlag = z.pipe(
  z.transform((value: boolean | string) => {
    const word = String(value).toLowerCase()
    if (yes.includes(word)) return true
    return no.includes(word) ? false : value
  }),
  z.boolean(),
)

/**
 * Which rows of a list, by their position. Bounded, so that no page makes the database walk through a whole table: whoever needs more
 * asks the main contract, whose lists are walked by their keys.
 */
export const offsetFields = {
  /** How many rows to leave out. */
  skip: z._default(wholeNumber({ min: 0, max: 10_000 }), 0),
  /** How many rows at most. */
  limit: z._default(wholeNumber({ min: 1, max: 100 }), 100),
}

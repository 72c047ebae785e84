import * as z from 'zod/mini'
import { isCountryCode } from '../canonical/country.ts'
import { canonicalDomain } from '../canonical/domain.ts'
import { canonicalEmail } from '../canonical/email.ts'
import { canonicalSlug } from '../canonical/slug.ts'

// Control characters, and the marks that reorder text: both can make a name look like something it is not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/

export const Id = z.uuid()
export const Timestamp = z.iso.datetime({ offset: true })

/** One line of human text: trimmed, NFC, printable, its length counted in code points. */
export function text({ min, max }: { readonly min: number; readonly max: number }) {
  return z
    .string()
    .check(
      z.trim(),
      z.normalize('NFC'),
      z.refine((value) => value.isWellFormed() && !UNPRINTABLE.test(value), 'Remove the control characters.'),
      z.refine((value) => [...value].length >= min, `Enter at least ${min} characters.`),
      z.refine((value) => [...value].length <= max, `Enter at most ${max} characters.`),
    )
    .register(z.globalRegistry, { minLength: min, maxLength: max })
}

/** An e-mail address in its canonical form (see `canonicalEmail`). */
export const Email = canonical(canonicalEmail, 'Enter a valid e-mail address.', { format: 'email', maxLength: 254 })

/** A slug: 3-50 characters, letters, digits and hyphens (seed 003), stored in lower case. */
export const Slug = canonical(canonicalSlug, 'Use 3 to 50 letters, digits or hyphens, and no hyphen at either end.', {
  minLength: 3,
  maxLength: 50,
})

/** A DNS domain in lower-case punycode. */
export const Domain = canonical(canonicalDomain, 'Enter a domain such as example.com.', { maxLength: 253 })

/** The key of a role; which keys exist is the server's configuration. */
export const RoleKey = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,31}$/, 'Enter the key of a role.'))

/** An ISO 3166-1 alpha-2 country code. */
export const CountryCode = z.string().check(
  z.trim(),
  // Before the upper-casing, which turns some single letters into two.
  z.regex(/^[A-Za-z]{2}$/, 'Enter a two-letter ISO country code.'),
  z.toUpperCase(),
  z.refine((value) => isCountryCode(value), 'Enter a two-letter ISO country code.'),
)

/** A new password: 8 to 128 code points, any characters, never trimmed (NIST SP 800-63B-4 §3.1.1.2). */
export const NewPassword = z
  .string()
  .check(
    z.refine((value) => value.isWellFormed() && !value.includes('\0'), 'Use printable characters.'),
    z.refine((value) => [...value].length >= 8, 'Use at least 8 characters.'),
    z.refine((value) => [...value].length <= 128, 'Use at most 128 characters.'),
  )
  .register(z.globalRegistry, { minLength: 8, maxLength: 128 })

/** An invitation or verification token: 256 random bits in base64url. */
export const Token = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'This is not a token.'))

function canonical(canonicalise: (value: string) => string | null, message: string, schema: Record<string, unknown>) {
  return z
    .pipe(
      z.string(),
      z.transform((value, context) => {
        const result = canonicalise(value)
        if (result !== null) return result
        context.issues.push({ code: 'custom', message, input: value })
        return z.NEVER
      }),
    )
    .register(z.globalRegistry, schema)
}

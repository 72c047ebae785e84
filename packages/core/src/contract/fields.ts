import * as z from 'zod/mini'
import { COUNTRY, canonicalCountry, isCountryCode } from '../canonical/country.ts'
import { ASCII_DOMAIN, canonicalDomain } from '../canonical/domain.ts'
import { canonicalEmail } from '../canonical/email.ts'
import { lengths } from '../canonical/lengths.ts'
import { canonicalLogoUrl, LOGO_URL, LOGO_URL_LENGTH } from '../canonical/logo-url.ts'
import { isHashable } from '../canonical/password.ts'
import { canonicalSlug, SLUG } from '../canonical/slug.ts'
import { canonicalText, isPrintable, type Length, lengthOf } from '../canonical/text.ts'

export const Id = z.uuid()
export const Timestamp = z.iso.datetime({ offset: true })

/** One line of human text in its canonical form (see `canonicalText`), its length counted in code points. */
export function text({ min, max }: Length) {
  return z
    .string()
    .check(
      z.overwrite(canonicalText),
      z.refine(isPrintable, 'Remove the control characters.'),
      z.refine((value) => lengthOf(value) >= min, `Enter at least ${min} characters.`),
      z.refine((value) => lengthOf(value) <= max, `Enter at most ${max} characters.`),
    )
    .register(z.globalRegistry, { minLength: min, maxLength: max })
}

/** A whole number within bounds, as JSON or as the digits of an address. */
export function wholeNumber({ min, max }: Length) {
  return z.pipe(
    // Digits alone: `Number` reads an empty text as 0, and `0x10` as 16.
    z.transform((value: number | string) =>
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    z.int().check(z.minimum(min), z.maximum(max)),
  )
}

/** An e-mail address in its canonical form (see `canonicalEmail`). */
export const Email = canonical(canonicalEmail, 'Enter a valid e-mail address.', { format: 'email', maxLength: 254 })

/** A slug: 3-50 characters, letters, digits and hyphens (seed 003), stored in lower case. */
export const Slug = canonical(canonicalSlug, 'Use 3 to 50 letters, digits or hyphens, and no hyphen at either end.', {
  examples: ['acme'],
  pattern: SLUG.source,
  minLength: 3,
  maxLength: 50,
})

/** A DNS domain in lower-case punycode. */
export const Domain = canonical(canonicalDomain, 'Enter a domain such as example.com.', {
  description: 'A Unicode name is taken too, and kept in punycode.',
  examples: ['example.com'],
  pattern: ASCII_DOMAIN.source,
  maxLength: 253,
})

/** The address of a logo, on the public web and over https (see `canonicalLogoUrl`). */
export const LogoUrl = canonical(canonicalLogoUrl, 'Enter an address such as https://example.com/logo.png.', {
  description: 'Kept, never fetched. Its host is a public domain, without a user and without a port.',
  examples: ['https://example.com/logo.png'],
  pattern: LOGO_URL.source,
  maxLength: LOGO_URL_LENGTH,
})

/** The key of a role; which keys exist is the server's configuration. */
export const RoleKey = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_-]{0,31}$/, 'Enter the key of a role.'))
  .register(z.globalRegistry, { examples: ['employee'] })

/** An ISO 3166-1 alpha-2 country code. */
export const CountryCode = z
  .string()
  .check(
    z.overwrite((value) => canonicalCountry(value) ?? value),
    z.refine(isCountryCode, 'Enter a two-letter ISO country code.'),
  )
  .register(z.globalRegistry, { pattern: COUNTRY.source })

/** A new password, never trimmed. */
export const NewPassword = z
  .string()
  .check(
    z.refine(isHashable, 'Use printable characters.'),
    z.refine((value) => lengthOf(value) >= lengths.password.min, `Use at least ${lengths.password.min} characters.`),
    z.refine((value) => lengthOf(value) <= lengths.password.max, `Use at most ${lengths.password.max} characters.`),
  )
  .register(z.globalRegistry, { minLength: lengths.password.min, maxLength: lengths.password.max })

/** An invitation or verification token: 256 random bits in base64url. */
export const Token = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'This is not a token.'))
  .register(z.globalRegistry, { examples: ['a-made-up-token-of-forty-three-characters-x'] })

/** The check of a body whose every field may be left out, though not all of them. */
export const changesSomething = z.refine((body) => Object.keys(Object(body)).length > 0, 'Change at least one thing.')

/** A text that is kept in the form that `canonicalise` gives it, and refused where it gives none; `schema` describes what people send. */
export function canonical(
  canonicalise: (value: string) => string | null,
  message: string,
  schema: Record<string, unknown>,
) {
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

/** Somebody as the members of an organization see them. */
export const Person = z.object({ user_id: Id, full_name: z.string(), email: z.nullable(z.string()) })

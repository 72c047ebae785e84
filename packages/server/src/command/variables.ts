import { canonicalEmail, canonicalOrigin } from '@tenantry/core'
import * as z from 'zod/mini'
import { isLoopback } from '../mail/mailbox.ts'

/** A variable that matches, or is refused with these words. */
export const matching = (pattern: RegExp, words: string) => z.string().check(z.regex(pattern, `must ${words}`))

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** One of these words. */
export const oneOf = <const Word extends string>(words: readonly Word[]) => z.enum(words, `must be ${or.format(words)}`)

/** An address with one of these protocols. */
export const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .check(
      z.refine(
        (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
        `must look like ${example}`,
      ),
    )

/** The address of a provider: a secret goes there, so nothing but this machine may be spoken with in clear. */
export const providerUrl = (example: string) =>
  z
    .string()
    .check(
      z.refine((value) => isSecure(value), `must look like ${example}, with https:// unless it is on this machine`),
    )

/** The domain of a provider, or its address. */
export const providerDomain = (example: string) =>
  z.string().check(
    z.refine((value) => {
      const whole = /^https?:\/\//i.test(value) ? value : `https://${value}`
      return canonicalOrigin(whole) !== null && isSecure(whole)
    }, `must be a domain such as ${example}`),
  )

function isSecure(value: string): boolean {
  const { protocol, hostname } = URL.parse(value) ?? { protocol: '', hostname: '' }
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** An origin, as people see it. */
export const origin = z
  .string()
  .check(z.refine((value) => canonicalOrigin(value) !== null, 'must look like https://app.example.com, without a path'))

/** A whole number. */
export const whole = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,5}$/, `must be a whole number from ${min} to ${max}`)),
    z.transform(Number).check(z.refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`)),
  )

/** A secret that signs. */
export const secret = z
  .string()
  .check(z.refine((value) => new TextEncoder().encode(value).length >= 32, 'must have at least 32 bytes'))

/** E-mail addresses, with commas between. */
export const emails = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (list) => list.split(',').every((entry) => canonicalEmail(entry) !== null),
        'must be e-mail addresses, separated by commas',
      ),
    ),
  z.transform((list) => list.split(',').map((entry) => canonicalEmail(entry) ?? entry)),
)

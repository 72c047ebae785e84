import * as z from 'zod/mini'

const metadata = z.record(z.string(), z.unknown())

/** An account, as far as it is read. */
export const User = z.object({
  id: z.string(),
  email: z.nullish(z.string()),
  email_confirmed_at: z.nullish(z.string()),
  phone_confirmed_at: z.nullish(z.string()),
  banned_until: z.nullish(z.string()),
  last_sign_in_at: z.nullish(z.string()),
  invited_at: z.nullish(z.string()),
  app_metadata: z.nullish(metadata),
  user_metadata: z.nullish(metadata),
  identities: z.nullish(z.array(z.object({ provider: z.string(), identity_data: z.nullish(metadata) }))),
})
export type User = z.output<typeof User>

/** What people call themselves, which they may change as they like: it is shown, and nothing follows from it. */
export function nameOf({ user_metadata }: Pick<User, 'user_metadata'>): string | null {
  const { full_name, name } = user_metadata ?? {}
  return ([full_name, name].find((one) => typeof one === 'string' && one !== '') as string | undefined) ?? null
}

/**
 * Whether somebody signs in by the identity provider of a customer (SAML), which may say any address of anybody: Supabase takes it for
 * confirmed, and does not hold it against the customer's domains.
 */
export function isOfCustomer({ identities }: User): boolean {
  return (identities ?? []).some(({ provider }) => provider.startsWith('sso:'))
}

/** Whether another provider, such as Google, says that the address is theirs. */
export function isProvedElsewhere({ email, identities }: User): boolean {
  return (identities ?? []).some(
    ({ provider, identity_data }) =>
      provider !== 'email' && identity_data?.email_verified === true && identity_data.email === email,
  )
}

import * as z from 'zod/mini'

const metadata = z.record(z.string(), z.unknown())

/** An organization, as far as it is read. */
export const Organization = z.object({ id: z.string(), name: z.string(), private_metadata: z.optional(metadata) })

const Address = z.object({
  id: z.string(),
  email_address: z.string(),
  verification: z.nullish(z.object({ status: z.string() })),
})

/** An account, as far as it is read. */
export const User = z.object({
  id: z.string(),
  first_name: z.nullish(z.string()),
  last_name: z.nullish(z.string()),
  primary_email_address_id: z.nullish(z.string()),
  email_addresses: z.array(Address),
  phone_numbers: z.optional(z.array(z.object({ verification: z.nullish(z.object({ status: z.string() })) }))),
  external_accounts: z.optional(z.array(z.unknown())),
  public_metadata: z.optional(metadata),
  private_metadata: z.nullish(metadata),
})
export type User = z.output<typeof User>

export const Membership = z.object({
  id: z.optional(z.string()),
  role: z.string(),
  organization: z.object({ id: z.string() }),
  public_user_data: z.object({ user_id: z.string() }),
})

export const Invitation = z.object({ id: z.string(), role: z.string(), url: z.nullish(z.string()) })

/** An invitation as webhooks tell of it. */
export const RevokedInvitation = z.object({ id: z.string(), organization_id: z.string() })
export const AcceptedInvitation = z.extend(RevokedInvitation, { email_address: z.string(), user_id: z.string() })

/** One page of a list. */
export function pageOf<T extends z.core.SomeType>(item: T) {
  return z.object({ data: z.array(item), total_count: z.number() })
}

/** The address that counts for an account: its primary one. */
export function primaryAddress({ email_addresses, primary_email_address_id }: User) {
  return email_addresses.find(({ id }) => id === primary_email_address_id)
}

export function isVerified(address: z.output<typeof Address>): boolean {
  return address.verification?.status === 'verified'
}

export function nameOf({ first_name, last_name }: User): string | null {
  return [first_name, last_name].filter(Boolean).join(' ') || null
}

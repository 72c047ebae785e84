import { TenantryError } from '@tenantry/core'

export interface SignedInUser {
  readonly id: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string | null
}

/** Reads the answer of `/get-session`, which is null when nobody is signed in. */
export function userOf(answer: unknown): SignedInUser | null {
  if (answer === null) return null
  const user = (answer as { user?: Partial<SignedInUser> }).user
  if (!user?.id || !user.email) throw new TenantryError('CONTRACT_MISMATCH')
  return { id: user.id, email: user.email, emailVerified: user.emailVerified === true, name: user.name ?? null }
}

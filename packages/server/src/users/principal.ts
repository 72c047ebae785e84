/** What the caller is in the organization that the request is about. */
export interface Standing {
  readonly organizationId: string
  readonly role: string
}

/** Who makes the request, as the database knows them. */
export interface Principal {
  readonly userId: string
  /** Canonical, as the provider's token says. */
  readonly email: string | null
  readonly emailVerified: boolean
  readonly fullName: string
  /** True for those who act as an admin of every organization (seed 004, "Super Admin"). */
  readonly superAdmin: boolean
  /** Null when the request is about no organization, or about one that the caller is not an active member of. */
  readonly standing: Standing | null
}

type Address = Pick<Principal, 'email' | 'emailVerified'>

/** The caller's address once it is proved to be theirs; null before. */
export function provedEmail({ email, emailVerified }: Address): string | null {
  return emailVerified ? email : null
}

/** The domain of the caller's proved address; null without one. */
export function provedDomain(caller: Address): string | null {
  return provedEmail(caller)?.split('@')[1] ?? null
}

/** Who makes the request, as the database knows them. */
export interface Principal {
  readonly userId: string
  /** Canonical, as the provider's token says. */
  readonly email: string | null
  readonly emailVerified: boolean
  readonly fullName: string
}

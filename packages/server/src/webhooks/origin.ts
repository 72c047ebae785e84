/** When and from where a change comes. */
export interface Origin {
  /** The issuers of the provider's tokens, of whose subjects it speaks. */
  readonly issuers: readonly string[]
  /** When it was so at the provider. */
  readonly at: Date
  readonly now: Date
  /** Whether the provider shows roles beside memberships too. */
  readonly marks: boolean
}

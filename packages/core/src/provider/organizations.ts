/** Ends a call early; what came of it is then unknown. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

/** An organization as it is made at a provider. */
export interface NewProviderOrganization {
  /** Our own id of it, which the provider keeps: what it made of a call whose answer was lost is found by it. */
  readonly marker: string
  readonly name: string
  readonly slug: string
  /** The founder's subject at the provider; null when the founder has no account there. */
  readonly founder: string | null
}

/** Somebody's place in an organization at a provider. */
export interface ProviderMember {
  /** Their subject, as in access tokens. */
  readonly subject: string
  /** Our role, as `roles` of the adapter maps it; null when the provider gave a role that maps to none. */
  readonly role: string | null
}

/**
 * Organizations at a provider. Every method does the same when it is repeated, but `create`: who does not know what came of it asks
 * `find` first. All throw ProviderError and nothing else.
 */
export interface ProviderOrganizations {
  /** Creates an organization, in one call; its founder becomes a member only by `setMember`. @returns its id at the provider */
  create(organization: NewProviderOrganization, options?: CallOptions): Promise<string>
  /** Finds the organization that was made with this marker. @returns its id, or null when there is none */
  find(organization: Pick<NewProviderOrganization, 'marker' | 'slug'>, options?: CallOptions): Promise<string | null>
  /** Tells whether the answer to `create` named the organization with this marker; absent where the answer itself proves it. */
  confirm?(id: string, marker: string, options?: CallOptions): Promise<boolean>
  /**
   * When a call may try again, in milliseconds since 1970, while the provider is known to be away; null while it answers.
   * @default it is not known
   */
  awayUntil?(): number | null
  /** @throws ProviderError `not_found` */
  update(
    id: string,
    change: Partial<Pick<NewProviderOrganization, 'name' | 'slug'>>,
    options?: CallOptions,
  ): Promise<void>
  /** Removes an organization; one that is not there is as good as removed. */
  remove(id: string, options?: CallOptions): Promise<void>
  /** Makes somebody a member with exactly this role, whether or not they are one. @throws ProviderError `not_found`, `invalid` */
  setMember(
    id: string,
    member: { readonly subject: string; readonly role: string },
    options?: CallOptions,
  ): Promise<void>
  /** Ends a membership; one that is not there is as good as ended. */
  removeMember(id: string, subject: string, options?: CallOptions): Promise<void>
  /**
   * Writes down what somebody became, where the provider shows that beside the membership too, as after a change that was made
   * there. Touches no membership.
   */
  mark?(
    id: string,
    member: { readonly subject: string; readonly role: string | null },
    options?: CallOptions,
  ): Promise<void>
  /** Goes through all members, page by page, to the end. */
  members(id: string, options?: CallOptions): AsyncIterable<ProviderMember>
}

/** An invitation as a provider sends it. */
export interface NewProviderInvitation {
  readonly email: string
  readonly role: string
  /** Where the person goes from the provider's mail. */
  readonly url: string
  readonly expiresAt: Date
  /** The subject of whoever invites; null when they have no account at the provider. */
  readonly inviter: string | null
  /** Whether the provider mails it; else its link is ours to hand over. */
  readonly mail: boolean
}

/** An invitation that waits at a provider. */
export interface WaitingInvitation {
  readonly id: string
  /** Every role of ours that its role there stands for. */
  readonly roles: readonly string[]
}

/** Invitations that a provider keeps. All throw ProviderError and nothing else. */
export interface ProviderInvitations {
  /** Invites, in place of an earlier invitation of the same address. @returns its id, and its link where there is one */
  send(
    organizationId: string,
    invitation: NewProviderInvitation,
    options?: CallOptions,
  ): Promise<{ readonly id: string; readonly link: string | null }>
  /** Finds the invitation that waits for an address: what came of one whose answer was lost. @returns null when none waits */
  find(organizationId: string, email: string, options?: CallOptions): Promise<WaitingInvitation | null>
  /** Takes an invitation back; one that does not wait any more is as good as taken back. */
  revoke(organizationId: string, id: string, options?: CallOptions): Promise<void>
}

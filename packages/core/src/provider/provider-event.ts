/**
 * Our roles that somebody's role at the provider stands for, the strongest first: who has one of them here keeps it, and anybody else
 * gets the last. Empty when it stands for none.
 */
export type RolesThere = readonly string[]

/** What happened at a provider, in our words. */
export type ProviderChange =
  /** The account's facts as they are now. */
  | {
      readonly type: 'user.changed'
      readonly subject: string
      readonly email: string | null
      /** Null where the provider does not tell it. */
      readonly emailVerified: boolean | null
      readonly name: string | null
    }
  | { readonly type: 'user.removed'; readonly subject: string }
  | { readonly type: 'organization.changed'; readonly organizationId: string; readonly name: string }
  | { readonly type: 'organization.removed'; readonly organizationId: string }
  | {
      readonly type: 'member.changed'
      readonly organizationId: string
      readonly subject: string
      readonly roles: RolesThere
    }
  | { readonly type: 'member.removed'; readonly organizationId: string; readonly subject: string }
  /** Somebody accepted an invitation that the provider sent. */
  | {
      readonly type: 'invitation.accepted'
      readonly organizationId: string
      readonly invitationId: string
      /** Whom it was sent to. */
      readonly email: string
      readonly subject: string
    }
  | { readonly type: 'invitation.revoked'; readonly organizationId: string; readonly invitationId: string }
  /** Everything that somebody is a member of, where the provider tells it no other way. */
  | {
      readonly type: 'memberships.changed'
      readonly subject: string
      readonly memberships: readonly { readonly organizationId: string; readonly roles: RolesThere }[]
    }

/** A webhook that was verified. It may come twice, late, and before an earlier one. */
export interface ProviderEvent {
  /** The same for every delivery of the same event. */
  readonly id: string
  readonly type: string
  /** When it happened at the provider. */
  readonly at: Date
  /** Empty for events that mean nothing to us. */
  readonly changes: readonly ProviderChange[]
}

/** How a provider tells what happened there. */
export interface ProviderWebhooks {
  /** Verifies a webhook and reads it. @throws ProviderError `unauthorized` when nothing proves where it is from, `invalid` when it is none */
  read(request: Request): Promise<ProviderEvent>
}

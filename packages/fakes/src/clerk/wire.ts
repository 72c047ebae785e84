/** What Clerk keeps, in the form in which it sends it. Moments are milliseconds since 1970. */
export type Metadata = Readonly<Record<string, unknown>>

interface Stamped {
  readonly id: string
  readonly created_at: number
  updated_at: number
}

export interface ClerkOrganization extends Stamped {
  readonly object: 'organization'
  name: string
  slug: string
  readonly has_image: boolean
  max_allowed_memberships: number
  readonly admin_delete_enabled: boolean
  public_metadata: Metadata
  private_metadata: Metadata
  readonly created_by?: string
}

export interface ClerkMembership extends Stamped {
  readonly object: 'organization_membership'
  role: string
  role_name: string
  readonly permissions: readonly string[]
  readonly public_metadata: Metadata
  readonly private_metadata: Metadata
  readonly organization: ClerkOrganization
  readonly public_user_data: {
    readonly user_id: string
    readonly first_name: string | null
    readonly last_name: string | null
    readonly profile_image_url: string | null
    readonly image_url: string
    readonly has_image: boolean
    readonly identifier: string | null
  }
}

export interface ClerkInvitation extends Stamped {
  readonly object: 'organization_invitation'
  readonly email_address: string
  readonly role: string
  readonly role_name: string
  readonly organization_id: string
  readonly inviter_id: string | null
  readonly public_inviter_data: null
  status: 'pending' | 'accepted' | 'revoked'
  readonly public_metadata: Metadata
  readonly private_metadata: Metadata
  readonly url: string | null
  readonly expires_at: number
}

export interface ClerkEmailAddress extends Stamped {
  readonly object: 'email_address'
  readonly email_address: string
  reserved: boolean
  verification: {
    readonly object: 'verification_admin'
    readonly status: 'verified'
    readonly strategy: 'admin'
    readonly attempts: null
    readonly expire_at: null
  } | null
  readonly linked_to: readonly never[]
}

/** An account as the Backend API sends it. */
export interface ClerkUser extends Stamped {
  readonly object: 'user'
  readonly username: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly primary_email_address_id: string | null
  readonly email_addresses: readonly ClerkEmailAddress[]
  readonly password_enabled: boolean
  public_metadata: Metadata
  private_metadata: Metadata
  readonly [rest: string]: unknown
}

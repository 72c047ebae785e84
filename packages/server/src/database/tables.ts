import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>
/** Set once, when the row is made. */
type Fixed<T> = ColumnType<T, T, never>

export interface UserTable {
  id: Fixed<string>
  email: Nullable<string>
  email_confirmed_at: Nullable<Date>
  full_name: Generated<string>
  number: GeneratedAlways<number>
  username: Nullable<string>
  phone: Nullable<string>
  /** An administrator gave the address, which proves nothing. */
  email_vouched: Generated<boolean>
  must_change_password: Generated<boolean>
  last_login_at: Nullable<Date>
  created_at: Fixed<Date>
  updated_at: Date
}

export interface IdentityTable {
  provider: Fixed<string>
  subject: Fixed<string>
  user_id: Fixed<string>
  created_at: Fixed<Date>
  /** When what is known of the account was true at the provider. */
  changed_at: Nullable<Date>
}

export interface WebhookEventTable {
  provider: Fixed<string>
  event_id: Fixed<string>
  received_at: Fixed<Date>
}

export interface OrganizationTable {
  id: Fixed<string>
  name: string
  slug: string
  google_domain: Nullable<string>
  country_code: string
  number: GeneratedAlways<number>
  logo_url: Nullable<string>
  /** Kept by a trigger. */
  members: ColumnType<number, never, never>
  active_members: ColumnType<number, never, never>
  created_by: Nullable<string>
  created_at: Fixed<Date>
  updated_at: Date
}

export interface OrganizationSettingsTable {
  organization_id: Fixed<string>
  require_google_domain: Generated<boolean>
  member_limit: Nullable<number>
  locale: Generated<string>
  created_at: Fixed<Date>
  updated_at: Date
}

export interface OrganizationDomainTable {
  id: Fixed<string>
  organization_id: Fixed<string>
  domain: Fixed<string>
  verified_by: Nullable<'email' | 'dns'>
  verified_at: Nullable<Date>
  created_at: Fixed<Date>
}

export interface TeamTable {
  id: Fixed<string>
  organization_id: Fixed<string>
  name: string
  /** Kept by a trigger. */
  members: ColumnType<number, never, never>
  created_at: Fixed<Date>
  updated_at: Date
}

export interface InvitationTable {
  id: Fixed<string>
  organization_id: Fixed<string>
  email: Fixed<string>
  role: string
  team_id: Nullable<string>
  status: Generated<'pending' | 'accepted' | 'declined' | 'revoked' | 'expired'>
  token_hash: string
  /** Whoever brings the token may have it from a member, which proves nothing of the address. */
  token_shown: Generated<boolean>
  invited_by: Nullable<string>
  delivery_status: Generated<'queued' | 'sent' | 'failed'>
  delivery_error: Nullable<string>
  number: GeneratedAlways<number>
  resent_at: Nullable<Date>
  expires_at: Date
  created_at: Fixed<Date>
  updated_at: Date
  accepted_at: Nullable<Date>
  accepted_by: Nullable<string>
  declined_at: Nullable<Date>
  decline_reason: Nullable<string>
}

export type JoinedVia = 'created' | 'invitation' | 'google_domain' | 'request' | 'added'

export interface MembershipTable {
  id: Fixed<string>
  user_id: Fixed<string>
  organization_id: Fixed<string>
  role: string
  team_id: Nullable<string>
  /** Computed when it is left out: true for a user's first membership. */
  is_default: Generated<boolean>
  is_active: Generated<boolean>
  joined_via: Fixed<JoinedVia>
  department: Nullable<string>
  designation: Nullable<string>
  employee_id: Nullable<string>
  /** Made by a trigger out of the user's name and address. */
  sort_name: ColumnType<string, never, never>
  invitation_id: Nullable<string>
  created_at: Fixed<Date>
  updated_at: Date
}

export interface MembershipRequestTable {
  id: Fixed<string>
  organization_id: Fixed<string>
  user_id: Fixed<string>
  status: Generated<'pending' | 'approved' | 'denied'>
  created_at: Fixed<Date>
  decided_at: Nullable<Date>
  decided_by: Nullable<string>
}

export interface EmailVerificationTable {
  id: Fixed<string>
  user_id: Fixed<string>
  email: Fixed<string>
  token_hash: Fixed<string>
  created_at: Fixed<Date>
  expires_at: Date
  used_at: Nullable<Date>
}

export interface AuditEventTable {
  id: Fixed<string>
  organization_id: Nullable<string>
  actor_id: Nullable<string>
  action: Fixed<string>
  target_type: Fixed<string>
  target_id: Fixed<string>
  data: JSONColumnType<Record<string, unknown>>
  ip: Nullable<string>
  created_at: Fixed<Date>
}

export interface IdempotencyKeyTable {
  scope: Fixed<string>
  method: Fixed<string>
  path: Fixed<string>
  key: Fixed<string>
  request_hash: Fixed<string>
  /** What a request makes that is not answered yet. */
  run: Nullable<string>
  status: Fixed<number | null>
  answer: JSONColumnType<object | null, string | null, never>
  created_at: Fixed<Date>
  expires_at: Fixed<Date>
}

export interface ProviderOrganizationTable {
  organization_id: Fixed<string>
  provider_id: Nullable<string>
  slug: Fixed<string>
  status: 'pending' | 'synced' | 'local_only'
  error: Nullable<string>
  since: Date
  unknown_since: Nullable<Date>
}

export interface SyncItemTable {
  organization_id: Fixed<string>
  kind: Fixed<'organization' | 'member' | 'invitation' | 'mark'>
  target_id: Fixed<string>
  subject: Nullable<string>
  version: ColumnType<string, never, string>
  attempts: Generated<number>
  error: Nullable<string>
  created_at: Fixed<Date>
  next_at: Date
  held_until: Nullable<Date>
}

export interface PendingAccountTable {
  marker: Fixed<string>
  email: Fixed<string>
  issuer: Nullable<string>
  subject: Nullable<string>
  attempts: Generated<number>
  error: Nullable<string>
  created_at: Fixed<Date>
  next_at: Date
  held_until: Date
}

export interface ProviderInvitationTable {
  /** A whole number, as text. */
  id: GeneratedAlways<string>
  invitation_id: Fixed<string>
  organization_id: Fixed<string>
  email: Fixed<string>
  provider_id: Nullable<string>
  status: Generated<'asked' | 'sent' | 'accepted' | 'over' | 'refused'>
  attempted_at: Nullable<Date>
  ends_at: Date
  ended_at: Nullable<Date>
}

export interface ProviderArrivalTable {
  organization_id: Fixed<string>
  subject: Fixed<string>
  issuers: readonly string[]
  roles: Nullable<readonly string[]>
  invitation_id: Nullable<string>
  changed_at: Date
}

/** Every table, as `migrations/` makes them. */
export interface Tables {
  pending_accounts: PendingAccountTable
  provider_invitations: ProviderInvitationTable
  provider_arrivals: ProviderArrivalTable
  provider_organizations: ProviderOrganizationTable
  sync_items: SyncItemTable
  webhook_events: WebhookEventTable
  users: UserTable
  identities: IdentityTable
  organizations: OrganizationTable
  organization_settings: OrganizationSettingsTable
  organization_domains: OrganizationDomainTable
  teams: TeamTable
  invitations: InvitationTable
  user_organizations: MembershipTable
  membership_requests: MembershipRequestTable
  email_verifications: EmailVerificationTable
  audit_events: AuditEventTable
  idempotency_keys: IdempotencyKeyTable
}

/** A machine-to-machine application. */
export interface KindeClient {
  readonly secret: string
  /** The scopes that are ticked for it. */
  readonly scopes: ReadonlySet<string>
  /** Whether it is authorized for the Management API. */
  readonly authorized: boolean
  /** The organization that it belongs to, for tokens that reach nothing else. */
  readonly organization?: string
}

export interface KindeUser {
  readonly id: string
  readonly created_on: string
  first_name: string
  last_name: string
  email: string | null
  email_confirmed: boolean
  provided_id: string | null
  picture: string | null
  is_suspended: boolean
  is_password_reset_requested: boolean
  /** As it was set; the fake checks none. */
  password: { readonly hash: string; readonly method: string } | null
}

export interface KindeRole {
  readonly id: string
  key: string
  name: string
  description: string
  is_default_role: boolean
}

export interface KindePermission {
  readonly id: string
  key: string
  name: string
  description: string
}

export interface KindeFlag {
  readonly key: string
  name: string
  description: string
  type: 'str' | 'int' | 'bool'
  default_value: string
  allow_override_level: string
}

export interface KindeInvitation {
  readonly id: string
  readonly code: string
  readonly email: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly created_on: string
  readonly is_sent: boolean
  readonly roles: readonly string[]
  accepted_on: string | null
  is_revoked: boolean
}

export interface KindeOrganization {
  readonly code: string
  readonly created_on: string
  readonly is_default: boolean
  name: string
  external_id: string | null
  handle: string | null
  is_auto_membership_enabled: boolean
  is_suspended: boolean
  /** The ids of roles by the id of their user. */
  readonly members: Map<string, Set<string>>
  readonly invitations: Map<string, KindeInvitation>
}

export interface KindeWebhook {
  readonly id: string
  readonly endpoint: string
  name: string
  description: string
  event_types: string[]
  readonly created_on: string
}

/** What a webhook carries. */
export interface KindeEvent {
  readonly event_id: string
  readonly type: string
  readonly source: 'admin' | 'api' | 'user'
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Everything that the fake remembers. */
export interface KindeState {
  readonly url: string
  readonly now: () => number
  /** Whether a list of roles replaces those that a member has; nobody documents which it is. */
  readonly rolesOnPatch: 'merge' | 'replace'
  readonly clients: Map<string, KindeClient>
  readonly organizations: Map<string, KindeOrganization>
  readonly users: Map<string, KindeUser>
  readonly roles: Map<string, KindeRole>
  readonly permissions: Map<string, KindePermission>
  readonly flags: Map<string, KindeFlag>
  readonly webhooks: Map<string, KindeWebhook>
  readonly events: KindeEvent[]
}

/** A new id such as `org_1ccfb8194620`. */
export function newId(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`
}

/** The time of the fake as Kinde writes it. */
export function timeOf({ now }: Pick<KindeState, 'now'>): string {
  return new Date(now()).toISOString()
}

/** Records what webhooks tell. */
export function tell(state: KindeState, type: string, data: KindeEvent['data']): void {
  state.events.push({ event_id: newId('event'), type, source: 'api', timestamp: timeOf(state), data })
}

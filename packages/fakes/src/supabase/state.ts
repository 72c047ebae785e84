import { SupabaseRefusal } from './refusal.ts'

/** An account, in the form in which Supabase Auth sends it. */
export interface SupabaseUser {
  readonly id: string
  readonly aud: 'authenticated'
  role: string
  email: string
  email_confirmed_at?: string
  invited_at?: string
  readonly phone: string
  confirmed_at?: string
  app_metadata: Readonly<Record<string, unknown>>
  user_metadata: Readonly<Record<string, unknown>>
  identities: readonly Readonly<Record<string, unknown>>[]
  readonly created_at: string
  updated_at: string
  readonly is_anonymous: boolean
}

export interface SupabaseSettings {
  readonly url: string
  /** `sb_secret_…`. */
  readonly secretKey: string
  /** `sb_publishable_…`. */
  readonly publishableKey: string
  /** What signs tokens: a key pair, or the shared secret of older projects. */
  readonly signing: 'ES256' | 'HS256'
  readonly jwtSecret: string
  /** Whether new accounts count as confirmed at once ("Confirm email" is off). */
  readonly autoconfirm: boolean
  /** The origins that links may lead to; any other leads to the first. */
  readonly redirects: readonly string[]
  readonly mostPerPage: number
  readonly now: () => number
}

/** All that the fake keeps. */
export interface SupabaseState {
  readonly settings: SupabaseSettings
  readonly users: Map<string, SupabaseUser>
  /** The mails that Supabase would have sent. */
  readonly mails: { readonly to: string; readonly url: string }[]
}

export const moment = ({ settings }: SupabaseState) => new Date(settings.now()).toISOString()

/** @throws SupabaseRefusal */
export function userIn({ users }: SupabaseState, id = ''): SupabaseUser {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new SupabaseRefusal(404, 'validation_failed', 'user_id must be an UUID')
  const found = users.get(id)
  if (!found) throw new SupabaseRefusal(404, 'user_not_found', 'User not found')
  return found
}

export function ownerOf({ users }: SupabaseState, email: string): SupabaseUser | undefined {
  return [...users.values()].find((user) => user.email === email.toLowerCase())
}

/** Notes that an address is proved, or counts as such. */
export function confirm(state: SupabaseState, user: SupabaseUser): void {
  const at = moment(state)
  Object.assign(user, { email_confirmed_at: at, confirmed_at: at, updated_at: at })
  user.user_metadata = { ...user.user_metadata, email_verified: true }
}

/** Merges metadata as Supabase does: null takes a key away. */
export function merged(old: Readonly<Record<string, unknown>>, change: unknown): Record<string, unknown> {
  const all = { ...old, ...(typeof change === 'object' && change) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

interface NewUser {
  readonly id?: unknown
  readonly user_metadata?: unknown
  readonly app_metadata?: unknown
}

/** Adds an account that nobody has confirmed yet. */
export function addUser(state: SupabaseState, email: string, given: NewUser = {}): SupabaseUser {
  const at = moment(state)
  const id = typeof given.id === 'string' ? given.id : crypto.randomUUID()
  const identity = {
    identity_id: crypto.randomUUID(),
    id,
    user_id: id,
    identity_data: { email: email.toLowerCase(), email_verified: false, sub: id },
    provider: 'email',
    created_at: at,
    updated_at: at,
    email: email.toLowerCase(),
  }
  const user: SupabaseUser = {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email: email.toLowerCase(),
    phone: '',
    app_metadata: merged({ provider: 'email', providers: ['email'] }, given.app_metadata),
    user_metadata: merged({}, given.user_metadata),
    identities: [identity],
    created_at: at,
    updated_at: at,
    is_anonymous: false,
  }
  state.users.set(id, user)
  return user
}

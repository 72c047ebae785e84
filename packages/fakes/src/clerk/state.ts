import { notFound } from './refusal.ts'
import type { ClerkInvitation, ClerkMembership, ClerkOrganization, ClerkUser } from './wire.ts'

/** An event as Clerk sends it to webhooks. */
export interface ClerkEvent {
  readonly object: 'event'
  readonly type: string
  readonly data: unknown
  readonly timestamp: number
  readonly instance_id: string
  readonly event_attributes: { readonly http_request: { readonly client_ip: string; readonly user_agent: string } }
}

export interface ClerkSettings {
  readonly url: string
  readonly secretKey: string
  readonly organizations: 'enabled' | 'disabled'
  readonly slugs: 'enabled' | 'disabled'
  readonly maxAllowedMemberships: number
  readonly mostPerPage: number
  readonly roles: readonly string[]
  readonly now: () => number
}

/** All that the fake keeps. */
export interface ClerkState {
  readonly settings: ClerkSettings
  readonly organizations: Map<string, ClerkOrganization>
  readonly memberships: Map<string, ClerkMembership>
  readonly invitations: Map<string, ClerkInvitation>
  readonly users: Map<string, ClerkUser>
  /** The mails that Clerk would have sent: invitations alone. */
  readonly mails: { readonly to: string; readonly url: string }[]
  readonly events: ClerkEvent[]
}

export function createState(settings: ClerkSettings): ClerkState {
  return {
    settings,
    organizations: new Map(),
    memberships: new Map(),
    invitations: new Map(),
    users: new Map(),
    mails: [],
    events: [],
  }
}

/** An id, and the moments of something new. */
export function stamps(prefix: string, { settings }: ClerkState) {
  const moment = settings.now()
  const random = crypto.randomUUID().replaceAll('-', '').slice(0, 27)
  return { id: `${prefix}_${random}`, created_at: moment, updated_at: moment }
}

/** Notes what webhooks would hear. */
export function tell({ settings, events }: ClerkState, type: string, data: unknown): void {
  events.push({
    object: 'event',
    type,
    data: structuredClone(data),
    timestamp: settings.now(),
    instance_id: 'ins_made_up',
    event_attributes: { http_request: { client_ip: '192.0.2.1', user_agent: 'made-up' } },
  })
}

/** One page of a list. */
export function page<T>(all: readonly T[], query: URLSearchParams, { settings }: ClerkState) {
  const limit = Math.min(Number(query.get('limit') ?? 10), settings.mostPerPage)
  const offset = Number(query.get('offset') ?? 0)
  return { data: all.slice(offset, offset + limit), total_count: all.length }
}

/** An organization by its id, or by its slug. @throws ClerkRefusal */
export function organizationIn({ organizations }: ClerkState, idOrSlug = ''): ClerkOrganization {
  const found = organizations.get(idOrSlug) ?? [...organizations.values()].find(({ slug }) => slug === idOrSlug)
  if (!found) throw notFound()
  return found
}

/** @throws ClerkRefusal */
export function userIn({ users }: ClerkState, id = ''): ClerkUser {
  const found = users.get(id)
  if (!found) throw notFound()
  return found
}

export const membershipKey = (organization: string, user: string) => `${organization} ${user}`

/** Merges metadata as Clerk does: null takes a key away. */
export function merged(old: Readonly<Record<string, unknown>>, change: unknown): Record<string, unknown> {
  const all = { ...old, ...(typeof change === 'object' && change) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

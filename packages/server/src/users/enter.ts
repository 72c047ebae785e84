import { ADMIN, canonicalEmail, TenantryError } from '@tenantry/core'
import type { Identity } from '@tenantry/core/provider'
import { type RawBuilder, sql } from 'kysely'
import type { Policy } from '../context.ts'
import type { Tx } from '../database/database.ts'
import type { Last } from '../database/transaction.ts'
import type { SignedIn } from '../tokens/access-token.ts'
import type { Principal } from './principal.ts'
import { createUser } from './queries.ts'

interface EnteredRow {
  organization_id: string | null
  role: string | null
  id: string | null
  email: string | null
  email_confirmed_at: Date | null
  full_name: string | null
  last_login_at: Date | null
  /** The address that counts as theirs for this request; empty for none. */
  proved_email: string
  /** Whether the account is about to be removed at the provider, for it is nobody's. */
  is_nobodys: boolean
}

/** Which organization a request is about: by its id, by its number (seed 004), by an invitation of it, or the caller's default one. */
export type OrganizationRef =
  | { readonly id: string }
  | { readonly number: number }
  | { readonly invitationId: string }
  | 'default'

export interface Entry {
  /** Null for somebody anonymous. */
  readonly identity: SignedIn | null
  /** Hash of a token that the caller holds; opens just what that token is for. */
  readonly tokenHash?: string | null
  /** @default about none: then all of the caller's organizations are open */
  readonly organization?: OrganizationRef | null
  readonly policy: Pick<Policy, 'superAdmins' | 'permissionsByRole'>
  readonly now: Date
  readonly newId: () => string
  /** Takes what is written down of a new face or a new address. @default it is waited for */
  readonly last?: Last
  /** Takes what can wait until everything else was locked. @default it is left out */
  readonly atEnd?: (write: () => Promise<unknown>) => void
}

/**
 * Opens the transaction for one caller: finds the user, tells row-level security who asks, and drops to the restricted
 * role, all in one statement. Users appear on first sight, and follow what their provider says of their address.
 * @throws UNAUTHENTICATED for an account that is being removed at the provider
 */
export async function enter(tx: Tx, entry: Entry): Promise<Principal | null> {
  const { identity, tokenHash = null, organization = null, policy, now, newId, last, atEnd } = entry
  const claimed = identity?.email ? canonicalEmail(identity.email) : null
  const verified = claimed !== null && identity?.emailVerified === true
  // Another address than the known one, whatever it means: what was proved of the old one counts no more.
  const unreadable = claimed === null && Boolean(identity?.email)
  const { rows } = await sql<EnteredRow>`
    SELECT u.id, u.email, u.email_confirmed_at, u.full_name, u.last_login_at, o.id AS organization_id, m.role,
      proved.email AS proved_email, i.subject IS NOT NULL AND i.user_id IS NULL AS is_nobodys,
      set_config('tenantry.user_id', coalesce(u.id::text, ''), true),
      set_config('tenantry.email', proved.email, true),
      set_config('tenantry.super_admin', CASE WHEN proved.email = ANY (${[...policy.superAdmins]}::text[]) THEN 'on' ELSE '' END, true),
      set_config('tenantry.roles', ${policy.permissionsByRole}::text, true),
      set_config('tenantry.organization_id',
        CASE WHEN ${organization !== null}::boolean THEN coalesce(o.id::text, ${NO_ORGANIZATION}::text) ELSE '' END, true),
      set_config('tenantry.scope', CASE WHEN ${identity === null}::boolean THEN 'anonymous' ELSE coalesce(u.id::text, '') END, true),
      set_config('tenantry.token_hash', ${tokenHash ?? ''}::text, true),
      set_config('tenantry.now', ${now.toISOString()}::text, true),
      set_config('role', 'tenantry_app', true)
    FROM (VALUES (1)) AS caller
    LEFT JOIN identities i ON i.provider = ${identity?.issuer ?? null}::text AND i.subject = ${identity?.subject ?? null}::text
    LEFT JOIN users u ON u.id = i.user_id
    LEFT JOIN organizations o ON ${isMeant(organization)}
    LEFT JOIN user_organizations m ON ${organization === null ? sql`false` : sql`m.user_id = u.id AND m.organization_id = o.id AND m.is_active`}
    CROSS JOIN LATERAL (SELECT CASE
      WHEN u.id IS NULL OR ${unreadable}::boolean THEN ''
      WHEN u.email_vouched AND u.email = coalesce(${claimed}::text, u.email) THEN CASE
        WHEN date_trunc('second', u.email_confirmed_at) <= ${identity?.issuedAt ?? null}::timestamptz THEN u.email
        ELSE '' END
      WHEN ${verified}::boolean THEN ${claimed}::text
      WHEN u.email_confirmed_at IS NOT NULL AND u.email = coalesce(${claimed}::text, u.email) THEN u.email
      ELSE '' END AS email) AS proved`.execute(tx)
  if (!identity) return null

  const [row] = rows
  if (row?.is_nobodys) throw new TenantryError('UNAUTHENTICATED', { status: 401 })
  const organizationId = row?.organization_id ?? null
  if (!row?.id) {
    const superAdmin = verified && policy.superAdmins.includes(claimed)
    const seen = { email: claimed, verified, now, id: newId(), superAdmin, organizationId }
    await handOver(createOnFirstSight(tx, identity, seen), last)
    return firstSeen(identity, seen)
  }
  const { id: userId, full_name } = row
  // Not every provider puts the address into every token: what is known stays known.
  const email = claimed ?? row.email
  const confirmedHere = row.email === email && row.email_confirmed_at !== null
  const emailVerified = row.proved_email !== ''
  if (row.email !== email || (emailVerified && !confirmedHere))
    await handOver(followProvider(tx, userId, { email, verified, now }), last)
  const { issuedAt } = identity
  if (isNews(issuedAt, row.last_login_at)) atEnd?.(() => recordLogin(tx, userId, issuedAt))
  const superAdmin = emailVerified && email !== null && policy.superAdmins.includes(email)
  const standing = standingOf(organizationId, superAdmin ? ADMIN : row.role)
  return { userId, email, emailVerified, fullName: full_name ?? '', superAdmin, standing }
}

// No organization has it: a request about one that is not there is about none of the caller's either.
const NO_ORGANIZATION = '00000000-0000-0000-0000-000000000000'

function isMeant(organization: OrganizationRef | null): RawBuilder<unknown> {
  if (organization === null) return sql`false`
  if (organization === 'default')
    return sql`o.id = (SELECT d.organization_id FROM user_organizations d WHERE d.user_id = u.id AND d.is_default)`
  if ('invitationId' in organization)
    return sql`o.id = (SELECT v.organization_id FROM invitations v WHERE v.id = ${organization.invitationId}::uuid)`
  return 'id' in organization ? sql`o.id = ${organization.id}::uuid` : sql`o.number = ${organization.number}::integer`
}

function standingOf(organizationId: string | null, role: string | null): Principal['standing'] {
  return organizationId !== null && role !== null ? { organizationId, role } : null
}

const HOUR_MS = 3_600_000

// To the hour is exact enough for people, and spares a write with every request.
function isNews(issuedAt: Date, known: Date | null): boolean {
  return known === null || issuedAt.getTime() - known.getTime() > HOUR_MS
}

async function recordLogin(tx: Tx, userId: string, at: Date): Promise<void> {
  await sql`SELECT tenantry.record_login(${userId}::uuid, ${at}::timestamptz)`.execute(tx)
}

interface Seen {
  readonly email: string | null
  readonly verified: boolean
  readonly now: Date
}

interface FirstSeen extends Seen {
  readonly id: string
  readonly superAdmin: boolean
  readonly organizationId: string | null
}

async function handOver(write: Promise<unknown>, last: Last | undefined): Promise<void> {
  if (last) last(write)
  else await write
}

async function createOnFirstSight(tx: Tx, identity: SignedIn, seen: FirstSeen): Promise<void> {
  await Promise.all([
    sql`SELECT set_config('tenantry.scope', ${seen.id}::text, true),
      set_config('tenantry.super_admin', ${seen.superAdmin ? 'on' : ''}::text, true)`.execute(tx),
    createUser(tx, identity, { ...seen, fullName: identity.name ?? '', lastLoginAt: identity.issuedAt }),
  ])
}

function firstSeen(
  { name }: Identity,
  { id: userId, email, verified, superAdmin, organizationId }: FirstSeen,
): Principal {
  const standing = superAdmin ? standingOf(organizationId, ADMIN) : null
  return { userId, email, emailVerified: verified, fullName: name ?? '', superAdmin, standing }
}

// The one lock of a user that comes before an organization's: the row must be true before anybody reads it. Should that close a
// circle, PostgreSQL ends one of the two, which then runs again and finds nothing left to follow.
async function followProvider(tx: Tx, id: string, { email, verified, now }: Seen): Promise<void> {
  const email_confirmed_at = verified ? now : null
  await tx.updateTable('users').set({ email, email_confirmed_at, updated_at: now }).where('id', '=', id).execute()
}

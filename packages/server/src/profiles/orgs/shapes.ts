import { ADMIN } from '@tenantry/core'
import type { Organization, OrganizationInvite, OrganizationMember } from '@tenantry/core/orgs'
import { timestamp } from '../../http/timestamp.ts'
import type { InvitationStatus, MemberRow, OrganizationRow } from './queries.ts'

type Subjects = ReadonlyMap<string, string>
type InviteStatus = OrganizationInvite['status']

/** What this profile calls a role. */
function shownRole(role: string): OrganizationMember['role'] {
  return role === ADMIN ? 'admin' : 'member'
}

/** The role that is meant by a word of this profile: `member` is the one that the host gives to newcomers. */
export function meantRole(role: OrganizationMember['role'], defaultRole: string): string {
  return role === 'admin' ? ADMIN : defaultRole
}

/** What this profile calls each status. One that was replaced, or ran out long ago, is over like one that was withdrawn. */
const shownStatus: Readonly<Record<InvitationStatus, InviteStatus>> = {
  pending: 'pending',
  accepted: 'accepted',
  declined: 'revoked',
  revoked: 'revoked',
  expired: 'revoked',
}

/** The statuses that are meant by a word of this profile; all of them unless it is given. */
export function meantStatuses(status: InviteStatus | undefined): readonly InvitationStatus[] {
  const all = Object.keys(shownStatus) as InvitationStatus[]
  return status === undefined ? all : all.filter((each) => shownStatus[each] === status)
}

export function toOrganization(row: OrganizationRow, subjects: Subjects): Organization {
  return {
    _id: row.id,
    // Until the provider has it, and where none keeps organizations, it is known by our own.
    clerkOrgId: row.provider_id ?? row.id,
    name: row.name,
    slug: row.slug,
    ...logoOf(row.logo_url),
    createdBy: nameIn(subjects, row.created_by),
    createdAt: timestamp(row.created_at),
    updatedAt: timestamp(row.updated_at),
  }
}

export function toMember({ user_id, role, created_at, full_name, email }: MemberRow, subjects: Subjects) {
  const clerkUserId = nameIn(subjects, user_id)
  const [firstName = '', ...rest] = full_name.split(' ')
  const displayName = full_name || email || ''
  return {
    userId: user_id,
    clerkUserId,
    role: shownRole(role),
    joinedAt: timestamp(created_at),
    user: { _id: user_id, clerkId: clerkUserId, email, firstName, lastName: rest.join(' '), displayName },
  } satisfies OrganizationMember
}

interface InviteRow {
  readonly id: string
  readonly organization_id: string
  readonly email: string
  readonly role: string
  readonly status: InvitationStatus
  readonly invited_by: string | null
  readonly expires_at: Date | string
  readonly created_at: Date | string
  /** The provider's own id, once it has sent it. */
  readonly provider_id?: string | null
}

export function toInvite(row: InviteRow, subjects: Subjects): OrganizationInvite {
  return {
    _id: row.id,
    orgId: row.organization_id,
    email: row.email,
    role: shownRole(row.role),
    invitedBy: nameIn(subjects, row.invited_by),
    ...(row.provider_id && { clerkInviteId: row.provider_id }),
    status: shownStatus[row.status],
    expiresAt: timestamp(row.expires_at),
    createdAt: timestamp(row.created_at),
  }
}

interface InviterRow {
  readonly invited_by: string | null
  readonly inviter_name: string | null
  readonly inviter_email: string | null
}

/** Whoever sent an invitation; nothing once the caller may not see that person any more. */
export function inviterOf({
  invited_by,
  inviter_name,
  inviter_email,
}: InviterRow): Pick<OrganizationInvite, 'inviter'> {
  if (invited_by === null || inviter_name === null) return {}
  return { inviter: { _id: invited_by, displayName: inviter_name || inviter_email || '', email: inviter_email } }
}

/** The organization that an invitation leads into. */
export function targetOf(row: {
  readonly organization_id: string
  readonly organization_name: string
  readonly organization_slug: string
  readonly organization_logo_url: string | null
}): Required<Pick<OrganizationInvite, 'organization'>> {
  const { organization_id: _id, organization_name: name, organization_slug: slug } = row
  return { organization: { _id, name, slug, ...logoOf(row.organization_logo_url) } }
}

function logoOf(logoUrl: string | null) {
  return logoUrl === null ? {} : { logoUrl }
}

function nameIn(subjects: Subjects, userId: string | null): string {
  return (userId !== null && subjects.get(userId)) || ''
}

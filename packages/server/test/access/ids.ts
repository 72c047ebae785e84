import { randomUUID } from 'node:crypto'
import type { TenantIds, Tenants } from './world.ts'

/** Whose the thing is that an id of the request names. */
export const idKinds = ['own', 'foreign', 'unknown', 'malformed'] as const
export type IdKind = (typeof idKinds)[number]

type Pick = (ids: TenantIds) => string | number

/** What each name of an id, in a path or in a body, stands for: UUIDs in the main contract and in seed 002's. */
const uuids: Readonly<Record<string, Pick>> = {
  organizationId: (ids) => ids.organization,
  orgId: (ids) => ids.organization,
  userId: (ids) => ids.member,
  user_id: (ids) => ids.member,
  invitationId: (ids) => ids.invitation,
  inviteId: (ids) => ids.invitation,
  invitation_id: (ids) => ids.invitation,
  teamId: (ids) => ids.team,
  domainId: (ids) => ids.domain,
  requestId: (ids) => ids.request,
}

/** The same in seed 004's, where ids are integers. */
const numbers: Readonly<Record<string, Pick>> = {
  organization_id: (ids) => ids.numbers.organization,
  user_id: (ids) => ids.numbers.member,
  invitation_id: (ids) => ids.numbers.invitation,
}

const organizationIds: readonly string[] = ['organizationId', 'orgId', 'organization_id']

/** Where the id of an invitation alone tells which organization it is about. */
const byInvitation: readonly string[] = ['orgs invitations.revoke', 'orgs invitations.resend']

/** Tells whether an id says which organization the request is about; all others name something inside of one. */
export function namesOrganization(endpoint: string, id: string): boolean {
  return organizationIds.includes(id) || byInvitation.includes(endpoint)
}

/** The value that a request gives for an id. @throws Error when nobody said what an id of this name stands for. */
export function idOf(name: string, kind: IdKind, { own, foreign }: Tenants, numbered: boolean): string {
  const pick = (numbered ? numbers : uuids)[name]
  if (!pick) throw new Error(`What does "${name}" stand for?`)
  if (kind === 'malformed') return 'not-an-id'
  if (kind === 'unknown') return numbered ? String(1_900_000_000) : randomUUID()
  return String(pick(kind === 'own' ? own : foreign))
}

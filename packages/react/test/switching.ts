import {
  type contract,
  type JoinableOrganization,
  type Membership,
  type OrganizationStatus,
  type Output,
  type PendingInvitation,
  TenantryError,
} from '@tenantry/core'
import { details, organization } from './organization.ts'
import { acme, beta, pendingGamma, statusOf } from './people.ts'
import type { Replies } from './world.tsx'

export const gamma = { id: '01900000-0000-7000-8000-000000000003', name: 'Gamma Garden', slug: 'gamma-garden' }
export const delta = { id: '01900000-0000-7000-8000-000000000004', name: 'Delta Labs', slug: 'delta-labs' }
export const europe = {
  id: '01900000-0000-7000-8000-000000000005',
  name: 'Acme International Holding Europe',
  slug: 'acme-europe',
}
export const asia = { ...europe, id: '01900000-0000-7000-8000-000000000006', name: 'Acme International Holding Asia' }

/** Eight of them, so that they are searched. */
export const many = [acme, beta, europe, asia].concat(
  ['Zoo Ümlaut', 'Kite', 'Lamp', 'Moss'].map((name, index) => ({
    id: `01900000-0000-7000-8000-00000000001${index}`,
    name,
    slug: `made-up-${index}`,
  })),
)

export const knocking: JoinableOrganization = { ...delta, via: 'request', requested: false }
export const open: JoinableOrganization = { ...delta, via: 'join', requested: false }
export const invited: PendingInvitation = pendingGamma

export interface Standing {
  readonly members?: readonly (typeof acme)[]
  readonly suspended?: readonly string[]
  readonly invitations?: readonly PendingInvitation[]
  readonly joinable?: readonly JoinableOrganization[]
}

/** A server that knows where one person stands, and lets them in when they accept, join, or ask. */
export function switching({ members = [acme, beta], suspended = [], ...standing }: Standing = {}): Replies {
  let status: OrganizationStatus = statusOf(members)
  let invitations = [...(standing.invitations ?? [])]
  let joinable = [...(standing.joinable ?? [])]
  status.organizations = status.organizations.map((row) => ({
    ...row,
    is_active: !suspended.includes(row.organization_id),
  }))

  const admit = (organization: typeof acme, role: string) => {
    const [fresh] = statusOf([organization]).organizations
    if (!fresh) throw new TypeError('one organization makes one membership')
    const first = status.organizations.length === 0
    status = { ...status, organizations: [...status.organizations, { ...fresh, role, is_default: first }] }
  }
  const put = (change: (row: Membership) => Membership) => {
    status = { ...status, organizations: status.organizations.map(change) }
  }

  return {
    ...organization(),
    organizations: {
      status: () => status,
      joinable: () => ({ organizations: joinable }),
      join: ({ params }) => {
        const found = joinable.find(({ id }) => id === params.organizationId)
        if (!found) throw new TenantryError('ORGANIZATION_NOT_FOUND', { status: 404 })
        const organization = { id: found.id, name: found.name }
        if (found.via === 'request') {
          joinable = joinable.map((row) => (row === found ? { ...row, requested: true } : row))
          return { success: true, status: 'requested', organization }
        }
        joinable = joinable.filter((row) => row !== found)
        admit(found, 'employee')
        return { success: true, status: 'joined', organization }
      },
      makeDefault: ({ params }) => {
        put((row) => ({ ...row, is_default: row.organization_id === params.organizationId }))
        const found = status.organizations.find(({ is_default }) => is_default)
        if (!found) throw new TenantryError('ORGANIZATION_NOT_FOUND', { status: 404 })
        const { organization_id: id, role, organizations } = found
        status = { ...status, defaultOrganization: { id, role, name: organizations.name } }
        return { success: true, defaultOrganization: { id, role, name: organizations.name } }
      },
      get: ({ params }) => {
        const found = status.organizations.find((row) => row.organization_id === params.organizationId)
        if (!found) throw new TenantryError('ORGANIZATION_NOT_FOUND', { status: 404 })
        return {
          ...details,
          organization: { ...details.organization, ...found.organizations, id: found.organization_id },
        }
      },
    },
    invitations: {
      pending: () => ({ pending_invitations: invitations, count: invitations.length }),
      accept: ({ body }) => {
        invitations = invitations.filter(({ id }) => id !== body.invitation_id)
        admit(gamma, 'admin')
        return {
          success: true,
          message: '',
          organization: { id: gamma.id, name: gamma.name },
          user_role: 'admin',
          team_name: null,
          is_default_org: false,
        }
      },
      decline: ({ body }) => {
        invitations = invitations.filter(({ id }) => id !== body.invitation_id)
        return { success: true, message: '' }
      },
    },
  }
}

/** A server that answers whoever asks where they stand in one and the same way, such as not at all. */
export function answeringAll(answer: 'pending' | 'NETWORK_FAILED' | 'INTERNAL'): Replies {
  return { organizations: { status: answer, joinable: answer }, invitations: { pending: answer } }
}

type Sync = Output<typeof contract.sync.get>['sync']

/** How an organization stands at a provider called Kinde. */
export function syncOf(change: Partial<Sync> = {}): Sync {
  return {
    status: 'synced',
    provider: 'kinde',
    provider_id: 'org_made_up',
    error: null,
    since: '2026-03-02T09:00:00Z',
    waiting: 0,
    waiting_since: null,
    next_attempt_at: null,
    ...change,
  }
}

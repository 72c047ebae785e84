import type { QueryClient } from '@tanstack/react-query'
import type { TenantryClient } from '@tenantry/core'
import type { ReactNode } from 'react'
import * as all from '../src/index.ts'
import { acme, beta, token } from './people.ts'

type Ahead = (queries: QueryClient, client: TenantryClient, filter: object) => Promise<void>

/** What a server can ask for ahead. */
const ahead = {
  organizationStatusQuery: (queries, client) => queries.prefetchQuery(all.organizationStatusQuery(client)),
  pendingInvitationsQuery: (queries, client) => queries.prefetchQuery(all.pendingInvitationsQuery(client)),
  joinableQuery: (queries, client) => queries.prefetchQuery(all.joinableQuery(client)),
  organizationQuery: (queries, client) => queries.prefetchQuery(all.organizationQuery(client, acme.id)),
  organizationSettingsQuery: (queries, client) => queries.prefetchQuery(all.organizationSettingsQuery(client, acme.id)),
  membersQuery: (queries, client, filter) => queries.prefetchQuery(all.membersQuery(client, acme.id, filter)),
  invitationsQuery: (queries, client, filter) => queries.prefetchQuery(all.invitationsQuery(client, acme.id, filter)),
  membershipRequestsQuery: (queries, client, filter) =>
    queries.prefetchQuery(all.membershipRequestsQuery(client, acme.id, filter)),
  teamsQuery: (queries, client) => queries.prefetchQuery(all.teamsQuery(client, acme.id)),
  everyTeamQuery: (queries, client) => queries.prefetchQuery(all.everyTeamQuery(client, acme.id)),
  domainsQuery: (queries, client) => queries.prefetchQuery(all.domainsQuery(client, acme.id)),
  auditEventsQuery: (queries, client) => queries.prefetchQuery(all.auditEventsQuery(client, acme.id)),
  syncQuery: (queries, client) => queries.prefetchQuery(all.syncQuery(client, acme.id)),
} satisfies Record<string, Ahead>

type QueryName = keyof typeof ahead

/** One component in use. */
export interface Exhibit {
  readonly element: ReactNode
  /** What a server asks for ahead, and how it narrows that, so that the browser asks for nothing. */
  readonly queries: Readonly<Partial<Record<QueryName, object>>>
  /** What only the browser can ask for. */
  readonly asks?: readonly string[]
  /** What can be read in the page that a server draws then; null where it is a skeleton. */
  readonly says: string | null
}

const status = { organizationStatusQuery: {} }
const here = { ...status, organizationQuery: {} }
const waiting = { pendingInvitationsQuery: {} }

/** Every component that the package offers. */
export const exhibits: Readonly<Record<string, Exhibit>> = {
  Onboarding: { element: <all.Onboarding>The app of Acme Studio</all.Onboarding>, queries: status, says: null },
  AcceptInvitation: {
    element: <all.AcceptInvitation token={token} />,
    queries: status,
    asks: ['GET /api/invitations/validate-token'],
    says: null,
  },
  CreateOrganization: { element: <all.CreateOrganization />, queries: {}, says: 'Create your organization' },
  InviteMembers: { element: <all.InviteMembers />, queries: here, says: acme.name },
  PendingInvitations: { element: <all.PendingInvitations />, queries: waiting, says: 'Gamma Garden' },
  PendingInvitationsBadge: { element: <all.PendingInvitationsBadge />, queries: waiting, says: '1' },
  OrganizationSwitcher: {
    element: <all.OrganizationSwitcher />,
    queries: { ...status, ...waiting, joinableQuery: {} },
    says: acme.name,
  },
  OrganizationList: {
    element: <all.OrganizationList />,
    queries: { ...status, ...waiting, joinableQuery: {} },
    says: beta.name,
  },
  OrganizationProfile: {
    element: <all.OrganizationProfile />,
    queries: { ...here, membershipRequestsQuery: { limit: 1 }, syncQuery: {}, membersQuery: {}, everyTeamQuery: {} },
    says: 'Audit log',
  },
  OrganizationSettings: {
    element: <all.OrganizationSettings />,
    queries: { ...here, organizationSettingsQuery: {} },
    says: '3 members',
  },
  MembersList: {
    element: <all.MembersList />,
    queries: { ...here, membersQuery: {}, everyTeamQuery: {} },
    says: 'Bob Example',
  },
  InvitationsList: {
    element: <all.InvitationsList />,
    queries: { ...here, invitationsQuery: { status: 'pending' } },
    says: 'cleo@example.com',
  },
  MembershipRequests: {
    element: <all.MembershipRequests />,
    queries: { ...here, membershipRequestsQuery: {} },
    says: 'Ivo Example',
  },
  Teams: { element: <all.Teams />, queries: { ...here, teamsQuery: {} }, says: 'Design' },
  Domains: { element: <all.Domains />, queries: { ...here, domainsQuery: {} }, says: 'example.org' },
  AuditLog: {
    element: <all.AuditLog />,
    queries: { ...status, auditEventsQuery: {}, membersQuery: { limit: 20 } },
    says: 'bob@example.org',
  },
  SyncStatus: { element: <all.SyncStatus />, queries: { ...status, syncQuery: {} }, says: 'org_made_up' },
}

/** Asks for what one component shows, as a host's server does. */
export async function prefetch(name: string, queries: QueryClient, client: TenantryClient): Promise<void> {
  const wanted = Object.entries(exhibits[name]?.queries ?? {})
  await Promise.all(wanted.map(([query, filter]) => ahead[query as QueryName](queries, client, filter)))
}

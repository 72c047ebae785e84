import type { Permission } from '@tenantry/core'
import type { MessageKey } from '@tenantry/core/messages'
import type { DomainActions } from '../domains/domains.tsx'
import type { InvitationActions } from '../invitations/use-invitation-acts.ts'
import type { MemberActions } from '../members/use-member-acts.ts'
import type { RequestActions } from '../membership-requests/membership-requests.tsx'
import type { Appearance } from '../provider/appearance.ts'
import type { TeamActions } from '../teams/use-team-acts.ts'
import type { Load } from '../ui/deferred.tsx'
import type { IconName } from '../ui/icon.tsx'
import type { SettingsActions } from './organization-settings.tsx'

/** What a host is asked before, and told after, each act on the pages of a profile. */
export interface ProfileActions {
  readonly settings?: SettingsActions | undefined
  readonly members?: MemberActions | undefined
  readonly invitations?: InvitationActions | undefined
  readonly requests?: RequestActions | undefined
  readonly teams?: TeamActions | undefined
  readonly domains?: DomainActions | undefined
}

/** What a page of a profile is given; the acts are those of its key. */
export interface PageProps {
  readonly organizationId: string
  readonly readOnly: boolean
  readonly roles?: readonly string[]
  readonly defaultRole?: string
  readonly slugPrefix?: string
  readonly actions?: object
  readonly appearance?: Appearance
}

/** A page of a profile. */
interface Page {
  readonly key: string
  readonly label: Exclude<MessageKey, 'common.limitedSeconds'>
  readonly icon: IconName
  /** Who may not is not shown the way there. */
  readonly permission: Permission
  /** Loaded by whoever opens it. */
  readonly load: Load<never>
}

/** The pages of an organization, in their order. */
export const pages = [
  {
    key: 'members',
    label: 'members.title',
    icon: 'people',
    permission: 'members:read',
    load: () => import('../members/members-list.tsx').then(({ MembersList }) => MembersList),
  },
  {
    key: 'invitations',
    label: 'sent.title',
    icon: 'mail',
    permission: 'invitations:read',
    load: () => import('../invitations/invitations-list.tsx').then(({ InvitationsList }) => InvitationsList),
  },
  {
    key: 'requests',
    label: 'requests.title',
    icon: 'inbox',
    permission: 'members:update',
    load: () =>
      import('../membership-requests/membership-requests.tsx').then(({ MembershipRequests }) => MembershipRequests),
  },
  {
    key: 'teams',
    label: 'teams.title',
    icon: 'tree',
    permission: 'organization:read',
    load: () => import('../teams/teams.tsx').then(({ Teams }) => Teams),
  },
  {
    key: 'settings',
    label: 'settings.title',
    icon: 'gear',
    permission: 'organization:read',
    load: () => import('./organization-settings.tsx').then(({ OrganizationSettings }) => OrganizationSettings),
  },
  {
    key: 'domains',
    label: 'domains.title',
    icon: 'link',
    permission: 'organization:read',
    load: () => import('../domains/domains.tsx').then(({ Domains }) => Domains),
  },
  {
    key: 'audit-log',
    label: 'audit.title',
    icon: 'clock',
    permission: 'audit:read',
    load: () => import('../audit-events/audit-log.tsx').then(({ AuditLog }) => AuditLog),
  },
  {
    key: 'sync',
    label: 'sync.title',
    icon: 'swap',
    permission: 'organization:update',
    load: () => import('../sync/sync-status.tsx').then(({ SyncStatus }) => SyncStatus),
  },
] as const satisfies readonly Page[]

/** A page of ours in a profile, as it stands in its address, such as `audit-log`. */
export type PageKey = (typeof pages)[number]['key']

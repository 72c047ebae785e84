import type { JoinableOrganization, Membership, Organization, OrganizationDraft } from '@tenantry/core'
import type { Action } from '../actions/action.ts'
import type { InboxActions } from '../invitations/pending-list.tsx'
import type { SelectedOrganization } from './use-select.ts'

/** What a host is asked before, and told after, each act on one's organizations. */
export interface OrganizationActions extends InboxActions {
  readonly select?: Action<SelectedOrganization, SelectedOrganization> | undefined
  readonly join?: Action<JoinableOrganization, JoinableOrganization> | undefined
  readonly create?: Action<OrganizationDraft, Organization> | undefined
  readonly makeDefault?: Action<Membership, Membership> | undefined
}

export const noActions: OrganizationActions = {}

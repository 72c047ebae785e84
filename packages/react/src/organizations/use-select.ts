import type { Membership, OrganizationRef } from '@tenantry/core'
import { type Action, addressOf, type Destination } from '../actions/action.ts'
import { useAct } from '../actions/use-act.ts'
import { useTenantry } from '../provider/context.ts'
import { useWidget } from '../ui/widget.tsx'
import { useActiveOrganization } from './use-active-organization.ts'

/** An organization that somebody goes to. */
export interface SelectedOrganization extends OrganizationRef {
  readonly slug?: string
}

export interface SelectOptions {
  readonly action: Action<SelectedOrganization, SelectedOrganization> | undefined
  /** Where to go then; `:id` and `:slug` are filled in. */
  readonly url: Destination<SelectedOrganization> | undefined
}

/** Returns what makes an organization the one that this tab works in, says so, and goes there. */
export function useSelect({ action, url }: SelectOptions) {
  const { navigate } = useTenantry()
  const { setActive } = useActiveOrganization()
  const { announce, translator } = useWidget()
  return useAct({
    action,
    run: async (organization: SelectedOrganization) => {
      setActive(organization.id)
      announce(translator.t('organizations.switched', { organization: organization.name }))
      return organization
    },
    onDone: (organization) => url && navigate(addressOf(url, organization)),
  })
}

/** Reads the organization of a membership. */
export function organizationOf({
  organization_id: id,
  organizations,
}: Membership): SelectedOrganization & { slug: string } {
  return { id, ...organizations }
}

import type { OrganizationRef } from '@tenantry/core'
import { Button } from '../ui/button.tsx'
import { useWidget } from '../ui/widget.tsx'

export interface OpenButtonProps {
  readonly organization: OrganizationRef
  readonly onOpen: (organization: OrganizationRef) => void
}

/** Leads to the organization that was just joined. It stands where the button was that joined, and takes its focus. */
export function OpenButton({ organization, onOpen }: OpenButtonProps) {
  const { t } = useWidget().translator
  return (
    <Button autoFocus onClick={() => onOpen(organization)}>
      {t('common.continueTo', { organization: organization.name })}
    </Button>
  )
}

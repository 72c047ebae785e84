import { type ReactNode, useState } from 'react'
import type { Appearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import { Deferred } from '../ui/deferred.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { CreateOrganizationProps } from './create-organization.tsx'
import type { OrganizationActions } from './organization-actions.ts'

/** Whether the form opens over the page, or is a page of the host's: the types keep the two apart. */
export type CreationMode =
  | {
      /** Whether the form opens over the page, or is a page of the host's. @default 'modal', with a `createOrganizationUrl` 'navigation' */
      readonly createOrganizationMode?: 'modal'
      /** The page of the host's where one is created. */
      readonly createOrganizationUrl?: never
    }
  | { readonly createOrganizationMode?: 'navigation'; readonly createOrganizationUrl: string }

/** How an organization is created from a widget that shows others. */
export type CreationProps = CreationMode &
  Pick<CreateOrganizationProps, 'afterCreateOrganizationUrl' | 'skipInvitationScreen'> & {
    /** Offers nobody to create one. @default false */
    readonly hideCreate?: boolean
    /** Asked before, and told after, each act. */
    readonly actions?: OrganizationActions
    /** How it looks, laid over the appearance of the provider. */
    readonly appearance?: Appearance
  }

// With its form and the invitations after it, it weighs as much as all the rest: loaded by whoever creates one.
const load = () => import('./create-organization.tsx').then((module) => module.CreateOrganization)

/** What creates an organization: the host's page for it, a dialog, or the form itself. Whoever does works in it from then on. */
export function useCreation(props: CreationProps, onClose?: () => void) {
  const { createOrganizationUrl, hideCreate, actions, appearance } = props
  const { afterCreateOrganizationUrl, skipInvitationScreen } = props
  const { navigate } = useTenantry()
  const { t } = useWidget().translator
  const [isOpen, setIsOpen] = useState(false)

  const options = {
    ...actions?.create,
    ...(afterCreateOrganizationUrl && { afterCreateOrganizationUrl }),
    ...(skipInvitationScreen && { skipInvitationScreen }),
    ...(appearance && { appearance }),
  }
  function close() {
    setIsOpen(false)
    onClose?.()
  }
  const form: ReactNode = <Deferred load={load} props={{ ...options, onDone: close }} />
  return {
    form,
    /** Undefined where nobody is to create one. */
    open: hideCreate ? undefined : () => (createOrganizationUrl ? navigate(createOrganizationUrl) : setIsOpen(true)),
    dialog: isOpen && (
      <Dialog around="card" title={t('create.title')} onClose={close}>
        {form}
      </Dialog>
    ),
  }
}

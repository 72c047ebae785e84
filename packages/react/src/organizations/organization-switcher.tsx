import { inbox, joining, organizations, starting } from '@tenantry/core/messages/en'
import { type ButtonHTMLAttributes, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { addressOf, type Destination } from '../actions/action.ts'
import { useTenantry } from '../provider/context.ts'
import { type View, viewOf } from '../query/view.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Deferred, preload } from '../ui/deferred.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { Name } from '../ui/name.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { noActions } from './organization-actions.ts'
import type { OrganizationProfileProps } from './organization-profile.tsx'
import { useActiveOrganization } from './use-active-organization.ts'
import { type CreationProps, useCreation } from './use-creation.tsx'
import { useOrganizationStatus } from './use-organization-status.ts'
import { organizationOf, type SelectedOrganization, useSelect } from './use-select.ts'
import { useWaiting } from './waiting.tsx'

const words = [organizations, starting, inbox, joining]

/** Whether the profile opens over the page, or is a page of the host's. */
export type ProfileMode =
  | {
      /** Whether the profile opens over the page, or is a page of the host's. @default 'modal', with an `organizationProfileUrl` 'navigation' */
      readonly organizationProfileMode?: 'modal'
      /** The page of the host's with the profile; `:id` and `:slug` are filled in. */
      readonly organizationProfileUrl?: never
      /** What the profile over the page shows, and does. */
      readonly organizationProfileProps?: Pick<
        OrganizationProfileProps,
        'customPages' | 'hide' | 'actions' | 'roles' | 'defaultRole' | 'slugPrefix'
      >
    }
  | {
      readonly organizationProfileMode?: 'navigation'
      readonly organizationProfileUrl: Destination<SelectedOrganization>
      readonly organizationProfileProps?: never
    }

/** What a trigger of the host's own shows, and the properties that its button needs. */
export interface SwitcherTrigger {
  readonly organization: SelectedOrganization | null
  /** Invitations, and organizations to join that were not asked yet. */
  readonly count: number
  readonly isOpen: boolean
  readonly state: View
  /** Makes a button open the popover, and says so to screen readers. */
  readonly props: ButtonHTMLAttributes<HTMLButtonElement>
}

/** Where switching leads, how the profile opens, and what the button looks like. */
export type OrganizationSwitcherProps = CreationProps &
  ProfileMode & {
    /** Where to go after switching; `:id` and `:slug` are filled in. */
    readonly afterSelectOrganizationUrl?: Destination<SelectedOrganization>
    /** Where to go once somebody has left the organization, or deleted it; `:id` and `:slug` are filled in. */
    readonly afterLeaveOrganizationUrl?: Destination<SelectedOrganization>
    /** Opens at once. @default false */
    readonly defaultOpen?: boolean
    /** Leaves out the way to the profile. @default false */
    readonly hideManage?: boolean
    /** A button of the host's own, such as `({ props, count }) => <button {...props}>{count}</button>`. */
    readonly trigger?: (state: SwitcherTrigger) => ReactNode
  }

const loadPanel = () => import('./switcher-panel.tsx').then(({ switcherPanel }) => switcherPanel)
const loadProfile = () => import('./organization-profile.tsx').then((module) => module.OrganizationProfile)

/** Shows the organization that this tab works in, and goes to another one; invitations wait there too. */
export function OrganizationSwitcher(props: OrganizationSwitcherProps) {
  const status = useOrganizationStatus()
  return (
    <Widget name="organization-switcher" words={words} state={viewOf(status)} appearance={props.appearance}>
      <Switcher {...props} />
    </Widget>
  )
}

function Switcher(props: OrganizationSwitcherProps) {
  const { actions = noActions, defaultOpen = false, hideManage = false, trigger, appearance } = props
  const { organizationProfileUrl, organizationProfileProps, afterSelectOrganizationUrl, afterLeaveOrganizationUrl } =
    props
  const { slot, translator } = useWidget()
  const { t } = translator
  const { navigate } = useTenantry()
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [isManaging, setIsManaging] = useState(false)
  const creation = useCreation(props)
  const status = useOrganizationStatus()
  const { membership } = useActiveOrganization()
  const organization = membership && organizationOf(membership)
  const count = useWaiting() ?? 0
  const select = useSelect({ action: actions.select, url: afterSelectOrganizationUrl })

  useEffect(() => {
    const source = document.querySelector<HTMLElement>(`[popovertarget="${id}"]`)
    if (defaultOpen) popover.current?.showPopover(source ? { source } : undefined)
  }, [defaultOpen, id])

  // First: closing gives the focus back to the button, and a dialog remembers it from there.
  const closing =
    <A extends unknown[]>(act: (...given: A) => unknown) =>
    (...given: A) => {
      popover.current?.hidePopover()
      act(...given)
    }

  function manage() {
    if (organizationProfileUrl && organization) navigate(addressOf(organizationProfileUrl, organization))
    else setIsManaging(true)
  }

  const name = organization?.name ?? t('organizations.choose')
  const label = [
    organization ? t('organizations.switch', { organization: name }) : name,
    count > 0 && t('organizations.waiting', { count }),
  ]
    .filter(Boolean)
    .join('. ')
  const button = {
    type: 'button',
    popoverTarget: id,
    'aria-haspopup': 'dialog',
    'aria-expanded': isOpen,
    onPointerEnter: () => preload(loadPanel),
    onFocus: () => preload(loadPanel),
  } as const

  return (
    <>
      {trigger ? (
        trigger({ organization, count, isOpen, state: viewOf(status), props: { ...button, 'aria-label': label } })
      ) : (
        <button {...button} className={slot('switcher')}>
          {organization ? <Avatar name={name} /> : <Icon name="building" />}
          <span className={slot('hidden')}>{label}</span>
          <Name name={name} isSilent />
          {count > 0 && (
            <span className={slot('badgeCount')} aria-hidden="true">
              {count > 99 ? '99+' : count}
            </span>
          )}
          <Icon name="chevron" />
        </button>
      )}
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('organizations.title')}
        className={slot('popover')}
        data-around="list"
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {isOpen && (
          <Deferred
            load={loadPanel}
            props={{
              actions,
              count,
              onSelect: closing(select),
              onManage: hideManage || !organization ? undefined : closing(manage),
              onCreate: creation.open && closing(creation.open),
            }}
          />
        )}
      </div>
      {creation.dialog}
      {isManaging && organization && (
        <Dialog
          around="page"
          title={t('organizations.manage', { organization: organization.name })}
          onClose={() => setIsManaging(false)}
        >
          <Deferred
            load={loadProfile}
            props={{
              ...organizationProfileProps,
              ...(afterLeaveOrganizationUrl && { afterLeaveOrganizationUrl }),
              ...(appearance && { appearance }),
              organizationId: organization.id,
              routing: 'none',
              onLeave: () => setIsManaging(false),
            }}
          />
        </Dialog>
      )}
    </>
  )
}

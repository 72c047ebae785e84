import { useQuery } from '@tanstack/react-query'
import type { Membership } from '@tenantry/core'
import { organizations, profile } from '@tenantry/core/messages/en'
import type { ReactNode } from 'react'
import { type Action, addressOf, type Destination, tell } from '../actions/action.ts'
import { membershipRequestsQuery } from '../membership-requests/queries.ts'
import type { Appearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import { viewOf } from '../query/view.ts'
import { useSyncStatus } from '../sync/use-sync.ts'
import { Deferred } from '../ui/deferred.tsx'
import { Icon } from '../ui/icon.tsx'
import { Badge, Person } from '../ui/person.tsx'
import { Empty, Views } from '../ui/views.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { type PageKey, type PageProps, type ProfileActions, pages } from './profile-pages.ts'
import type { OrganizationAnswer } from './queries.ts'
import { useOrganization } from './use-organization.ts'
import { useOrganizationOf } from './use-organization-of.ts'
import { useOrganizationStatus } from './use-organization-status.ts'
import { type Routing, usePage } from './use-page.ts'

const words = [organizations, profile]

/** A page of the host's own in a profile. */
export interface CustomPage {
  /** Stands in its address. */
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
  readonly content: ReactNode
}

/** Which organization is shown, on which pages, and where leaving it leads. */
export interface OrganizationProfileProps extends Routing {
  /** The organization it is about. @default the organization that this tab works in */
  readonly organizationId?: string
  /** Come after ours. */
  readonly customPages?: readonly CustomPage[]
  /** Pages to leave out. */
  readonly hide?: readonly PageKey[]
  /** The roles on offer when inviting. @default those that the caller may give */
  readonly roles?: readonly string[]
  /** The role chosen at first when inviting. @default the last one on offer */
  readonly defaultRole?: string
  /** Stands before the slug in its field, such as `app.example.com/`. */
  readonly slugPrefix?: string
  /** Where to go once somebody has left the organization, or deleted it; `:id` and `:slug` are filled in. */
  readonly afterLeaveOrganizationUrl?: Destination<OrganizationAnswer['organization']>
  /** Called then, before going there. */
  readonly onLeave?: () => void
  /** Shows what is there, and offers to change nothing. @default false */
  readonly readOnly?: boolean
  /** Asked before, and told after, each act, by page. */
  readonly actions?: ProfileActions
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

/** Everything about one organization that the caller may see, a page for each part. */
export function OrganizationProfile(props: OrganizationProfileProps) {
  const { organizationId, nowhere } = useOrganizationOf(props.organizationId)
  const suspended = useSuspended(organizationId)
  const { data, error, isFetching, refetch } = useOrganization((!suspended && organizationId) || undefined)
  const of = { view: viewOf({ data, error }), error, isFetching, refetch: () => void refetch(), ...nowhere }
  return (
    <Widget
      name="organization-profile"
      words={words}
      state={suspended ? 'forbidden' : of.view}
      appearance={props.appearance}
    >
      {suspended ? (
        <Suspended membership={suspended} />
      ) : (
        <Views of={of} frame="profile">
          {data && <Profile key={data.organization.id} {...props} answer={data} />}
        </Views>
      )}
    </Widget>
  )
}

/** The membership behind which nothing is open any more; of several the first, where no organization is named. */
function useSuspended(organizationId: string | null): Membership | undefined {
  const { data } = useOrganizationStatus()
  return data?.organizations.find(
    ({ organization_id, is_active }) => !is_active && organization_id === (organizationId ?? organization_id),
  )
}

function Suspended({ membership: { organizations } }: { readonly membership: Membership }) {
  const { slot, translator } = useWidget()
  const { t } = translator
  return (
    <div className={slot('profile')}>
      <Empty
        icon="lock"
        tone="warning"
        title={t('organizations.suspendedTitle', { organization: organizations.name })}
        text={t('organizations.suspendedText')}
      />
    </div>
  )
}

interface Entry {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly count?: number
  readonly content: ReactNode
}

interface ProfileProps extends OrganizationProfileProps {
  readonly answer: OrganizationAnswer
}

function Profile(props: ProfileProps) {
  const { organization, permissions } = props.answer
  const { customPages = [], hide = [], readOnly = false, roles, defaultRole, slugPrefix, appearance } = props
  const { slot, translator } = useWidget()
  const { t } = translator
  const { page, open, hrefOf } = usePage(props)
  const counts = useCounts(props.answer)
  const acts: Readonly<Record<string, object | undefined>> = useLeaving(props)
  const given: PageProps = {
    organizationId: organization.id,
    readOnly,
    ...(roles && { roles }),
    ...(defaultRole && { defaultRole }),
    ...(slugPrefix && { slugPrefix }),
    ...(appearance && { appearance }),
  }

  const entries: Entry[] = [
    ...pages
      .filter(({ key, permission }) => permissions.includes(permission) && !hide.includes(key) && counts[key] !== null)
      .map(({ key, label, icon, load }) => ({
        key,
        label: t(label),
        icon: <Icon name={icon} />,
        count: counts[key] ?? 0,
        // Each page takes its own acts, which its key names.
        content: <Deferred load={load} props={{ ...given, actions: acts[key] } as never} />,
      })),
    ...customPages.map((custom) => ({ icon: <Icon name="info" />, ...custom })),
  ]
  const shown = entries.find(({ key }) => key === page) ?? entries[0]

  return (
    <div className={slot('profile')}>
      <Person name={organization.name} />
      <div className={slot('profileBody')}>
        <nav className={slot('profileNav')} aria-label={t('profile.pages')}>
          <ul>
            {entries.map(({ key, label, icon, count }) => {
              const href = hrefOf(key)
              const Tag = href ? 'a' : 'button'
              return (
                <li key={key}>
                  <Tag
                    className={slot('menuItem', 'profileItem')}
                    aria-current={key === shown?.key ? 'page' : undefined}
                    {...(href ? { href } : { type: 'button' as const, onClick: () => open(key) })}
                  >
                    {icon}
                    <span>{label}</span>
                    {count ? <Badge tone="accent">{count}</Badge> : null}
                  </Tag>
                </li>
              )
            })}
          </ul>
        </nav>
        <div key={shown?.key}>{shown?.content}</div>
      </div>
    </div>
  )
}

/** What is counted beside the names of pages; null leaves a page out. */
function useCounts({ organization: { id }, permissions }: OrganizationAnswer): Readonly<Record<string, number | null>> {
  const { client } = useTenantry()
  const mayUpdate = permissions.includes('organization:update')
  const mayAdmit = permissions.includes('members:update')
  const requests = useQuery(membershipRequestsQuery(client, mayAdmit ? id : null, { limit: 1 }))
  const sync = useSyncStatus(mayUpdate ? id : null).data?.sync
  return {
    requests: requests.data?.total ?? 0,
    // Where the provider has no organizations, there is nothing to say about it.
    sync: !sync || sync.status === 'none' ? null : 0,
  }
}

/** Takes whoever has left the organization, or deleted it, elsewhere. */
function useLeaving({ actions = noActions, onLeave, afterLeaveOrganizationUrl, answer }: ProfileProps) {
  const { navigate } = useTenantry()
  const leading = <Input, Result>(action: Action<Input, Result> | undefined): Action<Input, Result> => ({
    ...action,
    onAfter(result) {
      tell(action, result)
      onLeave?.()
      if (afterLeaveOrganizationUrl) navigate(addressOf(afterLeaveOrganizationUrl, answer.organization))
    },
  })
  const { members, settings } = actions
  return {
    ...actions,
    members: { ...members, leave: leading(members?.leave) },
    settings: { ...settings, leave: leading(settings?.leave), delete: leading(settings?.delete) },
  } satisfies ProfileActions
}

const noActions: ProfileActions = {}

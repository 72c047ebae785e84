import type { SyncStatus as Sync } from '@tenantry/core'
import { sync } from '@tenantry/core/messages/en'
import type { ReactNode } from 'react'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import type { Appearance } from '../provider/appearance.ts'
import { useProblem } from '../query/use-problem.ts'
import { viewOf } from '../query/view.ts'
import { Alert, ProblemAlert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Exact } from '../ui/moment.tsx'
import { Section } from '../ui/section.tsx'
import { useHydrated } from '../ui/use-hydrated.ts'
import { Empty, Views } from '../ui/views.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { useRetrySync, useSyncStatus } from './use-sync.ts'

const words = [sync]

/** Whose standing is shown, and whether anything is where the provider has no organizations. */
export interface SyncStatusProps {
  /** The organization it is about. @default the organization that this tab works in */
  readonly organizationId?: string
  /** Says so, too, where the provider has no organizations and nothing is to be kept in step. @default false */
  readonly showNone?: boolean
  /** Shows what is there, and offers to change nothing. @default false */
  readonly readOnly?: boolean
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

/** How the organization stands at the provider, in words for its admins: what works, what waits, and who has to do what. */
export function SyncStatus({ showNone = false, readOnly = false, appearance, ...props }: SyncStatusProps) {
  const { organizationId, nowhere } = useOrganizationOf(props.organizationId)
  const { data, error, isFetching, refetch } = useSyncStatus(organizationId)
  const viewing = { view: viewOf({ data, error }), error, isFetching, refetch: () => void refetch(), ...nowhere }
  const sync = data?.sync
  if (sync?.status === 'none' && !showNone) return null
  return (
    <Widget name="sync-status" words={words} state={sync?.status ?? viewing.view} appearance={appearance}>
      <Standing key={organizationId} {...{ organizationId, sync, readOnly, viewing }} />
    </Widget>
  )
}

// Who has to do something about it: nobody, an admin, or whoever runs the app.
const causes = {
  unavailable: 'wait',
  rate_limited: 'wait',
  not_found: null,
  conflict: 'doctor',
  invalid: 'doctor',
  unauthorized: 'doctor',
  forbidden: 'doctor',
  unknown: 'doctor',
} as const
const looks = {
  none: ['info', 'neutral'],
  pending: ['clock', 'accent'],
  behind: ['clock', 'accent'],
  synced: ['check', 'success'],
  local_only: ['warning', 'warning'],
} as const

interface StandingProps {
  readonly organizationId: string | null
  readonly sync: Sync | undefined
  readonly readOnly: boolean
  readonly viewing: Parameters<typeof Views>[0]['of']
}

function Standing({ organizationId, sync, readOnly, viewing }: StandingProps) {
  const { translator, announce } = useWidget()
  const { t } = translator
  const retry = useRetrySync(organizationId ?? '')
  const problem = useProblem(retry.error)
  const provider = nameOf(sync?.provider ?? '')
  const isWaiting = sync !== undefined && (sync.waiting > 0 || sync.status === 'pending')
  const isOpen = isWaiting || sync?.status === 'local_only'

  async function again() {
    await retry.mutateAsync(undefined)
    announce(t('sync.retried'))
  }

  return (
    <Section
      title={t('sync.title')}
      text={sync && t('sync.text', { provider })}
      actions={
        isOpen &&
        !readOnly && (
          <Button pending={retry.isPending} onClick={() => void again().catch(() => {})}>
            {t('sync.retry')}
          </Button>
        )
      }
    >
      <ProblemAlert problem={problem} />
      <Views of={viewing}>{sync && <Told sync={sync} provider={provider} isWaiting={isWaiting} />}</Views>
    </Section>
  )
}

interface ToldProps {
  readonly sync: Sync
  readonly provider: string
  readonly isWaiting: boolean
}

function Told({ sync, provider, isWaiting }: ToldProps) {
  const { translator } = useWidget()
  const { t, parts } = translator
  const { status, error, waiting, waiting_since, next_attempt_at, provider_id } = sync
  const state = status === 'synced' && waiting > 0 ? 'behind' : status
  const [icon, tone] = looks[state]
  const cause = error && error in causes ? (error as keyof typeof causes) : 'unknown'
  const mending = causes[cause]
  const changes = waiting_since && { count: waiting, when: <Exact key="when" at={waiting_since} /> }
  const isHydrated = useHydrated()
  const isSoon = !next_attempt_at || (isHydrated && Date.parse(next_attempt_at) <= Date.now())
  const facts = [
    changes && { name: t('sync.waiting'), value: parts<'sync.changes', ReactNode>('sync.changes', changes) },
    isWaiting && { name: t('sync.next'), value: isSoon ? t('sync.soon') : <Exact at={next_attempt_at} /> },
    provider_id && { name: t('sync.id', { provider }), value: <bdi>{provider_id}</bdi> },
  ].filter((fact) => fact !== null && fact !== false && fact !== '')
  return (
    <>
      <Empty icon={icon} tone={tone} title={t(`sync.${state}`)} text={t(`sync.${state}Text`, { provider })} />
      {error && (
        <Alert tone="info">
          {t(`sync.${cause}`, { provider })}
          {mending && <> {parts(`sync.${mending}`, { command: <code key="command">tenantry doctor</code> })}</>}
        </Alert>
      )}
      {facts.length > 0 && <Facts facts={facts} />}
    </>
  )
}

/** Providers are known by lower-case keys. */
function nameOf(provider: string): string {
  return provider.slice(0, 1).toUpperCase() + provider.slice(1)
}

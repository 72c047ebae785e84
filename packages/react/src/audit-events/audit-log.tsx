import type { AuditEvent, Member } from '@tenantry/core'
import { audit, fields } from '@tenantry/core/messages/en'
import type { ReactNode } from 'react'
import { useMembers } from '../members/use-members.ts'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import { useFilterOf } from '../query/use-filter-of.ts'
import { Facts } from '../ui/facts.tsx'
import { type Listing, type ListProps, ListSection } from '../ui/list-section.tsx'
import { Ago, Exact } from '../ui/moment.tsx'
import { Person } from '../ui/person.tsx'
import type { Column } from '../ui/table.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { AuditToolbar, type AuditWish } from './audit-toolbar.tsx'
import { detailsOfEvent, sentenceOfEvent } from './sentence.ts'
import { useAuditEvents } from './use-audit-events.ts'

const words = [fields, audit]

const OFFERED = 20
const everything: AuditWish = {}

/** Whose log is shown, and how long its pages are. */
export type AuditLogProps = Omit<ListProps, 'readOnly'>

/** Who did what in the organization and when, the newest first; narrowed by kind, person and period. */
export function AuditLog(props: AuditLogProps) {
  const { organizationId: id, nowhere } = useOrganizationOf(props.organizationId)
  const { filter: wish, setFilter, nth } = useFilterOf(id, everything)
  const { person = '', action, from, to } = wish
  const people = useMembers(id, { limit: OFFERED, ...(person && { search: person }) })
  const actor = person ? personOf(people.rows, person) : undefined
  const since = from && momentOf(from, 0)
  const until = to && momentOf(to, 1)
  const found = useAuditEvents(id, {
    limit: props.pageSize,
    ...(action && { action }),
    ...(actor && { actor_id: actor.user_id }),
    ...(since && { from: since }),
    ...(until && { to: until }),
  })
  // Not the events of all, under a name that is not theirs.
  const list: Listing<AuditEvent> = { ...(person && !actor ? nobodyOf(people) : found), ...nowhere }
  return (
    <Widget name="audit-log" words={words} state={list.view} appearance={props.appearance}>
      <Events
        key={nth}
        list={list}
        onClear={() => setFilter(everything)}
        toolbar={
          <AuditToolbar wish={wish} people={people.rows} onChange={(change) => setFilter({ ...wish, ...change })} />
        }
      />
    </Widget>
  )
}

/** Who is meant: whoever has the address, else the only one with the name. */
function personOf(people: readonly Member[], person: string): Member | undefined {
  const wanted = person.toLowerCase()
  const [namesake, ...others] = people.filter(({ full_name }) => full_name.toLowerCase() === wanted)
  return people.find(({ email }) => email?.toLowerCase() === wanted) ?? (others.length === 0 ? namesake : undefined)
}

/** What is shown in place of the events of somebody who is still looked for, cannot be asked for, or is not there. */
function nobodyOf({ view, isStale, error, isFetching, refetch }: ReturnType<typeof useMembers>): Listing<AuditEvent> {
  const isOpen = view === 'loading' || view === 'offline' || view === 'error'
  return { view: isStale ? 'loading' : isOpen ? view : 'no-result', error, isFetching, refetch, rows: [] }
}

/** The first moment of a day where the reader is, or of a later one; undefined for years of more than four digits. */
function momentOf(day: string, later: number): string | undefined {
  const moment = new Date(`${day}T00:00`)
  moment.setDate(moment.getDate() + later)
  return moment.getFullYear() <= 9999 ? moment.toISOString() : undefined
}

interface EventsProps {
  readonly list: Listing<AuditEvent>
  readonly toolbar: ReactNode
  readonly onClear: () => void
}

function Events({ list, toolbar, onClear }: EventsProps) {
  const { slot, translator } = useWidget()
  const { t } = translator

  const columns: readonly Column<AuditEvent>[] = [
    {
      key: 'what',
      head: t('audit.what'),
      cell: (event) => (
        <>
          <span className={slot('rowName')}>{sentenceOfEvent(event, translator)}</span>
          <details className={slot('details')}>
            <summary className={slot('summary')}>{t('audit.details')}</summary>
            <Facts
              facts={[
                { name: t('audit.when'), value: <Exact at={event.created_at} /> },
                ...(event.ip ? [{ name: t('audit.ip'), value: event.ip }] : []),
                { name: 'ID', value: event.target_id },
                ...detailsOfEvent(event, translator),
              ]}
            />
          </details>
        </>
      ),
    },
    {
      key: 'who',
      head: t('audit.who'),
      cell: ({ actor, data }) =>
        actor?.full_name ? (
          <Person name={actor.full_name} email={actor.email} />
        ) : (
          t(data.by === 'provider' ? 'audit.provider' : 'audit.former')
        ),
    },
    { key: 'when', head: t('audit.when'), cell: ({ created_at }) => <Ago at={created_at} /> },
  ]

  return (
    <ListSection
      title={t('audit.title')}
      columns={columns}
      keyOf={({ id }) => id}
      empty={{ icon: 'clock', title: t('audit.emptyTitle') }}
      {...{ list, toolbar, onClear }}
    />
  )
}

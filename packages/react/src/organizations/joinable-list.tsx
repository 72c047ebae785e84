import type { JoinableOrganization, OrganizationRef } from '@tenantry/core'
import { useRef } from 'react'
import type { Action } from '../actions/action.ts'
import { useAct } from '../actions/use-act.ts'
import { OpenButton } from '../invitations/open-button.tsx'
import { useKept } from '../invitations/use-kept.ts'
import { useRowFocus } from '../invitations/use-row-focus.ts'
import { useProblem } from '../query/use-problem.ts'
import { ProblemAlert } from '../ui/alert.tsx'
import { useWidget } from '../ui/widget.tsx'
import { JoinableRow } from './joinable-row.tsx'
import { useJoinOrganization } from './use-organization-writes.ts'
import { useJoinableOrganizations } from './use-organizations.ts'

export interface JoinableListProps {
  readonly action: Action<JoinableOrganization, JoinableOrganization> | undefined
  /** Goes to an organization that was joined; the row then stays where it is, and leads there. */
  readonly onOpen?: ((organization: OrganizationRef) => void) | undefined
}

/** The organizations of one's own e-mail domain, each with its door. */
export function JoinableList({ action, onOpen }: JoinableListProps) {
  const { slot, translator } = useWidget()
  const { shown, keep } = useKept(useJoinableOrganizations().data?.organizations ?? [])
  const list = useRef<HTMLUListElement>(null)
  useRowFocus(list, shown.length)
  return (
    <ul className={slot('list')} ref={list} aria-label={translator.t('company.title')}>
      {shown.map((organization) => (
        <Joinable key={organization.id} {...{ organization, action, onOpen, keep }} />
      ))}
    </ul>
  )
}

interface JoinableProps extends JoinableListProps {
  readonly organization: JoinableOrganization
  readonly keep: (organization: JoinableOrganization) => void
}

function Joinable({ organization, action, onOpen, keep }: JoinableProps) {
  const { translator, announce } = useWidget()
  const { data, error, isPending, mutateAsync } = useJoinOrganization()
  const problem = useProblem(error)
  const join = useAct({
    action,
    run: async (given: JoinableOrganization) => {
      if (onOpen) keep(given)
      const { status } = await mutateAsync(given.id)
      const { name } = given
      announce(
        status === 'joined'
          ? translator.t('done.joined', { organization: name })
          : translator.t('requested.text', { organization: name }),
      )
      return given
    },
  })
  return (
    <JoinableRow
      organization={organization}
      isPending={isPending}
      onJoin={() => join(organization)}
      done={data?.status === 'joined' && onOpen && <OpenButton organization={organization} onOpen={onOpen} />}
    >
      <ProblemAlert problem={problem} />
    </JoinableRow>
  )
}

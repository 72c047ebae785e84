import type { JoinableOrganization } from '@tenantry/core'
import { AccountNote } from '../../ui/account-note.tsx'
import { ProblemAlert } from '../../ui/alert.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Organizations of one's own e-mail domain: join one, ask to, or make a new one. */
export function CompanyHereScreen({ state, flow }: ScreenProps<'company-here'>) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { organizations, joining, problem, email, mayCreate } = state
  return (
    <Card
      emblem={<Emblem icon="building" />}
      title={t('company.title')}
      text={t('company.text')}
      footer={<AccountNote email={email} onSignOut={flow.switchAccount} />}
    >
      <ProblemAlert problem={problem} />
      <ul className={slot('list')}>
        {organizations.map((organization) => (
          <li className={slot('row')} key={organization.id} data-inline="">
            <Avatar name={organization.name} />
            <div className={slot('rowBody')}>
              <span className={slot('rowName')}>
                <bdi>{organization.name}</bdi>
              </span>
            </div>
            <div className={slot('rowActions')}>
              <Door
                organization={organization}
                isPending={joining === organization.id}
                isBlocked={joining !== null}
                onJoin={() => flow.join(organization.id)}
              />
            </div>
          </li>
        ))}
      </ul>
      {mayCreate && (
        <Button kind="quiet" blocked={joining !== null} onClick={flow.createInstead}>
          {t('common.createInstead')}
        </Button>
      )}
    </Card>
  )
}

interface DoorProps {
  readonly organization: JoinableOrganization
  readonly isPending: boolean
  readonly isBlocked: boolean
  readonly onJoin: () => void
}

function Door({ organization: { name, via, requested }, isPending, isBlocked, onJoin }: DoorProps) {
  const { slot, translator } = useWidget()
  if (requested) return <span className={slot('badge')}>{translator.t('company.requested')}</span>
  const [label, named] =
    via === 'join' ? (['company.join', 'company.joinNamed'] as const) : (['company.ask', 'company.askNamed'] as const)
  return (
    <Button
      kind="primary"
      aria-label={translator.t(named, { organization: name })}
      pending={isPending}
      blocked={isBlocked}
      onClick={onJoin}
    >
      {translator.t(label)}
    </Button>
  )
}

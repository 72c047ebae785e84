import { joining, screens } from '@tenantry/core/messages/en'
import { JoinableRow } from '../../organizations/joinable-row.tsx'
import { AccountNote } from '../../ui/account-note.tsx'
import { ProblemAlert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Organizations of one's own e-mail domain: join one, ask to, or make a new one. */
function CompanyHereScreen({ state, flow }: ScreenProps<'company-here'>) {
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
          <JoinableRow
            key={organization.id}
            organization={organization}
            isPending={joining === organization.id}
            isBlocked={joining !== null}
            onJoin={() => flow.join(organization.id)}
          />
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

/** The screen with its words. */
export const companyHere = { Part: CompanyHereScreen, words: [screens, joining] }

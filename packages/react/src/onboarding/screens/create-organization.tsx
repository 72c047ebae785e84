import { creating, domainField, fields, starting } from '@tenantry/core/messages/en'
import { CreateOrganizationForm } from '../../organizations/create-organization-form.tsx'
import { AccountNote } from '../../ui/account-note.tsx'
import { Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Scenario 2 of seed 003: a new organization. */
function CreateOrganizationScreen({ state, flow, options }: ScreenProps<'create-organization'>) {
  const { t } = useWidget().translator
  const { email, draft, submitting, problem } = state
  return (
    <Card
      emblem={<Emblem icon="building" />}
      title={t('create.title')}
      text={t('create.text')}
      footer={<AccountNote email={email} onSignOut={flow.switchAccount} />}
    >
      <CreateOrganizationForm
        draft={draft}
        submitting={submitting}
        problem={problem}
        defaultCountry={options.defaultCountry}
        slugPrefix={options.slugPrefix}
        onSubmit={flow.create}
      />
    </Card>
  )
}

/** The screen with its words. */
export const createOrganization = { Part: CreateOrganizationScreen, words: [fields, starting, creating, domainField] }

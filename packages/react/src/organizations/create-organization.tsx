import type { Organization, OrganizationDraft } from '@tenantry/core'
import { creating, domainField, done, fields, inviting, starting } from '@tenantry/core/messages/en'
import { useEffect, useState } from 'react'
import { type Action, addressOf, type Destination } from '../actions/action.ts'
import { useAct } from '../actions/use-act.ts'
import { InviteMembersCard, loadInvitingForm } from '../invitations/invite-members-card.tsx'
import type { Appearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import { useProblem } from '../query/use-problem.ts'
import { Card, Emblem } from '../ui/card.tsx'
import { preload } from '../ui/deferred.tsx'
import { useFocusOnTitle } from '../ui/use-focus-on-title.ts'
import { useWidget, Widget } from '../ui/widget.tsx'
import { CreateOrganizationForm, type CreateOrganizationFormProps } from './create-organization-form.tsx'
import { useCreateOrganization } from './use-create-organization.ts'
import { useSetActive } from './use-set-active.ts'

const words = [fields, starting, creating, domainField, inviting, done]

/** What the form begins with, whether people are invited after it, and where it leads. */
export interface CreateOrganizationProps
  extends Action<OrganizationDraft, Organization>,
    Pick<CreateOrganizationFormProps, 'defaultCountry' | 'slugPrefix'> {
  /** Where to go afterwards; `:id` and `:slug` are filled in. */
  readonly afterCreateOrganizationUrl?: Destination<Organization>
  /** Goes on without offering to invite people. @default false */
  readonly skipInvitationScreen?: boolean
  /** The roles on offer when inviting; the last one is chosen at first. @default those that the caller may give */
  readonly roles?: readonly string[]
  /** Called when all is done, instead of, or before, going elsewhere. */
  readonly onDone?: (organization: Organization) => void
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

/** Creates an organization, in which this tab works from then on: its name, address and country; then, unless skipped, invites people to it. */
export function CreateOrganization(props: CreateOrganizationProps) {
  return <Steps key={useTenantry().person} {...props} />
}

function Steps(props: CreateOrganizationProps) {
  const { skipInvitationScreen = false, afterCreateOrganizationUrl, onDone, roles, appearance } = props
  const { navigate } = useTenantry()
  const setActive = useSetActive()
  const [organization, setOrganization] = useState<Organization | null>(null)
  const [isDone, setIsDone] = useState(false)

  function finish(created: Organization) {
    setIsDone(true)
    onDone?.(created)
    if (afterCreateOrganizationUrl) navigate(addressOf(afterCreateOrganizationUrl, created))
  }

  const created = (fresh: Organization) => {
    setOrganization(fresh)
    // Before people are invited: that step may be left at any time.
    setActive(fresh.id)
    if (skipInvitationScreen) finish(fresh)
  }

  const state = isDone ? 'done' : organization ? 'invite-people' : 'create-organization'
  const ref = useFocusOnTitle(state)
  useEffect(() => {
    // While the form before it is filled in.
    if (!skipInvitationScreen) preload(loadInvitingForm)
  }, [skipInvitationScreen])
  return (
    <Widget name="create-organization" words={words} state={state} appearance={appearance}>
      <div ref={ref}>
        {!organization && <Creating {...props} onCreated={created} />}
        {organization && !isDone && (
          <InviteMembersCard organization={organization} roles={roles} onFinish={() => finish(organization)} />
        )}
        {organization && isDone && <Created organization={organization} />}
      </div>
    </Widget>
  )
}

function Creating({ onCreated, ...props }: CreateOrganizationProps & { onCreated: (created: Organization) => void }) {
  const { translator } = useWidget()
  const { mutateAsync, isPending, error } = useCreateOrganization()
  const submit = useAct({
    action: props,
    run: async (draft: OrganizationDraft) => (await mutateAsync(draft)).organization,
    onDone: onCreated,
  })

  return (
    <Card emblem={<Emblem icon="building" />} title={translator.t('create.title')} text={translator.t('create.text')}>
      <CreateOrganizationForm
        submitting={isPending}
        problem={useProblem(error)}
        defaultCountry={props.defaultCountry}
        slugPrefix={props.slugPrefix}
        onSubmit={submit}
      />
    </Card>
  )
}

function Created({ organization }: { readonly organization: Organization }) {
  const { translator } = useWidget()
  return (
    <Card
      emblem={<Emblem icon="check" tone="success" />}
      title={translator.t('done.title')}
      text={translator.t('done.created', { organization: organization.name })}
    />
  )
}

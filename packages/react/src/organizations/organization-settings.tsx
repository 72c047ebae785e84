import { fields, members, settings, teams } from '@tenantry/core/messages/en'
import { useEffect } from 'react'
import { type Action, addressOf, type Destination, isAllowed, tell } from '../actions/action.ts'
import { useRowActs } from '../actions/use-row-acts.ts'
import { useLeaveOrganization } from '../members/use-member-writes.ts'
import type { Appearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import { viewOf } from '../query/view.ts'
import { Button } from '../ui/button.tsx'
import { Deferred, DeferredDialog, preload } from '../ui/deferred.tsx'
import { Facts } from '../ui/facts.tsx'
import { loadConfirmDialog } from '../ui/load-confirm-dialog.ts'
import { Section } from '../ui/section.tsx'
import { Views } from '../ui/views.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import type { SettingsEdit } from './organization-form.tsx'
import type { OrganizationAnswer, SettingsAnswer } from './queries.ts'
import { useOrganization } from './use-organization.ts'
import { useOrganizationOf } from './use-organization-of.ts'
import {
  useDeleteOrganization,
  useOrganizationSettings,
  useUpdateOrganization,
  useUpdateOrganizationSettings,
} from './use-organization-settings.ts'
import { useOrganizationStatus } from './use-organization-status.ts'

const words = [fields, settings, members, teams]

type Organization = OrganizationAnswer['organization']

/** What a host is asked before, and told after, each act on an organization. */
export interface SettingsActions {
  readonly update?: Action<SettingsEdit, SettingsEdit> | undefined
  readonly leave?: Action<Organization, Organization> | undefined
  readonly delete?: Action<Organization, Organization> | undefined
}

/** Whose settings are shown, and where leaving or deleting the organization leads. */
export interface OrganizationSettingsProps {
  /** The organization it is about. @default the organization that this tab works in */
  readonly organizationId?: string
  /** Shows what is there, and offers to change nothing. @default false */
  readonly readOnly?: boolean
  /** Stands before the slug in its field, such as `app.example.com/`. */
  readonly slugPrefix?: string
  /** Where to go afterwards; `:id` and `:slug` are filled in. */
  readonly afterDeleteOrganizationUrl?: Destination<Organization>
  /** Where to go afterwards; `:id` and `:slug` are filled in. */
  readonly afterLeaveOrganizationUrl?: Destination<Organization>
  /** Asked before, and told after, each act. */
  readonly actions?: SettingsActions
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

const noActions: SettingsActions = {}
const loadForm = () => import('./organization-form.tsx').then(({ organizationForm }) => organizationForm)

/** What the organization is called, how it works, and the ways out of it; to be read by all, and changed by whoever may. */
export function OrganizationSettings(props: OrganizationSettingsProps) {
  const { organizationId: id, nowhere } = useOrganizationOf(props.organizationId)
  const details = useOrganization(id ?? undefined)
  const settings = useOrganizationSettings(id)
  const mayUpdate = !props.readOnly && details.data?.permissions.includes('organization:update')
  useEffect(() => {
    // Beside the question for the settings. Most people only read them.
    if (mayUpdate) preload(loadForm)
  }, [mayUpdate])
  const error = details.error ?? settings.error
  const of = {
    view: viewOf({ data: settings.data && details.data, error }),
    error,
    isFetching: details.isFetching || settings.isFetching,
    refetch: () => void Promise.all([details.refetch(), settings.refetch()]),
    ...nowhere,
  }
  return (
    <Widget name="organization-settings" words={words} state={of.view} appearance={props.appearance}>
      <Loaded of={of}>
        {details.data && settings.data && <Settings key={id} {...props} {...details.data} {...settings.data} />}
      </Loaded>
    </Widget>
  )
}

function Loaded({ of, children }: Pick<Parameters<typeof Views>[0], 'of' | 'children'>) {
  const { t } = useWidget().translator
  if (of.view === 'ready') return children
  return (
    <Section title={t('settings.title')}>
      <Views of={of}>{children}</Views>
    </Section>
  )
}

function Settings(props: Omit<OrganizationSettingsProps, 'organizationId'> & OrganizationAnswer & SettingsAnswer) {
  const { organization, settings, locales, permissions, readOnly = false, slugPrefix, actions = noActions } = props
  const { announce, translator } = useWidget()
  const { session } = useTenantry()
  const { t } = translator
  const updating = useUpdateOrganization(organization.id)
  const updatingSettings = useUpdateOrganizationSettings(organization.id)
  const { seats, active_members: used, members } = organization

  async function save(edit: SettingsEdit) {
    if (!(await isAllowed(actions.update, edit, session))) return false
    const steps = [
      () => Object.keys(edit.organization).length > 0 && updating.mutateAsync(edit.organization),
      () => Object.keys(edit.settings).length > 0 && updatingSettings.mutateAsync(edit.settings),
    ]
    // A domain may go only after nobody needs it any more, and has to be there before anybody does.
    if (edit.settings.require_google_domain === false) steps.reverse()
    for (const step of steps) await step()
    announce(t('settings.saved'))
    tell(actions.update, edit)
    return true
  }

  const count = seats === null ? t('teams.members', { count: members }) : t('settings.seats', { used, seats })
  return (
    <>
      <Section title={t('settings.title')} text={count}>
        {!readOnly && permissions.includes('organization:update') ? (
          <Deferred load={loadForm} props={{ organization, settings, locales, slugPrefix, onSave: save }} />
        ) : (
          <Facts
            facts={[
              { name: t('create.name'), value: organization.name },
              { name: t('create.slug'), value: organization.slug },
              { name: t('create.country'), value: translator.countryName(organization.country_code) },
              { name: t('settings.language'), value: translator.languageName(settings.locale) },
              { name: t('create.more'), value: organization.google_domain ?? '–' },
            ]}
          />
        )}
      </Section>
      {!readOnly && <Danger {...props} actions={actions} />}
    </>
  )
}

type DangerProps = Parameters<typeof Settings>[0] & { readonly actions: SettingsActions }

function Danger(props: DangerProps) {
  const { organization, permissions, is_last_admin, actions } = props
  const { slot, translator } = useWidget()
  const { t } = translator
  const { navigate } = useTenantry()
  const { data: status } = useOrganizationStatus()
  const { asked, ask, dialogOf, run } = useRowActs<'leave' | 'delete'>((act) => act)
  const leaving = useLeaveOrganization(organization.id)
  const deleting = useDeleteOrganization(organization.id)
  const names = { organization: organization.name }
  const acts = {
    leave: {
      label: t('members.leave'),
      title: t('members.leaveTitle', names),
      text: t('members.leaveText'),
      phrase: undefined,
      write: leaving,
      said: t('members.left'),
      to: props.afterLeaveOrganizationUrl,
      isOffered: status?.organizations.some(({ organization_id }) => organization_id === organization.id),
    },
    delete: {
      label: t('settings.delete'),
      title: t('settings.deleteTitle', names),
      text: t('settings.deleteText'),
      phrase: organization.name,
      write: deleting,
      said: t('members.removed', { name: organization.name }),
      to: props.afterDeleteOrganizationUrl,
      isOffered: permissions.includes('organization:delete'),
    },
  }
  const offered = (['leave', 'delete'] as const).filter((act) => acts[act].isOffered)
  const { label, title, text, phrase, write, said, to } = acts[asked ?? 'leave']
  const done = async () => {
    if (!asked) return
    const isDone = await run(asked, {
      action: actions[asked],
      input: organization,
      write: (input) => write.mutateAsync(undefined).then(() => input),
      said,
    })
    if (isDone && to) navigate(addressOf(to, organization))
  }

  if (offered.length === 0) return null
  return (
    <Section
      onNear={() => preload(loadConfirmDialog)}
      title={t('settings.danger')}
      text={is_last_admin && t('members.lastAdminObstacle')}
    >
      <div className={slot('sectionActions')}>
        {offered.map((act) => (
          <Button
            key={act}
            kind={act === 'leave' ? 'secondary' : 'danger'}
            blocked={act === 'leave' && is_last_admin}
            onClick={() => ask(act)}
          >
            {acts[act].label}
          </Button>
        ))}
      </div>
      {asked && (
        <DeferredDialog
          load={loadConfirmDialog}
          props={{
            ...dialogOf(asked),
            isDangerous: true,
            title,
            text,
            confirm: label,
            ...(phrase && { phrase }),
            onConfirm: () => void done(),
          }}
        />
      )}
    </Section>
  )
}

import { canonicalDomain, type OrganizationDomain } from '@tenantry/core'
import { domainField, domains, fields, members } from '@tenantry/core/messages/en'
import type { Action } from '../actions/action.ts'
import { useRowActs } from '../actions/use-row-acts.ts'
import { CopyField } from '../form/copy-field.tsx'
import { LineForm } from '../form/line-form.tsx'
import { useOrganization } from '../organizations/use-organization.ts'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import { viewOf } from '../query/view.ts'
import { Alert, ProblemAlert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { type Listing, type ListProps, ListSection } from '../ui/list-section.tsx'
import { loadConfirmDialog } from '../ui/load-confirm-dialog.ts'
import { Badge } from '../ui/person.tsx'
import type { Column } from '../ui/table.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { useAddDomain, useDomains, useRemoveDomain, useVerifyDomain } from './use-domains.ts'

const words = [fields, domains, domainField, members]

/** What a host is asked before, and told after, each act on a domain. */
export interface DomainActions {
  readonly add?: Action<string, OrganizationDomain> | undefined
  readonly verify?: Action<OrganizationDomain, OrganizationDomain> | undefined
  readonly remove?: Action<OrganizationDomain, OrganizationDomain> | undefined
}

/** Whose domains are shown, and who is asked before one is added, proved or removed. */
export interface DomainsProps extends Omit<ListProps, 'pageSize'> {
  /** Asked before, and told after, each act. */
  readonly actions?: DomainActions
}

const noActions: DomainActions = {}

/** The domains of the organization, what each lets people do, and, for whoever may, the way to prove one. */
export function Domains(props: DomainsProps) {
  const { organizationId: id, nowhere } = useOrganizationOf(props.organizationId)
  const { data, error, isFetching, refetch } = useDomains(id)
  const rows = data?.domains ?? []
  const view = viewOf({ data, error, isEmpty: rows.length === 0 })
  const list = { rows, view, error, isFetching, refetch: () => void refetch(), ...nowhere }
  return (
    <Widget name="domains" words={words} state={list.view} appearance={props.appearance}>
      <DomainsOf key={id} {...props} {...{ id, list }} />
    </Widget>
  )
}

const NEW = 'new'
const tones = { unverified: 'warning', email: 'accent', dns: 'success' } as const

interface DomainsOfProps extends DomainsProps {
  readonly id: string | null
  readonly list: Listing<OrganizationDomain>
}

function DomainsOf({ id, list, readOnly = false, actions = noActions }: DomainsOfProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { data } = useOrganization(id ?? undefined)
  const { asked, ask, busy, errorOf, dialogOf, run } = useRowActs<OrganizationDomain>(({ id }) => id)
  const adding = useAddDomain(id ?? '')
  const verifying = useVerifyDomain(id ?? '')
  const removing = useRemoveDomain(id ?? '')
  const { rows } = list

  function failure(domain: OrganizationDomain) {
    const error = asked ? null : errorOf(domain.id)
    if (error?.code !== 'DOMAIN_NOT_VERIFIED') return <ProblemAlert problem={error} />
    return <Alert tone="danger">{t('domains.DOMAIN_NOT_VERIFIED')}</Alert>
  }

  const proof = (domain: OrganizationDomain) => (
    <details className={slot('details')} open={rows.length === 1 || undefined}>
      <summary className={slot('summary')}>{t('domains.prove', { name: domain.domain })}</summary>
      <p className={slot('sectionText')}>{t('domains.proveText')}</p>
      <CopyField label={t('domains.recordName')} value={domain.record.name} />
      <CopyField label={t('domains.recordValue')} value={domain.record.value} />
      {failure(domain)}
      <Button
        pending={busy === domain.id}
        onClick={() =>
          void run(domain.id, {
            action: actions.verify,
            input: domain,
            write: (input) => verifying.mutateAsync(input).then((answer) => answer.domain),
            said: `${domain.domain}: ${t('domains.dns')}. ${t('domains.dnsText')}`,
          })
        }
      >
        {t('domains.check')}
      </Button>
    </details>
  )

  const columns: readonly Column<OrganizationDomain>[] = [
    {
      key: 'domain',
      head: t('create.domain'),
      cell: (domain) => (
        <>
          <bdi className={slot('rowName')}>{domain.domain}</bdi>
          {!readOnly && domain.actions.includes('verify') ? proof(domain) : failure(domain)}
        </>
      ),
    },
    {
      key: 'status',
      head: t('domains.status'),
      cell: ({ status }) => (
        <div>
          <Badge tone={tones[status]}>{t(`domains.${status}`)}</Badge>
          <small>{t(`domains.${status}Text`)}</small>
        </div>
      ),
    },
    {
      key: 'act',
      head: t('list.actions'),
      isSilent: true,
      cell: (domain) =>
        !readOnly &&
        domain.actions.includes('remove') && (
          <Button aria-label={`${t('members.remove')}: ${domain.domain}`} onClick={() => ask(domain)}>
            {t('members.remove')}
          </Button>
        ),
    },
  ]

  return (
    <ListSection
      title={t('domains.title')}
      count={rows.length || undefined}
      text={t('domains.text')}
      list={list}
      columns={columns}
      keyOf={(domain) => domain.id}
      empty={{ icon: 'link', title: t('domains.emptyTitle') }}
      toolbar={
        !readOnly &&
        data?.permissions.includes('domains:manage') && (
          <LineForm
            label={t('create.domain')}
            hint={t('create.domainHint')}
            inputMode="url"
            isRight={(value) => canonicalDomain(value) !== null}
            fault={t('form.google_domain')}
            submit={t('domains.add')}
            pending={busy === NEW}
            problem={errorOf(NEW)}
            onSubmit={(value) =>
              run(NEW, {
                action: actions.add,
                input: canonicalDomain(value) ?? value,
                write: (input) => adding.mutateAsync(input).then(({ domain }) => domain),
                said: t('list.added', { name: value }),
              })
            }
          />
        )
      }
      dialog={{
        load: loadConfirmDialog,
        props: asked && {
          ...dialogOf(asked.id),
          isDangerous: true,
          title: t('domains.removeTitle', { name: asked.domain }),
          text: t('domains.removeText'),
          confirm: t('members.remove'),
          onConfirm: () =>
            void run(asked.id, {
              action: actions.remove,
              input: asked,
              write: (input) => removing.mutateAsync(input).then(() => input),
              said: t('members.removed', { name: asked.domain }),
            }),
        },
      }}
    />
  )
}

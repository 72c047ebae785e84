import { fields, inviting, requests } from '@tenantry/core/messages/en'
import { useState } from 'react'
import type { RowDialog } from '../actions/use-row-acts.ts'
import { SelectField } from '../form/select-field.tsx'
import { useOfferedRoles } from '../invitations/use-offered-roles.ts'
import { useEveryTeam } from '../teams/use-teams.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { nameOf } from '../ui/person.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { AskedRequest } from './membership-requests.tsx'

export interface RequestDialogProps extends AskedRequest, RowDialog {
  readonly organization: { readonly id: string; readonly name: string }
  readonly onApprove: (role: string, teamId: string | null) => void
  readonly onDeny: () => void
}

/** Asks with which role somebody comes in, and in which team; or whether they are really to be turned down. */
function RequestDialog({ act, ...props }: RequestDialogProps) {
  return act === 'approve' ? <ApproveDialog {...props} /> : <DenyDialog {...props} />
}

type Props = Omit<RequestDialogProps, 'act'>

function ApproveDialog({ organization, request, onApprove, onDeny: _, ...rest }: Props) {
  const { t, roleName } = useWidget().translator
  const roles = useOfferedRoles(organization.id)
  const teams = useEveryTeam(organization.id).data?.teams ?? []
  const [chosen, setRole] = useState('')
  const [team, setTeam] = useState('')
  const role = chosen || (roles.at(-1) ?? '')
  const fields = [
    {
      name: 'role',
      label: t('invite.role'),
      value: role,
      options: roles.map((key) => ({ value: key, label: roleName(key) })),
      onChange: setRole,
    },
    {
      name: 'team',
      label: t('members.team'),
      value: team,
      options: [
        { value: '', label: t('requests.noTeam') },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
      ],
      onChange: setTeam,
    },
  ]
  return (
    <ConfirmDialog
      {...rest}
      title={t('requests.approveTitle', { name: nameOf(request.user), organization: organization.name })}
      text={request.user.email ?? ''}
      confirm={t('requests.approve')}
      onConfirm={() => onApprove(role, team || null)}
    >
      {fields.map((field) => field.options.length > 1 && <SelectField key={field.name} {...field} />)}
    </ConfirmDialog>
  )
}

function DenyDialog({ organization, request, onDeny, onApprove: _, ...rest }: Props) {
  const { t } = useWidget().translator
  const names = { name: nameOf(request.user), organization: organization.name }
  return (
    <ConfirmDialog
      {...rest}
      isDangerous
      title={t('requests.denyTitle', names)}
      text={t('requests.denyText', names)}
      confirm={t('requests.deny')}
      onConfirm={onDeny}
    />
  )
}

/** The part with its words. */
export const requestDialog = { Part: RequestDialog, words: [fields, requests, inviting] }

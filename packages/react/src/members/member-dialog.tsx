import { fields, memberDialogs, members } from '@tenantry/core/messages/en'
import { useState } from 'react'
import type { RowDialog } from '../actions/use-row-acts.ts'
import { SelectField } from '../form/select-field.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { nameOf } from '../ui/person.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { OfferedRole } from './member-columns.tsx'
import type { Asked, MemberActs } from './use-member-acts.ts'

export interface MemberDialogProps extends Asked, RowDialog {
  readonly organization: { readonly name: string }
  readonly roles: readonly OfferedRole[]
  readonly acts: MemberActs
}

/** Asks whether something is really to be done with a member, in the words of what follows from it. */
function MemberDialog({ act, member, role = '', ...props }: MemberDialogProps) {
  const { organization, roles, acts, pending, problem, onClose } = props
  const { t, roleName } = useWidget().translator
  const [own, setOwn] = useState(roles.at(-1)?.key ?? '')
  const values = { name: nameOf(member), organization: organization.name, role: roleName(role) }
  const texts = {
    transfer_ownership: {
      title: t('members.transferTitle', values),
      text: t('members.transferText', values),
      confirm: t('members.transfer'),
      run: () => acts.transfer({ member, role: own }),
    },
    demote: {
      title: t('members.demoteTitle', values),
      text: t('members.demoteText', values),
      confirm: t('members.demote', values),
      run: () => acts.update(member, { role }),
    },
    suspend: {
      title: t('members.suspendTitle', values),
      text: t('members.suspendText', values),
      confirm: t('members.suspend'),
      run: () => acts.update(member, { is_active: false }),
    },
    remove: {
      title: t('members.removeTitle', values),
      text: t('members.removeText', values),
      confirm: t('members.remove'),
      run: () => acts.hold(member),
    },
    leave: {
      title: t('members.leaveTitle', values),
      text: t('members.leaveText'),
      confirm: t('members.leave'),
      run: () => acts.leave(member),
    },
  }
  const { run, ...words } = texts[act]
  const isTransfer = act === 'transfer_ownership'
  return (
    <ConfirmDialog {...{ pending, problem, onClose }} {...words} isDangerous={!isTransfer} onConfirm={() => void run()}>
      {isTransfer && (
        <SelectField
          name="role"
          label={t('members.ownRole')}
          value={own}
          options={roles.map(({ key }) => ({ value: key, label: roleName(key) }))}
          onChange={setOwn}
        />
      )}
    </ConfirmDialog>
  )
}

/** The part with its words. */
export const memberDialog = { Part: MemberDialog, words: [fields, members, memberDialogs] }

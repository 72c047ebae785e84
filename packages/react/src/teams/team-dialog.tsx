import { isTeamName } from '@tenantry/core'
import { fields, members, teams } from '@tenantry/core/messages/en'
import type { RowDialog } from '../actions/use-row-acts.ts'
import { LineForm } from '../form/line-form.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { AskedOfTeam, TeamActs } from './use-team-acts.ts'

export interface TeamDialogProps extends AskedOfTeam, RowDialog {
  readonly acts: TeamActs
}

/** Asks for the new name of a team, or whether it is really to be removed. */
function TeamDialog({ act, team, acts, ...dialog }: TeamDialogProps) {
  const { t } = useWidget().translator
  if (act === 'remove')
    return (
      <ConfirmDialog
        isDangerous
        title={t('teams.removeTitle', team)}
        text={t('teams.removeText')}
        confirm={t('members.remove')}
        {...dialog}
        onConfirm={() => void acts.remove(team)}
      />
    )
  const { onClose, ...state } = dialog
  return (
    <Dialog title={t('teams.rename')} hasFields onClose={onClose}>
      <LineForm
        label={t('teams.name')}
        initial={team.name}
        isRight={isTeamName}
        fault={t('teams.invalid')}
        submit={t('teams.rename')}
        {...state}
        onSubmit={(name) => acts.rename(team, name)}
      >
        <Button blocked={state.pending} onClick={onClose}>
          {t('confirm.cancel')}
        </Button>
      </LineForm>
    </Dialog>
  )
}

/** The part with its words. */
export const teamDialog = { Part: TeamDialog, words: [fields, teams, members] }

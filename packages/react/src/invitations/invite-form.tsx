import type { InvitationDraft, InvitationResult } from '@tenantry/core'
import { useEffect, useRef } from 'react'
import { Form } from '../form/form.tsx'
import { SelectField } from '../form/select-field.tsx'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/card.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { Invited } from './batches.ts'
import { InvitationResults } from './invitation-results.tsx'
import { RecipientRoles } from './recipient-roles.tsx'
import { RecipientsField } from './recipients-field.tsx'
import type { InviteBox } from './use-invite-box.ts'

export interface InviteFormProps {
  readonly box: InviteBox
  /** The roles on offer. */
  readonly roles: readonly string[]
  /** Chosen at first. @default the last one */
  readonly defaultRole?: string | undefined
  /** Sends; null when the host has stopped it. @throws TenantryError when nothing was sent */
  readonly onSend: (people: readonly InvitationDraft[]) => Promise<Invited | null | undefined>
  /** Offers to go on, or to close the dialog around it. */
  readonly onFinish?: (() => void) | undefined
  readonly isInDialog?: boolean
}

/** Takes addresses and roles, and says of each address what became of it. What could not be sent stays to be mended. */
export function InviteForm({ box, roles, defaultRole, onSend, onFinish, isInDialog = false }: InviteFormProps) {
  const { translator, announce } = useWidget()
  const { t } = translator
  const form = useRef<HTMLFormElement>(null)
  const { chosen, results, progress, problem } = box
  const role = [chosen, defaultRole].find((key) => key && roles.includes(key)) ?? roles.at(-1) ?? ''
  const hasResults = results.length > 0 && !progress
  const state = progress && progress.count > progress.done && progress.done > 0 ? t('invite.progress', progress) : ''
  const news = state || (hasResults ? summaryOf(results, t) : '')

  useEffect(() => {
    if (news) announce(news)
  }, [news, announce])

  async function submit() {
    const isSent = await box.submit(role, onSend)
    if (isSent === false) form.current?.querySelector<HTMLInputElement>('[name="emails"]')?.focus()
  }

  return (
    <Form formRef={form} problem={problem} onSubmit={submit}>
      {!progress && <InvitationResults results={results} />}
      <RecipientsField box={box} role={role} />
      {roles.length > 1 && (
        <SelectField
          name="role"
          label={t('invite.role')}
          value={role}
          options={roles.map((key) => ({ value: key, label: translator.roleName(key) }))}
          onChange={box.choose}
        />
      )}
      {roles.length > 1 && box.chips.length > 1 && <RecipientRoles box={box} roles={roles} role={role} />}
      <Actions>
        <Button kind="primary" type="submit" pending={progress !== null}>
          {progress ? state || t('invite.submitting') : t('invite.submit', { count: Math.max(1, box.ready) })}
        </Button>
        {onFinish && (
          <Button
            kind={hasResults ? 'secondary' : 'quiet'}
            blocked={!isInDialog && progress !== null}
            onClick={onFinish}
          >
            {t(isInDialog ? 'inbox.close' : hasResults ? 'invite.finish' : 'invite.skip')}
          </Button>
        )}
      </Actions>
    </Form>
  )
}

/** Counts who was invited and who was not, in words. */
function summaryOf(results: readonly InvitationResult[], t: ReturnType<typeof useWidget>['translator']['t']): string {
  const sent = results.filter(({ status }) => status === 'invited').length
  const rest = results.length - sent
  return [sent > 0 && t('invite.sent', { count: sent }), rest > 0 && t('invite.notSent', { count: rest })]
    .filter(Boolean)
    .join(' ')
}

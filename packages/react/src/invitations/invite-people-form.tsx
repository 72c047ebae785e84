import { defaultRoles, type InvitationDraft, type InvitationResult, type Problem } from '@tenantry/core'
import { useEffect, useRef, useState } from 'react'
import { Form } from '../form/form.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextareaField } from '../form/textarea-field.tsx'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/card.tsx'
import { useWidget } from '../ui/widget.tsx'
import { addressesIn, addressKey } from './addresses.ts'
import { InvitationResults } from './invitation-results.tsx'

const MOST = 100
const roleKeys = defaultRoles.map(({ key }) => key)

export interface InvitePeopleFormProps {
  /** The roles on offer; the last one is chosen at first. @default admin, manager, employee */
  readonly roles?: readonly string[] | undefined
  readonly submitting: boolean
  readonly problem: Problem | null
  /** What became of each recipient of the last submission. */
  readonly results: readonly InvitationResult[]
  readonly onSubmit: (people: readonly InvitationDraft[]) => unknown
  /** Offers to go on. */
  readonly onFinish?: (() => void) | undefined
}

/** Takes addresses and a role, and says of each address what became of it. What could not be sent stays to be mended. */
export function InvitePeopleForm(props: InvitePeopleFormProps) {
  const { roles = roleKeys, submitting, problem, results, onSubmit, onFinish } = props
  const { translator, announce } = useWidget()
  const { t } = translator
  const [text, setText] = useState('')
  const [role, setRole] = useState(roles.at(-1) ?? '')
  const [error, setError] = useState<'form.emails' | 'form.tooMany' | null>(null)
  const field = useRef<HTMLFormElement>(null)
  const addresses = addressesIn(text)

  const [heard, setHeard] = useState(results)
  if (results !== heard) {
    setHeard(results)
    setText(leftOf(text, results))
  }
  useEffect(() => {
    if (results.length > 0) announce(summaryOf(results, t))
  }, [results, announce, t])

  function submit() {
    if (submitting) return
    const wrong = addresses.length === 0 ? 'form.emails' : addresses.length > MOST ? 'form.tooMany' : null
    setError(wrong)
    if (wrong) field.current?.querySelector('textarea')?.focus()
    else onSubmit(addresses.map((email) => ({ email, role })))
  }

  return (
    <Form formRef={field} problem={problem} onSubmit={submit}>
      <InvitationResults results={results} />
      <TextareaField
        name="emails"
        label={t('invite.emails')}
        hint={t('invite.emailsHint')}
        error={error ? t(error) : undefined}
        rows={3}
        inputMode="email"
        value={text}
        onChange={(value) => {
          setText(value)
          setError(null)
        }}
      />
      {roles.length > 1 && (
        <SelectField
          name="role"
          label={t('invite.role')}
          value={role}
          options={roles.map((key) => ({ value: key, label: translator.roleName(key) }))}
          onChange={setRole}
        />
      )}
      <Actions>
        <Button kind="primary" type="submit" pending={submitting}>
          {submitting ? t('invite.submitting') : t('invite.submit', { count: Math.max(1, addresses.length) })}
        </Button>
        {onFinish && (
          <Button kind={results.length > 0 ? 'secondary' : 'quiet'} blocked={submitting} onClick={onFinish}>
            {t(results.length > 0 ? 'invite.finish' : 'invite.skip')}
          </Button>
        )}
      </Actions>
    </Form>
  )
}

/** What was typed since, and the addresses with a slip in them; somebody who is a member already needs no second try. */
function leftOf(text: string, results: readonly InvitationResult[]): string {
  const settled = results.filter(({ code }) => code !== 'VALIDATION_FAILED').map(({ email }) => addressKey(email))
  const left = addressesIn(text).filter((address) => !settled.includes(addressKey(address)))
  // Whoever is still typing goes on after the separator they have set.
  const [end] = /[\s,;]*$/.exec(text) ?? ['']
  return left.length > 0 ? left.join('\n') + end : ''
}

function summaryOf(results: readonly InvitationResult[], t: ReturnType<typeof useWidget>['translator']['t']): string {
  const sent = results.filter(({ status }) => status === 'invited').length
  const rest = results.length - sent
  return [sent > 0 && t('invite.sent', { count: sent }), rest > 0 && t('invite.notSent', { count: rest })]
    .filter(Boolean)
    .join(' ')
}

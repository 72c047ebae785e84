import { type Problem, type SignupDraft, signupFaults } from '@tenantry/core'
import { useState } from 'react'
import { Form } from '../form/form.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/card.tsx'
import { useWidget } from '../ui/widget.tsx'

export interface SignupFormProps {
  /** The invited address: the account will have it, and no other. */
  readonly email: string
  readonly submitting: boolean
  readonly problem: Problem | null
  readonly onSubmit: (draft: SignupDraft) => unknown
}

/** Makes an account out of an invitation: a name, and a password twice. */
export function SignupForm({ email, submitting, problem, onSubmit }: SignupFormProps) {
  const { t } = useWidget().translator
  const [isShown, setIsShown] = useState(false)
  const form = useForm({
    initial: { full_name: '', password: '', confirmPassword: '' },
    faultsOf: (held) => signupFaults(draftOf(held)),
    problem,
  })
  const { values, wrong } = form
  const errorOf = (field: keyof typeof labels) => (wrong.includes(field) ? t(`form.${field}`) : undefined)
  const labels = {
    full_name: t('signup.fullName'),
    password: t('signup.password'),
    confirmPassword: t('signup.confirmPassword'),
  }

  return (
    <Form
      formRef={form.ref}
      problem={problem}
      wrong={wrong.map((name) => ({ name, label: labels[name] }))}
      onSubmit={() => {
        if (!submitting && form.check()) onSubmit(draftOf(values))
      }}
    >
      <TextField name="email" type="email" label={t('signup.email')} value={email} autoComplete="username" readOnly />
      <TextField
        name="full_name"
        label={labels.full_name}
        value={values.full_name}
        error={errorOf('full_name')}
        autoComplete="name"
        optional
        onChange={(full_name) => form.set({ full_name })}
      />
      <PasswordField
        name="password"
        label={labels.password}
        hint={t('signup.passwordHint')}
        value={values.password}
        error={errorOf('password')}
        isShown={isShown}
        onToggle={() => setIsShown(!isShown)}
        onChange={(password) => form.set({ password })}
      />
      <PasswordField
        name="confirmPassword"
        label={labels.confirmPassword}
        value={values.confirmPassword}
        error={errorOf('confirmPassword')}
        isShown={isShown}
        onChange={(confirmPassword) => form.set({ confirmPassword })}
      />
      <Actions>
        <Button kind="primary" type="submit" pending={submitting}>
          {t(submitting ? 'signup.submitting' : 'signup.submit')}
        </Button>
      </Actions>
    </Form>
  )
}

function draftOf({ full_name, ...passwords }: { full_name: string; password: string; confirmPassword: string }) {
  return full_name.trim() ? { full_name, ...passwords } : passwords
}

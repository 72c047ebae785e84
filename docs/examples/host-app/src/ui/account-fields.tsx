import { useWords } from '../preferences.tsx'
import { Field } from './field.tsx'

export function EmailField({ defaultValue }: { readonly defaultValue?: string | undefined }) {
  const { email } = useWords().account
  return (
    <Field
      label={email}
      name="email"
      type="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={254}
      defaultValue={defaultValue}
      required
    />
  )
}

export function PasswordField() {
  const { password } = useWords().account
  return <Field label={password} name="password" type="password" autoComplete="current-password" required />
}

/** The contract asks for 8 to 128 characters. */
export function NewPasswordField({ label }: { readonly label: string }) {
  const { passwordHint } = useWords().account
  return (
    <Field
      label={label}
      hint={passwordHint}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={8}
      maxLength={128}
      required
    />
  )
}

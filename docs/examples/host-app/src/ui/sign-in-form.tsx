import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { session } from '../session.ts'
import { EmailField, PasswordField } from './account-fields.tsx'
import { Form, textOf } from './form.tsx'

export interface SignInFormProps {
  /** The address that is expected. */
  readonly email?: string | undefined
  readonly onSignedIn?: () => void
}

/** Signs in; on a page of its own, and inside the card of the onboarding that asks for it. */
export function SignInForm({ email, onSignedIn }: SignInFormProps) {
  const { signIn, account } = useWords()
  return (
    <>
      <Form
        submit={signIn.submit}
        failures={{ UNAUTHENTICATED: account.wrong }}
        onSubmit={async (fields) => {
          await session.signIn({ email: textOf(fields, 'email'), password: textOf(fields, 'password') })
          onSignedIn?.()
        }}
      >
        <EmailField defaultValue={email} />
        <PasswordField />
      </Form>
      <p className="aside">
        <Link href="/forgot-password">{account.forgot}</Link>
      </p>
    </>
  )
}

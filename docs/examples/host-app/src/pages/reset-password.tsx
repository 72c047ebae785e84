import { useEffect, useState } from 'react'
import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { session } from '../session.ts'
import { NewPasswordField } from '../ui/account-fields.tsx'
import { Card } from '../ui/card.tsx'
import { Form, textOf } from '../ui/form.tsx'

export function ResetPassword() {
  const { app, account, reset } = useWords()
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  const [isDone, setIsDone] = useState(false)
  useEffect(() => {
    // A token in the address would stay in the history of the browser.
    if (token) history.replaceState(null, '', location.pathname)
  }, [token])

  if (isDone)
    return (
      <Card key="done" title={reset.done} text={reset.doneText}>
        <Link className="button primary" href="/sign-in">
          {app.signIn}
        </Link>
      </Card>
    )
  return (
    <Card title={reset.title} text={reset.text} footer={<Link href="/forgot-password">{reset.again}</Link>}>
      <Form
        submit={reset.submit}
        failures={{ VERIFICATION_INVALID: reset.invalid }}
        onSubmit={async (fields) => {
          await session.resetPassword({ token, password: textOf(fields, 'password') })
          setIsDone(true)
        }}
      >
        <NewPasswordField label={account.newPassword} />
      </Form>
    </Card>
  )
}

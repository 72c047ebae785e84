import { useTenantry } from '@tenantry/react'
import { useState } from 'react'
import { useWords } from '../preferences.tsx'
import { Link, Redirect } from '../router.tsx'
import { EmailField, NewPasswordField } from '../ui/account-fields.tsx'
import { Card } from '../ui/card.tsx'
import { CheckMail } from '../ui/check-mail.tsx'
import { Field } from '../ui/field.tsx'
import { Form, textOf } from '../ui/form.tsx'
import { useUser } from '../use-user.ts'

export function SignUp() {
  const { app, account, signUp, checkMail } = useWords()
  const { client } = useTenantry()
  const user = useUser()
  const [isSent, setIsSent] = useState(false)

  async function send(fields: FormData) {
    const fullName = textOf(fields, 'name').trim()
    await client.auth.signup({
      body: {
        email: textOf(fields, 'email'),
        password: textOf(fields, 'password'),
        ...(fullName && { full_name: fullName }),
      },
    })
    setIsSent(true)
  }

  if (user) return <Redirect to="/dashboard" />
  if (isSent) return <CheckMail text={checkMail.text} />
  return (
    <Card
      title={signUp.title}
      text={signUp.text}
      footer={
        <>
          {signUp.haveAccount} <Link href="/sign-in">{app.signIn}</Link>
        </>
      }
    >
      <Form submit={signUp.submit} onSubmit={send}>
        <Field label={account.name} name="name" autoComplete="name" maxLength={100} required />
        <EmailField />
        <NewPasswordField label={account.password} />
      </Form>
    </Card>
  )
}

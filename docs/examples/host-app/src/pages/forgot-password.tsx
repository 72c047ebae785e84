import { useState } from 'react'
import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { session } from '../session.ts'
import { EmailField } from '../ui/account-fields.tsx'
import { Card } from '../ui/card.tsx'
import { CheckMail } from '../ui/check-mail.tsx'
import { Form, textOf } from '../ui/form.tsx'

export function ForgotPassword() {
  const { forgot, checkMail } = useWords()
  const [isSent, setIsSent] = useState(false)
  if (isSent) return <CheckMail text={checkMail.resetText} />
  return (
    <Card title={forgot.title} text={forgot.text} footer={<Link href="/sign-in">{forgot.back}</Link>}>
      <Form
        submit={forgot.submit}
        onSubmit={async (fields) => {
          await session.requestPasswordReset(textOf(fields, 'email'))
          setIsSent(true)
        }}
      >
        <EmailField />
      </Form>
    </Card>
  )
}

import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { Card } from './card.tsx'

/** The next step is in a mail. Says the same to known and to unknown addresses. */
export function CheckMail({ text }: { readonly text: string }) {
  const { app, checkMail } = useWords()
  return (
    <Card title={checkMail.title} text={text} footer={checkMail.demo}>
      <p className="actions">
        <a className="button primary" href="/_dev/mailbox">
          {app.mailbox}
        </a>
        <Link className="button" href="/sign-in">
          {app.signIn}
        </Link>
      </p>
    </Card>
  )
}

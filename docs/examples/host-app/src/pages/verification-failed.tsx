import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { Card } from '../ui/card.tsx'

export function VerificationFailed() {
  const { app, verification } = useWords()
  return (
    <Card title={verification.title} text={verification.text}>
      <Link className="button primary" href="/dashboard">
        {app.signIn}
      </Link>
    </Card>
  )
}

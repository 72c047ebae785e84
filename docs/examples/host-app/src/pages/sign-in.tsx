import { useWords } from '../preferences.tsx'
import { Link, navigate, Redirect } from '../router.tsx'
import { Card } from '../ui/card.tsx'
import { SignInForm } from '../ui/sign-in-form.tsx'
import { useUser } from '../use-user.ts'

export function SignIn() {
  const { app, signIn } = useWords()
  if (useUser()) return <Redirect to="/dashboard" />
  return (
    <Card
      title={signIn.title}
      text={signIn.text}
      footer={
        <>
          {signIn.noAccount} <Link href="/sign-up">{app.signUp}</Link>
        </>
      }
    >
      <SignInForm onSignedIn={() => navigate('/dashboard')} />
    </Card>
  )
}

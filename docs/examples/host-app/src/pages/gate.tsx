import { Onboarding } from '@tenantry/react'
import { useWords } from '../preferences.tsx'
import { redirect } from '../router.tsx'
import { SignInForm } from '../ui/sign-in-form.tsx'
import { Dashboard } from './dashboard.tsx'

/** The gate before the app: whoever is not inside an organization yet is led into one. */
export function Gate() {
  const { app } = useWords()
  return (
    <>
      <title>{app.name}</title>
      <Onboarding
        signIn={({ invitation }) => <SignInForm email={invitation?.email} />}
        slugPrefix={`${location.host}/`}
        onDone={() => redirect('/dashboard')}
      >
        <Dashboard />
      </Onboarding>
    </>
  )
}

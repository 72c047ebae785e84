import { Onboarding } from '@tenantry/react'
import type { ComponentType } from 'react'
import { useWords } from '../preferences.tsx'
import { redirect, usePath } from '../router.tsx'
import { SignInForm } from '../ui/sign-in-form.tsx'
import { Dashboard } from './dashboard.tsx'
import { Organization } from './organization.tsx'
import { Organizations } from './organizations.tsx'

/** The pages behind the gate. */
export const inside: Readonly<Record<string, ComponentType>> = {
  '/onboarding': Dashboard,
  '/dashboard': Dashboard,
  '/organization': Organization,
  '/organizations': Organizations,
}

/** The gate before the app: whoever is not inside an organization yet, or no longer, is led into one. */
export function Gate() {
  const { app } = useWords()
  const path = usePath()
  const Page = inside[path] ?? Dashboard
  return (
    <>
      <title>{app.name}</title>
      <Onboarding
        signIn={({ invitation }) => <SignInForm email={invitation?.email} />}
        slugPrefix={`${location.host}/`}
        onDone={() => path === '/onboarding' && redirect('/dashboard')}
      >
        <Page />
      </Onboarding>
    </>
  )
}

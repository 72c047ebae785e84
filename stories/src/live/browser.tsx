import { Onboarding, OrganizationProfile, OrganizationSwitcher, TenantryProvider } from '@tenantry/react'
import { type ReactNode, useState } from 'react'
import { action } from 'storybook/actions'
import { forget } from '../forget.ts'
import { useLook } from '../page.tsx'
import type { Server } from './server.ts'
import { createSession } from './session.ts'

export interface BrowserProps {
  readonly server: Server
  /** Whose browser it is; one who has no account is not signed in. */
  readonly email: string
  /** The token of the invitation link that was opened in it. */
  readonly token: string | null
}

/** The browser of one person, with a host app in it. */
export function Browser({ server, email, token }: BrowserProps) {
  const [{ session, client }] = useState(() => {
    forget()
    const session = createSession(server.accounts, server.accounts.find(email))
    return { session, client: server.clientOf(session) }
  })
  const { locale, appearance } = useLook()
  return (
    <section className="browser" aria-label={email}>
      <p className="browser-bar">{email}</p>
      <TenantryProvider
        session={session}
        client={client}
        locale={locale}
        appearance={appearance}
        onNavigate={action('navigate')}
      >
        <Onboarding token={token} signIn={<SignIn onClick={() => session.enter(email)}>Sign in as {email}</SignIn>}>
          <div className="app">
            <OrganizationSwitcher />
            <OrganizationProfile routing="none" />
          </div>
        </Onboarding>
      </TenantryProvider>
    </section>
  )
}

function SignIn({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" onClick={onClick}>
      {children}
    </button>
  )
}

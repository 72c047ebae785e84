import { useQuery } from '@tanstack/react-query'
import { organizationStatusQuery, PendingInvitationsBadge, useTenantry } from '@tenantry/react'
import { usePreferences } from '../preferences.tsx'
import { Link, usePath } from '../router.tsx'
import { useUser } from '../use-user.ts'
import { Menu } from './menu.tsx'

/** The bar above every page. */
export function Header() {
  const { app } = usePreferences().words
  const { client } = useTenantry()
  const path = usePath()
  const user = useUser()
  const isGate = path === '/onboarding' || path === '/dashboard'
  // What the gate has asked is read here, not asked again: before that nobody is inside.
  const { data: status } = useQuery({ ...organizationStatusQuery(client), enabled: false })
  return (
    <header className="bar">
      <a className="skip" href="#main">
        {app.skip}
      </a>
      <Link className="brand" href="/">
        <img src="/icon.svg" alt="" width={28} height={28} />
        {app.name}
      </Link>
      <nav>
        {user === null && !isGate && path !== '/sign-in' && (
          <Link className="button quiet" href="/sign-in">
            {app.signIn}
          </Link>
        )}
        {user && isGate && status?.hasOrganizations && <PendingInvitationsBadge />}
        <Menu user={user ?? null} />
      </nav>
    </header>
  )
}

import { useQuery } from '@tanstack/react-query'
import { OrganizationSwitcher, organizationStatusQuery, PendingInvitationsBadge, useTenantry } from '@tenantry/react'
import { inside } from '../pages/gate.tsx'
import { usePreferences } from '../preferences.tsx'
import { Link, usePath } from '../router.tsx'
import { useUser } from '../use-user.ts'
import { Menu } from './menu.tsx'
import { Tabs } from './tabs.tsx'

/** The bar above every page. */
export function Header() {
  const { app } = usePreferences().words
  const { client } = useTenantry()
  const path = usePath()
  const user = useUser()
  // What the gate has asked is read here, not asked again: before that nobody is inside.
  const { data: status } = useQuery({ ...organizationStatusQuery(client), enabled: false })
  const isGate = path in inside
  const isInside = Boolean(user && isGate && status?.hasOrganizations)
  return (
    <header className="bar">
      <a className="skip" href="#main">
        {app.skip}
      </a>
      <Link className="brand" href="/" aria-label={app.name}>
        <img src="/icon.svg" alt="" width={28} height={28} />
        <span>{app.name}</span>
      </Link>
      {isInside && (
        <OrganizationSwitcher
          organizationProfileUrl="/organization"
          afterCreateOrganizationUrl="/dashboard"
          afterLeaveOrganizationUrl="/dashboard"
        />
      )}
      {isInside && <Tabs path={path} />}
      <div className="tools">
        {user === null && !isGate && path !== '/sign-in' && (
          <Link className="button quiet" href="/sign-in">
            {app.signIn}
          </Link>
        )}
        {isInside && <PendingInvitationsBadge />}
        <Menu user={user ?? null} />
      </div>
    </header>
  )
}

import { PendingInvitationsBadge } from '@tenantry/react'
import { usePreferences } from '../preferences.tsx'
import { Link, usePath } from '../router.tsx'
import { useUser } from '../use-user.ts'
import { Menu } from './menu.tsx'

/** The bar above every page. */
export function Header() {
  const { app } = usePreferences().words
  const path = usePath()
  const user = useUser()
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
        {user === null && path !== '/sign-in' && (
          <Link className="button quiet" href="/sign-in">
            {app.signIn}
          </Link>
        )}
        {user && path === '/dashboard' && <PendingInvitationsBadge />}
        <Menu user={user ?? null} />
      </nav>
    </header>
  )
}

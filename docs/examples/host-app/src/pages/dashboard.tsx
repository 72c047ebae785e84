import type { Membership } from '@tenantry/core'
import {
  InviteMembers,
  PendingInvitations,
  useActiveOrganization,
  useOrganization,
  useOrganizationStatus,
  useTenantry,
} from '@tenantry/react'
import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { Card } from '../ui/card.tsx'
import { useUser } from '../use-user.ts'

// As wide as the column that they stand in.
const wide = { elements: { card: 'wide' } }

/** The app behind the gate, for the organization that this tab works in. */
export function Dashboard() {
  const { data: status } = useOrganizationStatus()
  const { membership } = useActiveOrganization()
  const { app, suspended } = useWords()
  if (!status) return <p role="status">{app.loading}</p>
  if (membership) return <Home key={membership.organization_id} membership={membership} />
  return (
    <Card title={suspended.title} text={suspended.text}>
      <Link className="button" href="/organizations">
        {suspended.others}
      </Link>
    </Card>
  )
}

function Home({ membership }: { readonly membership: Membership }) {
  const { organization_id: id, organizations, role } = membership
  const { app, dashboard } = useWords()
  const { translator } = useTenantry()
  const { data } = useOrganization(id)
  const user = useUser()
  return (
    <div className="page dashboard">
      <title>{`${organizations.name} · ${app.name}`}</title>
      <header>
        <h1>{organizations.name}</h1>
        <p>
          {dashboard.role(translator.roleName(role))} · {user?.email}
        </p>
      </header>
      {data?.permissions.includes('invitations:create') && <InviteMembers organizationId={id} appearance={wide} />}
      <PendingInvitations appearance={wide} />
    </div>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { defaultRoles, may, mayGrant, type OrganizationStatus } from '@tenantry/core'
import { InvitePeople, PendingInvitations, tenantryKeys, useOrganizationStatus, useTenantry } from '@tenantry/react'
import { useWords } from '../preferences.tsx'
import { Card } from '../ui/card.tsx'
import { useUser } from '../use-user.ts'

// As wide as the column that they stand in.
const wide = { elements: { card: 'wide' } }

/** The app behind the gate. */
export function Dashboard() {
  const { data: status, isError, refetch } = useOrganizationStatus()
  const { app } = useWords()
  if (status?.defaultOrganization) return <Home status={status} home={status.defaultOrganization} />
  if (!isError) return <p role="status">{app.loading}</p>
  return (
    <Card title={app.failed}>
      <button className="button primary" type="button" onClick={() => refetch()}>
        {app.retry}
      </button>
    </Card>
  )
}

interface HomeProps {
  readonly status: OrganizationStatus
  readonly home: NonNullable<OrganizationStatus['defaultOrganization']>
}

function Home({ status, home }: HomeProps) {
  const { app, dashboard } = useWords()
  const { translator } = useTenantry()
  const user = useUser()
  const roles = defaultRoles.map(({ key }) => key).filter((key) => mayGrant(defaultRoles, home.role, key))
  return (
    <div className="dashboard">
      <title>{`${home.name} · ${app.name}`}</title>
      <header>
        <h1>{home.name}</h1>
        <p>
          {dashboard.role(translator.roleName(home.role))} · {user?.email}
        </p>
      </header>
      <Organizations status={status} />
      <div className="inbox">
        <PendingInvitations appearance={wide} />
      </div>
      {may(defaultRoles, home.role, 'invitations:create') && (
        <InvitePeople key={home.id} organization={home} roles={roles} appearance={wide} />
      )}
    </div>
  )
}

function Organizations({ status }: { readonly status: OrganizationStatus }) {
  const { dashboard } = useWords()
  const { client, translator } = useTenantry()
  const queryClient = useQueryClient()
  const makeDefault = useMutation({
    mutationFn: (organizationId: string) => client.organizations.makeDefault({ params: { organizationId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: tenantryKeys.organizationStatus }),
  })
  return (
    <section className="card wide" aria-labelledby="organizations">
      <h2 id="organizations">{dashboard.organizations}</h2>
      <ul className="rows">
        {status.organizations.map(({ organization_id, organizations: { name, slug }, role, is_default }) => (
          <li key={organization_id}>
            <div>
              <strong>{name}</strong>
              <span>
                {slug} · {translator.roleName(role)}
              </span>
            </div>
            {is_default ? (
              <span className="tag">{dashboard.default}</span>
            ) : (
              <button
                className="button"
                type="button"
                aria-label={dashboard.makeDefaultNamed(name)}
                onClick={() => makeDefault.mutate(organization_id)}
              >
                {dashboard.makeDefault}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

import { OrganizationProfile } from '@tenantry/react'
import { useWords } from '../preferences.tsx'

/** Everything about the organization of this tab; which part of it is open stands behind the `#` of the address. */
export function Organization() {
  const { app, organization } = useWords()
  return (
    <div className="page">
      <title>{`${organization.title} · ${app.name}`}</title>
      <h1>{organization.title}</h1>
      <OrganizationProfile afterLeaveOrganizationUrl="/dashboard" />
    </div>
  )
}

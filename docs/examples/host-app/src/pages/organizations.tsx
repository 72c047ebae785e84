import { OrganizationList } from '@tenantry/react'
import { useWords } from '../preferences.tsx'

/** Everything that somebody may work in, and which of it a new tab begins with. */
export function Organizations() {
  const { app, organizations } = useWords()
  return (
    <div className="page">
      <title>{`${organizations.title} · ${app.name}`}</title>
      <h1>{organizations.title}</h1>
      <OrganizationList afterSelectOrganizationUrl="/dashboard" afterCreateOrganizationUrl="/dashboard" />
    </div>
  )
}

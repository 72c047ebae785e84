import { type contract, may } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { invalid } from '../http/invalid.ts'
import { timestamp } from '../http/timestamp.ts'
import { changeOrganization, detailsOf, lockedStanding, settingsOf } from './queries.ts'
import { refuseReserved } from './refuse-reserved.ts'

/** Changes what an organization is called and known by. */
export const update: Handler<typeof contract.organizations.update> = async ({ params, body }, context, fail) => {
  const { tx, principal, policy, now, atEnd } = context
  const { organizationId } = params
  const [standing, found, settings] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    detailsOf(tx, organizationId),
    settingsOf(tx, organizationId),
  ])
  if (!standing || !found) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, standing.role, 'organization:update')) throw fail('NOT_AUTHORIZED')
  const { google_domain = found.google_domain, logo_url = found.logo_url } = body
  const { name = found.name, slug = found.slug, country_code = found.country_code } = body
  const wanted = { name, slug, country_code, google_domain, logo_url }
  const changed = changeable.filter((field) => wanted[field] !== found[field])
  if (changed.includes('slug')) refuseReserved(slug)
  if (google_domain === null && settings?.require_google_domain)
    throw invalid([{ path: ['google_domain'], message: 'Members must have this domain. Change the settings first.' }])

  if (changed.length > 0) {
    atEnd(() => changeOrganization(tx, organizationId, wanted, now))
    const [from, to] = [found, wanted].map((state) => Object.fromEntries(changed.map((field) => [field, state[field]])))
    const target = { organizationId, targetType: 'organization', targetId: organizationId }
    context.audit({ ...target, action: 'organization.updated', data: { from, to } })
  }
  return { success: true, organization: { ...found, ...wanted, created_at: timestamp(found.created_at) } }
}

const changeable = ['name', 'slug', 'country_code', 'google_domain', 'logo_url'] as const

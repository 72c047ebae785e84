import { ADMIN, type contract, isReservedSlug } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { invalid } from '../parse.ts'
import { lockUser } from '../users/queries.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'
import { insertDomain, insertMembership, insertOrganization, insertSettings } from './queries.ts'

/** Creates an organization with its settings, its admin and its domain: all of it, or nothing (seed 003). */
export const create: Handler<typeof contract.organizations.create> = async ({ body }, context, fail) => {
  const { tx, principal, policy, now, newId, locale } = context
  if (policy.organizationCreation === 'disabled') throw fail('CREATION_DISABLED')
  if (!principal.emailVerified) throw fail('EMAIL_NOT_VERIFIED')
  if (isReservedSlug(body.slug))
    throw invalid([{ path: ['slug'], message: 'This word is reserved. Choose another one.' }])

  const { require_google_domain, ...fields } = body
  const organization = { id: newId(), ...fields }
  const organization_id = organization.id
  await lockUser(tx, principal.userId)
  await insertOrganization(tx, organization, principal.userId, now)
  const membership = { user_id: principal.userId, role: ADMIN, team_id: null, invitation_id: null } as const
  await insertMembership(tx, { id: newId(), organization_id, joined_via: 'created', ...membership }, now)
  const settings = { organization_id, require_google_domain, member_limit: policy.memberLimit, locale }
  await insertSettings(tx, settings, now)
  if (body.google_domain) {
    const verified_by = ownsAddressAt(principal.email, body.google_domain) ? 'email' : null
    await insertDomain(tx, { id: newId(), organization_id, domain: body.google_domain, verified_by }, now)
  }
  const target = { targetType: 'organization', targetId: organization_id }
  context.audit({ organizationId: organization_id, action: 'organization.created', ...target })

  return {
    success: true,
    organization: { ...organization, created_at: timestamp(now) },
    user_role: ADMIN,
    redirect_url: policy.pages.dashboard,
  }
}

// Enough for others of the same domain to ask to come in, never enough for them to walk in: that takes a DNS record.
function ownsAddressAt(email: string | null, domain: string): boolean {
  return email?.split('@')[1] === domain && !isPublicMailDomain(domain)
}

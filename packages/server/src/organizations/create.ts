import { ADMIN, type contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { insertDomain } from '../domains/queries.ts'
import { verifiedBy } from '../domains/verified-by.ts'
import { timestamp } from '../http/timestamp.ts'
import { lockUser } from '../users/queries.ts'
import { insertMembership, insertOrganization, insertSettings } from './queries.ts'
import { refuseReserved } from './refuse-reserved.ts'

/** Creates an organization with its settings, its admin and its domain: all of it, or nothing (seed 003). */
export const create: Handler<typeof contract.organizations.create> = async ({ body }, context, fail) => {
  const { tx, atEnd, principal, policy, now, newId, locale } = context
  if (policy.organizationCreation === 'disabled') throw fail('CREATION_DISABLED')
  if (!principal.emailVerified) throw fail('EMAIL_NOT_VERIFIED')
  refuseReserved(body.slug)

  const { require_google_domain, ...fields } = body
  const organization = { id: context.newOrganizationId, ...fields }
  const organization_id = organization.id
  atEnd(() => lockUser(tx, principal.userId))
  atEnd(() => insertOrganization(tx, organization, principal.userId, now))
  // Before its members, who follow it there.
  context.createAtProvider(organization)
  const membership = { user_id: principal.userId, role: ADMIN, team_id: null, invitation_id: null } as const
  atEnd(() => insertMembership(tx, { id: newId(), organization_id, joined_via: 'created', ...membership }, now))
  const settings = { organization_id, require_google_domain, member_limit: policy.memberLimit, locale }
  atEnd(() => insertSettings(tx, settings, now))
  const { google_domain: domain } = body
  if (domain) {
    const verified_by = verifiedBy(principal, domain)
    atEnd(() => insertDomain(tx, { id: newId(), organization_id, domain, verified_by }, now))
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

import { type contract, may } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { invalid } from '../http/invalid.ts'
import { mailLocales } from '../mail/locales.ts'
import { changeSettings, detailsOf, lockedStanding, settingsOf } from './queries.ts'

/** Changes how an organization works; its seats are the host's to change. */
export const updateSettings: Handler<typeof contract.organizations.updateSettings> = async (
  { params, body },
  context,
  fail,
) => {
  const { tx, principal, policy, now, atEnd } = context
  const { organizationId } = params
  if (body.locale !== undefined && !mailLocales.some((locale) => locale === body.locale))
    throw invalid([{ path: ['locale'], message: `Choose one of: ${mailLocales.join(', ')}.` }])
  const [standing, organization, found] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    detailsOf(tx, organizationId),
    settingsOf(tx, organizationId),
  ])
  if (!standing || !organization || !found) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, standing.role, 'organization:update')) throw fail('NOT_AUTHORIZED')
  const { require_google_domain = found.require_google_domain, locale = found.locale } = body
  if (require_google_domain && organization.google_domain === null)
    throw invalid([{ path: ['require_google_domain'], message: 'Say first which domain the organization has.' }])

  const change = { require_google_domain, locale }
  if (require_google_domain !== found.require_google_domain || locale !== found.locale) {
    atEnd(() => changeSettings(tx, organizationId, change, now))
    const target = { organizationId, targetType: 'organization', targetId: organizationId }
    const from = { require_google_domain: found.require_google_domain, locale: found.locale }
    context.audit({ ...target, action: 'organization.settings_updated', data: { from, to: change } })
  }
  return { success: true, settings: { ...found, ...change } }
}

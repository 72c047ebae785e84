import type { Provider } from '@tenantry/core/provider'
import { clerkApi } from './api.ts'
import { checksOf } from './checks.ts'
import { invitationsOf } from './invitations.ts'
import { organizationsOf } from './organizations.ts'
import { publicRole } from './public-role.ts'
import { rolesBy } from './roles.ts'
import { type ClerkOptions, settingsOf } from './settings.ts'
import { tokensOf } from './tokens.ts'
import { usersOf } from './users.ts'
import { webhooksOf } from './webhooks.ts'

/** Clerk, with everything that it offers; webhooks when their secret is known. */
export type ClerkProvider = Provider &
  Required<
    Pick<
      Provider,
      'createUser' | 'confirmEmail' | 'findUser' | 'deleteUser' | 'organizations' | 'invitations' | 'checks'
    >
  >

/**
 * Creates the provider for people and organizations at Clerk.
 * @throws TypeError when an option cannot be right, such as a publishable key in place of the secret one
 */
export function clerk(options: ClerkOptions): ClerkProvider {
  const settings = settingsOf(options)
  const api = clerkApi(settings)
  const roles = rolesBy(settings.roles)
  const marks = settings.publicMetadata ? publicRole(api) : null
  return {
    id: 'clerk',
    specification: 'v1',
    tokens: [tokensOf(api, settings)],
    ...usersOf(api, settings.issuer),
    organizations: organizationsOf({ api, roles, marks, settings }),
    invitations: invitationsOf({ api, roles, now: settings.now }),
    ...(settings.webhookSecret !== null && { webhooks: webhooksOf(settings.webhookSecret, roles) }),
    checks: () => checksOf(api, settings),
  }
}

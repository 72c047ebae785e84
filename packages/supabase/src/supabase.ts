import type { Provider } from '@tenantry/core/provider'
import { supabaseApi } from './api.ts'
import { checksOf } from './checks.ts'
import { directoryOf } from './directory.ts'
import { invitationsOf } from './invitations.ts'
import { type SupabaseOptions, settingsOf } from './settings.ts'
import { tokensOf } from './tokens.ts'
import { usersOf } from './users.ts'
import { webhooksOf } from './webhooks.ts'

/** Supabase, with everything that it offers: people and invitations, and no organizations. */
export type SupabaseProvider = Omit<Provider, 'organizations'> &
  Required<Pick<Provider, 'createUser' | 'confirmEmail' | 'findUser' | 'deleteUser' | 'invitations' | 'checks'>>

/**
 * Creates the provider for people who sign in with Supabase Auth; organizations live in Tenantry's own tables.
 * @throws TypeError when an option cannot be right, such as the public key in place of the secret one
 */
export function supabase(options: SupabaseOptions): SupabaseProvider {
  const settings = settingsOf(options)
  const api = supabaseApi(settings)
  const directory = directoryOf(api, settings.now)
  const webhooks = webhooksOf(settings)
  return {
    id: 'supabase',
    specification: 'v1',
    tokens: tokensOf(api, directory, settings),
    ...usersOf(api, directory, settings.issuer),
    invitations: invitationsOf(api, directory),
    ...(webhooks && { webhooks }),
    checks: () => checksOf(api, directory, settings),
  }
}

import { isTenantryError } from '../contract/errors.ts'
import type { SessionUser } from '../session/session.ts'
import type { OnboardingClient } from './client.ts'
import { isRefusal } from './detour.ts'
import type { Findings } from './event.ts'
import type { Memory } from './memory.ts'

/** Asks who is here and where they stand: three requests at most, one for a member without a link. */
export async function find(
  client: OnboardingClient,
  session: Promise<SessionUser | null>,
  { token, inviting }: Memory,
): Promise<Findings> {
  const [user, invitation] = await Promise.all([session, token === null ? null : preview(client, token)])
  const nothing = { user, invitation, inviting, status: null, joinable: [] }
  if (!user?.emailVerified || typeof invitation === 'string') return nothing

  const status = await client.organizations.status()
  if (invitation || status.scenario !== 'no_invitations') return { ...nothing, status }
  const { organizations } = await client.organizations.joinable()
  return { ...nothing, status, joinable: organizations }
}

async function preview(client: OnboardingClient, token: string): Promise<Findings['invitation']> {
  try {
    const { invitation } = await client.invitations.validateToken({ query: { token } })
    return invitation
  } catch (error) {
    // A link that a mail program cut short.
    if (isTenantryError(error, 'VALIDATION_FAILED')) return 'INVITATION_NOT_FOUND'
    if (isTenantryError(error) && isRefusal(error.code)) return error.code
    throw error
  }
}

import { TenantryError } from '@tenantry/core'
import type { Context } from '../context.ts'

// How long invitations count.
const LIMIT_WINDOW_SECONDS = 86_400

/**
 * Counts invitations against the limits of who is invited, who invites, and where to, and gives back those of these addresses that
 * stay below all three. Which limit held one back is not told: the first one counts what other organizations do. A recipient who
 * is held back costs nothing, and so does everybody when the transaction fails.
 */
export async function withinLimits(
  { limiter, policy, principal, onRollback }: Context,
  organizationId: string,
  emails: readonly string[],
): Promise<ReadonlySet<string>> {
  const { perRecipient, perInviter, perOrganization } = policy.invitationLimits

  /** Takes a point; answers how to give it back, or null when none was left. */
  async function take(key: string, limit: number): Promise<(() => Promise<void>) | null> {
    const rule = { limit, windowSeconds: LIMIT_WINDOW_SECONDS }
    const { allowed } = await limiter.take(key, rule)
    return allowed ? () => limiter.giveBack(key, rule) : null
  }

  const welcome = await Promise.all(
    emails.map(async (email) => ({ email, recipient: await take(`invited:${email}`, perRecipient) })),
  )
  const counted = await Promise.all(
    welcome
      .filter(({ recipient }) => recipient !== null)
      .map(async ({ email, recipient }) => {
        const inviter = take(`inviter:${principal.userId}`, perInviter)
        const organization = take(`inviting:${organizationId}`, perOrganization)
        return { email, points: [recipient, await inviter, await organization] }
      }),
  )
  const admitted = new Set<string>()
  for (const { email, points } of counted) {
    const giveBack = async () => void (await Promise.all(points.map((point) => point?.())))
    if (points.includes(null)) {
      await giveBack()
      continue
    }
    onRollback(giveBack)
    admitted.add(email)
  }
  return admitted
}

/** RATE_LIMITED, with the seconds to wait. @default until what counts now counts no more */
export function tooMany(retryAfter = LIMIT_WINDOW_SECONDS, details?: { readonly reason: string }): TenantryError {
  return new TenantryError('RATE_LIMITED', { status: 429, retryAfter, ...(details && { details }) })
}

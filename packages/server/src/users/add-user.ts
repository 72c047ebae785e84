import { ADMIN, isTenantryError, mayGrant, TenantryError } from '@tenantry/core'
import type { Identity } from '@tenantry/core/provider'
import type { AccountWish, Context } from '../context.ts'
import { withinLimits } from '../invitations/within-limits.ts'
import { accountCreatedMail } from '../mail/templates/mails.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { insertUser, obstacleToUser, type UserObstacle, type UserWish } from './managed-queries.ts'

/** What can stand in the way, told apart so that each endpoint can give its own status. */
export type AddingObstacle = UserObstacle | 'ORGANIZATION_NOT_FOUND'

interface Added {
  readonly obstacle: null
  readonly id: string
  /** The user's id at the provider. */
  readonly subject: string
}

/**
 * Creates a user of an organization who can sign in at once: at the provider first, then here, both or neither (seed 004). The
 * password is that of the body. Nothing is locked while the provider is asked, so that it keeps nobody waiting.
 * @throws PROVIDER_REFUSED with 400 when the provider makes no account.
 */
export async function addUser(
  context: Context,
  organizationId: string,
  wish: UserWish,
): Promise<Added | { readonly obstacle: AddingObstacle }> {
  const { tx, principal, policy, newId } = context
  const asked = await obstacleToUser(tx, organizationId, wish)
  if (asked) return { obstacle: asked }
  const identity = await createAccount(context, wish)
  if (!identity) return { obstacle: 'ACCOUNT_EXISTS' }

  const [standing, obstacle] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    obstacleToUser(tx, organizationId, wish),
  ])
  if (!standing) return { obstacle: 'ORGANIZATION_NOT_FOUND' }
  if (standing.role !== ADMIN || !mayGrant(policy.roles, standing.role, wish.role))
    return { obstacle: 'NOT_AUTHORIZED' }
  if (obstacle) return { obstacle }

  const id = newId()
  await insertUser(tx, { ...wish, id, organization_id: organizationId, membership_id: newId(), identity })
  const target = { targetType: 'user', targetId: id }
  context.audit({ organizationId, action: 'user.created', ...target, data: { role: wish.role } })
  // A letter to a stranger, as an invitation is; without it the administrator still has the password to hand over.
  if (wish.is_active && (await withinLimits(context, organizationId, [wish.email])).size > 0) {
    context.post(
      accountCreatedMail({
        locale: context.locale,
        to: wish.email,
        organizationName: standing.name,
        inviterName: principal.fullName || principal.email,
        url: new URL(policy.pages.signIn, policy.publicUrl).href,
      }),
    )
  }
  return { obstacle: null, id, subject: identity.subject }
}

/** The account of somebody whom an administrator creates; its password is that of the body. */
export function accountOf({ email, full_name, username }: UserWish, password: string): AccountWish {
  return { email, password, name: full_name, username, emailVerified: false, autoConfirm: true }
}

async function createAccount(context: Context, wish: UserWish): Promise<Identity | null> {
  const identity = await context.createAccount(accountOf(wish, context.password)).catch((error: unknown) => {
    throw isTenantryError(error, 'PROVIDER_UNAVAILABLE') ? refused(error.cause) : error
  })
  if (identity === undefined) throw refused()
  return identity
}

function refused(cause?: unknown): TenantryError {
  return new TenantryError('PROVIDER_REFUSED', { status: 400, cause })
}

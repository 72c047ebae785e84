import type { contract } from '@tenantry/core'
import type { Context, Fail } from '../context.ts'
import { exists, type FoundInvitation, findById } from './queries.ts'
import { refusalOf } from './refusal.ts'

type Answering = typeof contract.invitations.accept | typeof contract.invitations.decline

/** Finds an invitation that the caller may answer now; seed 003 tells somebody else's (403) from a missing one (404). */
export async function findMine(
  id: string,
  { tx, principal, now }: Context,
  fail: Fail<Answering>,
): Promise<FoundInvitation> {
  if (!principal.emailVerified) throw fail('EMAIL_NOT_VERIFIED')
  const invitation = await findById(tx, id)
  if (invitation && invitation.email !== principal.email) throw fail('NOT_AUTHORIZED', { reason: 'email_mismatch' })
  if (!invitation)
    throw (await exists(tx, id)) ? fail('NOT_AUTHORIZED', { reason: 'email_mismatch' }) : fail('INVITATION_NOT_FOUND')
  const refusal = refusalOf(invitation, now)
  if (refusal) throw fail(refusal)
  return invitation
}

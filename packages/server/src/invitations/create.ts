import { canonicalEmail, type contract, type InvitationResult, may, mayGrant, type Role } from '@tenantry/core'
import { type Handler, Reply } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { lockOrganization, membershipOf } from '../organizations/queries.ts'
import { hashToken, newToken } from '../tokens/secret-token.ts'
import { invitationLetter } from './letter.ts'
import { expire, insertInvitations, knownRecipients } from './queries.ts'

interface Recipient {
  readonly email: string
  readonly role: string
  readonly team_id: string | null
}

/** Invites people; each recipient gets a result of their own, in the order they were named. */
export const create: Handler<typeof contract.invitations.create> = async ({ params, body }, context, fail) => {
  const { tx, principal, policy, now, newId } = context
  const { organizationId } = params
  // Locked first: what the inviter may do, and grant, must still hold when the invitations are written.
  await lockOrganization(tx, organizationId)
  const granter = await membershipOf(tx, principal.userId, organizationId)
  if (!granter) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, granter.role, 'invitations:create')) throw fail('NOT_AUTHORIZED')

  const addressed = body.invitations.map((recipient) => ({ ...recipient, canonical: canonicalEmail(recipient.email) }))
  const emails = addressed.flatMap(({ canonical }) => canonical ?? [])
  await expire(tx, organizationId, emails, now)
  const known = await knownRecipients(
    tx,
    organizationId,
    emails,
    addressed.flatMap(({ team_id }) => team_id ?? []),
  )
  const domain = known.find(({ kind }) => kind === 'domain')
  const rules = { roles: policy.roles, granter: granter.role, known: keysByKind(known), domain }

  const seen = new Set<string>()
  const results: InvitationResult[] = []
  const invited = []
  for (const { canonical, ...recipient } of addressed) {
    const code = canonical === null ? 'VALIDATION_FAILED' : refusal({ ...recipient, email: canonical }, rules, seen)
    if (canonical === null || code) {
      results.push({ email: recipient.email, status: 'skipped', ...(code && { code }) })
      continue
    }
    seen.add(canonical)
    const token = newToken()
    const { role, team_id } = recipient
    const expires_at = new Date(now.getTime() + policy.invitationDays * 86_400_000)
    const row = { id: newId(), organization_id: organizationId, email: canonical, role, team_id, expires_at }
    invited.push({ token, row: { ...row, token_hash: await hashToken(token), invited_by: principal.userId } })
    const states = { status: 'pending', delivery_status: 'queued' } as const
    const invitation = { ...row, ...states, expires_at: timestamp(expires_at), created_at: timestamp(now) }
    results.push({ email: canonical, status: 'invited', invitation })
  }

  if (invited.length > 0)
    await insertInvitations(
      tx,
      invited.map(({ row }) => row),
      now,
    )
  for (const { token, row } of invited) {
    const teamName = known.find(({ kind, key }) => kind === 'team' && key === row.team_id)?.name ?? null
    context.post(invitationLetter(context, { ...row, token, organizationName: granter.name, teamName }), row.id)
    const target = { targetType: 'invitation', targetId: row.id }
    context.audit({ organizationId, action: 'invitation.created', ...target, data: { role: row.role } })
  }
  return invited.length === results.length ? { results } : new Reply(207, { results })
}

type Refusal = NonNullable<InvitationResult['code']>

interface Rules {
  readonly roles: readonly Role[]
  readonly granter: string
  readonly known: ReadonlyMap<string, ReadonlySet<string>>
  /** Present where only one domain comes in; its key is that domain. */
  readonly domain: { readonly key: string | null } | undefined
}

function refusal(
  { email, role, team_id }: Recipient,
  { roles, granter, known, domain }: Rules,
  seen: ReadonlySet<string>,
): Refusal | null {
  if (!roles.some(({ key }) => key === role)) return 'VALIDATION_FAILED'
  if (!mayGrant(roles, granter, role)) return 'NOT_AUTHORIZED'
  if (team_id !== null && !known.get('team')?.has(team_id)) return 'VALIDATION_FAILED'
  if (known.get('member')?.has(email)) return 'MEMBERSHIP_EXISTS'
  if (domain && domain.key !== email.split('@')[1]) return 'DOMAIN_REQUIRED'
  if (known.get('waiting')?.has(email) || seen.has(email)) return 'INVITATION_PENDING'
  return null
}

function keysByKind(known: readonly { kind: string; key: string | null }[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = Map.groupBy(known, ({ kind }) => kind)
  return new Map([...groups].map(([kind, rows]) => [kind, new Set(rows.flatMap(({ key }) => key ?? []))]))
}

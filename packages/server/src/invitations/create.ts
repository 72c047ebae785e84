import { canonicalEmail, type contract, type InvitationResult, may, mayGrant, type Role } from '@tenantry/core'
import { type Handler, Reply } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { hashToken, newToken } from '../tokens/secret-token.ts'
import { askProvider, isMailedByProvider } from './ask-provider.ts'
import { invitationLetter } from './letter.ts'
import { expire, insertInvitations, knownRecipients } from './queries.ts'
import { termOf } from './renew.ts'
import { withinLimits } from './within-limits.ts'

interface Recipient {
  readonly email: string
  readonly role: string
  readonly team_id: string | null
}

/** Invites people; each recipient gets a result of their own, in the order they were named. */
export const create: Handler<typeof contract.invitations.create> = async ({ params, body }, context, fail) => {
  const { tx, principal, policy, now, newId } = context
  const { organizationId } = params
  const addressed = body.invitations.map((recipient) => ({ ...recipient, canonical: canonicalEmail(recipient.email) }))
  const emails = addressed.flatMap(({ canonical }) => canonical ?? [])
  const teamIds = addressed.flatMap(({ team_id }) => team_id ?? [])
  const [granter, , known, byProvider] = await Promise.all([
    // Locked first: what the inviter may do, and grant, must still hold when the invitations are written.
    lockedStanding(tx, principal, organizationId),
    expire(tx, organizationId, emails, now),
    knownRecipients(tx, organizationId, emails, teamIds),
    isMailedByProvider(context, organizationId),
  ])
  if (!granter) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, granter.role, 'invitations:create')) throw fail('NOT_AUTHORIZED')

  const domain = known.find(({ kind }) => kind === 'domain')
  const rules = { roles: policy.roles, granter: granter.role, known: keysByKind(known), domain }

  const seen = new Set<string>()
  const judged = addressed.map(({ canonical, ...recipient }) => {
    if (canonical === null) return { ...recipient, canonical: '', code: 'VALIDATION_FAILED' } as const
    const code = refusal({ ...recipient, email: canonical }, rules, seen)
    if (code === null) seen.add(canonical)
    return { ...recipient, canonical, code }
  })
  const admitted = await withinLimits(context, organizationId, [...seen])

  const results: InvitationResult[] = []
  const invited = []
  for (const { canonical, email, role, team_id, code: refused } of judged) {
    const code = refused ?? (admitted.has(canonical) ? null : 'RATE_LIMITED')
    if (code) {
      results.push({ email, status: 'skipped', code })
      continue
    }
    const token = newToken()
    const expires_at = termOf(context)
    const row = { id: newId(), organization_id: organizationId, email: canonical, role, team_id, expires_at }
    invited.push({ token, row: { ...row, token_hash: await hashToken(token), invited_by: principal.userId } })
    const states = { status: 'pending', delivery_status: 'queued' } as const
    const invitation = { ...row, ...states, expires_at: timestamp(expires_at), created_at: timestamp(now) }
    results.push({ email: canonical, status: 'invited', invitation })
  }

  const rows = invited.map(({ row }) => row)
  if (rows.length > 0) context.atEnd(() => insertInvitations(tx, rows, now))
  if (rows.length > 0 && byProvider) {
    const ids = rows.map(({ id }) => id)
    context.atEnd(() => askProvider(context, ids))
  }
  for (const { token, row } of invited) {
    const teamName = known.find(({ kind, key }) => kind === 'team' && key === row.team_id)?.name ?? null
    if (!byProvider)
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

import type { SigningKey } from '../signing.ts'
import { type ClerkState, membershipKey, userIn } from './state.ts'

/** What a session token shall say. */
export interface ClerkTokenWish {
  readonly subject: string
  /** 1 is what instances from before 2025-04-10 still send. @default 2 */
  readonly version?: 1 | 2
  /** The organization that is active in the session. @default none */
  readonly organizationId?: string
  /** The origin of the page. @default 'https://app.example.com'; null leaves it out */
  readonly authorizedParty?: string | null
  /** Whether the session still has a task to do, such as choosing an organization. @default false */
  readonly isPending?: boolean
  /** What the operator added under "Customize session token", or what is to be spoilt. */
  readonly claims?: Readonly<Record<string, unknown>>
}

const LIFETIME_SECONDS = 60

/** Signs a session token as Clerk would: neither shape says anything of addresses. */
export function mintToken(state: ClerkState, key: SigningKey, wish: ClerkTokenWish): Promise<string> {
  const { subject, version = 2, organizationId, isPending = false, claims = {} } = wish
  const { authorizedParty = 'https://app.example.com' } = wish
  const { settings, memberships } = state
  const iat = Math.floor(settings.now() / 1000)
  const membership = organizationId ? memberships.get(membershipKey(organizationId, userIn(state, subject).id)) : null
  const common = {
    iss: settings.url,
    sub: subject,
    sid: 'sess_made_up',
    iat,
    nbf: iat - 10,
    exp: iat + LIFETIME_SECONDS,
    ...(authorizedParty !== null && { azp: authorizedParty }),
    ...(isPending && { sts: 'pending' }),
  }
  const { id, slug } = membership?.organization ?? {}
  const ofVersion =
    version === 1
      ? membership && { org_id: id, org_slug: slug, org_role: membership.role, org_permissions: ['org:reports:read'] }
      : {
          v: 2,
          sts: isPending ? 'pending' : 'active',
          // One feature of the organization, and its first permission of two.
          ...(membership && {
            fea: 'o:reports,u:export',
            o: { id, slg: slug, rol: membership.role.replace('org:', ''), per: 'read,manage', fpm: '1' },
          }),
        }
  return key.sign({ ...common, ...ofVersion, ...claims })
}

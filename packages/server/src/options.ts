import { ADMIN, canonicalOrigin, defaultRoles, type Role } from '@tenantry/core'
import type { Provider } from '@tenantry/core/provider'
import type { Policy } from './context.ts'
import type { Database } from './database/database.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Limiter } from './limits/limiter.ts'
import type { Log } from './log/log.ts'
import type { Mailer } from './mail/mailer.ts'

export interface TenantryOptions {
  readonly database: Database
  readonly provider: Provider
  /**
   * Where the host app lives, such as `https://app.example.com`, without a path. Links, redirects and the issuer of HS256 tokens
   * are built from it, never from a request.
   */
  readonly publicUrl: string
  /** At least 32 bytes; the same in every process of one deployment. */
  readonly secretKey: string
  /** Signs HS256 access tokens when another secret than `secretKey` does (seed 004: `SUPABASE_JWT_SECRET`). */
  readonly accessTokenSecret?: string
  readonly mailer: Mailer
  /** @default in memory: a crash loses mails that were not sent yet; use `pgBossJobs` on a server. */
  readonly jobs?: Jobs
  /** @default in memory: every process counts alone; use `redisLimiter` for several. */
  readonly limiter?: Limiter
  /**
   * Other origins whose pages may call the API with an access token. The origin of `publicUrl` always may. The cookie of the
   * embedded provider works on its own site alone: pages of other sites cannot sign in with it.
   */
  readonly origins?: readonly string[]
  /** `admin` among them. Whoever joins by a proved domain gets the last one, which therefore is not `admin`. @default defaultRoles */
  readonly roles?: readonly Role[]
  /** Whether people may found organizations. @default 'enabled' */
  readonly organizationCreation?: 'enabled' | 'disabled'
  /** Seats of a new organization. @default no limit */
  readonly memberLimit?: number
  /** @default 7, as in seed 002 */
  readonly invitationDays?: number
  /** @default 24 */
  readonly verificationHours?: number
  /** Pages of the host app that links lead to. */
  readonly pages?: Partial<Policy['pages']>
  /** @default nothing is logged */
  readonly log?: Log
  readonly now?: () => Date
  readonly newId?: () => string
}

// Where seed 003 sends people, and where invitation mails lead.
const PAGES: Policy['pages'] = {
  invitation: '/onboarding',
  onboarding: '/onboarding',
  dashboard: '/dashboard',
  signIn: '/sign-in',
}

/**
 * The host's decisions with every default filled in.
 * @throws TypeError naming the option that cannot be right.
 */
export function policyOf(options: TenantryOptions): Policy {
  return {
    publicUrl: originIn('publicUrl', options.publicUrl),
    roles: checkedRoles(options.roles ?? defaultRoles),
    organizationCreation: options.organizationCreation ?? 'enabled',
    memberLimit: options.memberLimit ?? null,
    invitationDays: options.invitationDays ?? 7,
    verificationHours: options.verificationHours ?? 24,
    pages: { ...PAGES, ...options.pages },
  }
}

/** The origins whose pages may call the API. @throws TypeError when one is none. */
export function originsOf({ publicUrl, origins = [] }: Pick<TenantryOptions, 'publicUrl' | 'origins'>): Set<string> {
  return new Set([originIn('publicUrl', publicUrl), ...origins.map((origin) => originIn('origins', origin))])
}

function originIn(name: string, value: string): string {
  const origin = canonicalOrigin(value)
  if (origin === null) throw new TypeError(`${name} must look like https://app.example.com, without a path.`)
  return origin
}

function checkedRoles(roles: readonly Role[]): readonly Role[] {
  if (!roles.some(({ key }) => key === ADMIN)) throw new TypeError(`roles must have one with the key "${ADMIN}".`)
  if (roles.length > 1 && roles.at(-1)?.key === ADMIN)
    throw new TypeError(`roles must not end with "${ADMIN}": the last one is for people who join by their domain.`)
  return roles
}

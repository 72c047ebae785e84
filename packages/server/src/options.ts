import { ADMIN, canonicalEmail, canonicalOrigin, defaultRoles, type Role } from '@tenantry/core'
import type { Provider } from '@tenantry/core/provider'
import { permissionsByRole } from './authorize.ts'
import type { Policy } from './context.ts'
import type { Database } from './database/database.ts'
import type { DocsViewer } from './docs/viewer.ts'
import type { ResolveTxt } from './domains/look-up.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Limiter } from './limits/limiter.ts'
import type { Log } from './log/log.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Profile } from './profiles/profile.ts'
import { DEADLINES, LONGEST_DEADLINE_MS, type ProviderDeadlines } from './sync/policy.ts'

/** What a host gives `createTenantry`, and what it may change of how that works. */
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
  /** Looks up the DNS records that prove domains, such as `dnsResolver()`. @default none: no domain can be proved */
  readonly resolveTxt?: ResolveTxt
  /**
   * Other origins whose pages may call the API with an access token. The origin of `publicUrl` always may. The cookie of the
   * embedded provider works on its own site alone: pages of other sites cannot sign in with it.
   */
  readonly origins?: readonly string[]
  /** `admin` among them. Whoever joins by a proved domain gets the last one, which therefore is not `admin`. @default defaultRoles */
  readonly roles?: readonly Role[]
  /** Verified e-mail addresses of those who act as an admin of every organization (seed 004, "Super Admin"). @default nobody */
  readonly superAdmins?: readonly string[]
  /** Other dialects of the API over the same services, such as `orgs()`. @default the main contract alone */
  readonly profiles?: readonly Profile[]
  /**
   * What becomes of a new organization that the provider does not create: `keep-local` keeps it here, tells its admins, and tries
   * again later (seed 000); `reject` undoes everything and answers with a failure (seed 002). @default 'keep-local'
   */
  readonly onProviderFailure?: Policy['onProviderFailure']
  /**
   * Who mails invitations: `tenantry`, through `mailer`, with a link of ours; or `provider`, which keeps an invitation of its own
   * beside ours, mails it, and lets people accept it there. It has to keep invitations of organizations, as Kinde and Clerk do.
   * @default 'tenantry'
   */
  readonly invitationMail?: Policy['invitationMail']
  /**
   * How long the provider may take, in milliseconds: `creationMs` for the organization or the account that somebody waits
   * for, `callMs` for one call of a job. @default 5000 and 10 000
   */
  readonly providerDeadlines?: Partial<Policy['providerDeadlines']>
  /** Whether people may found organizations. @default 'enabled' */
  readonly organizationCreation?: 'enabled' | 'disabled'
  /** Seats of a new organization. @default no limit */
  readonly memberLimit?: number
  /** @default 7, as in seed 002 */
  readonly invitationDays?: number
  /**
   * How many invitations a day, sent for the first time or again: by one person, of one organization, and to one address from all
   * organizations together. @default 500, 1000 and 10
   */
  readonly invitationLimits?: Partial<Policy['invitationLimits']>
  /** @default 24 */
  readonly verificationHours?: number
  /**
   * What draws `/docs`, such as `swaggerUi()` of `@tenantry/server/node`; false leaves `/openapi.json`, `/docs` and `/redoc` to
   * the host. @default the page of `/redoc`, which needs no script
   */
  readonly docs?: DocsViewer | false
  /**
   * Whether `/metrics` is answered, in the text format of Prometheus: to everybody who reaches it, or to whoever brings this token as
   * `Authorization: Bearer …`. Counters of OpenTelemetry count in either case. @default false
   */
  readonly metrics?: boolean | { readonly token: string }
  /** Pages of the host app that links lead to. */
  readonly pages?: Partial<Policy['pages']>
  /** @default nothing is logged */
  readonly log?: Log
  /** @default the clock of the system */
  readonly now?: () => Date
  /** Makes the ids of rows and requests. @default UUIDv7 (RFC 9562 §5.7) */
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
  const roles = checkedRoles(options.roles ?? defaultRoles)
  return {
    publicUrl: originIn('publicUrl', options.publicUrl),
    roles,
    defaultRole: roles.at(-1)?.key ?? ADMIN,
    permissionsByRole: permissionsByRole(roles),
    superAdmins: (options.superAdmins ?? []).map(addressIn),
    invitationMail: invitationMailIn(options),
    onProviderFailure: options.onProviderFailure ?? 'keep-local',
    providerDeadlines: deadlinesIn(options.providerDeadlines),
    organizationCreation: options.organizationCreation ?? 'enabled',
    memberLimit: options.memberLimit === undefined ? null : countIn('memberLimit', options.memberLimit),
    invitationDays: countIn('invitationDays', options.invitationDays ?? 7),
    invitationLimits: limitsIn(options.invitationLimits),
    verificationHours: countIn('verificationHours', options.verificationHours ?? 24),
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

function addressIn(value: string): string {
  const address = canonicalEmail(value)
  if (address === null) throw new TypeError(`superAdmins must be e-mail addresses, and "${value}" is none.`)
  return address
}

const INVITATION_LIMITS: Policy['invitationLimits'] = { perInviter: 500, perOrganization: 1000, perRecipient: 10 }

function limitsIn(limits: TenantryOptions['invitationLimits']): Policy['invitationLimits'] {
  const all = { ...INVITATION_LIMITS, ...limits }
  for (const [name, limit] of Object.entries(all)) countIn(`invitationLimits.${name}`, limit)
  return all
}

function invitationMailIn({ invitationMail = 'tenantry', provider }: TenantryOptions): Policy['invitationMail'] {
  if (invitationMail === 'provider' && !(provider.organizations && provider.invitations))
    throw new TypeError(`invitationMail cannot be "provider": ${provider.id} keeps no invitations of organizations.`)
  return invitationMail
}

function countIn(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`${name} must be a whole number above 0.`)
  return value
}

function deadlinesIn(deadlines: TenantryOptions['providerDeadlines']): ProviderDeadlines {
  const all = { ...DEADLINES, ...deadlines }
  for (const [name, deadline] of Object.entries(all))
    if (!(deadline > 0 && deadline <= LONGEST_DEADLINE_MS))
      throw new TypeError(`providerDeadlines.${name} must be above 0 and at most ${LONGEST_DEADLINE_MS}.`)
  return all
}

function checkedRoles(roles: readonly Role[]): readonly Role[] {
  if (!roles.some(({ key }) => key === ADMIN)) throw new TypeError(`roles must have one with the key "${ADMIN}".`)
  if (roles.length > 1 && roles.at(-1)?.key === ADMIN)
    throw new TypeError(`roles must not end with "${ADMIN}": the last one is for people who join by their domain.`)
  return roles
}

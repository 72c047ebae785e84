import { canonicalOrigin } from '@tenantry/core'

/** Our roles, and what each is called at Clerk, the strongest first. Of several with one name there, new members get the last. */
export type ClerkRoles = Readonly<Record<string, string>>

/**
 * How the server reaches Clerk, whose tokens count, and how our roles are called there; what cannot be right throws a
 * TypeError that names it.
 */
export interface ClerkOptions {
  /** `CLERK_SECRET_KEY`: `sk_live_…` or `sk_test_…`. */
  readonly secretKey: string
  /** `CLERK_PUBLISHABLE_KEY`, which names the Frontend API that issues tokens. Without it `issuer` is needed. */
  readonly publishableKey?: string
  /** The Frontend API, such as `https://clerk.example.com`. @default what `publishableKey` says */
  readonly issuer?: string
  /** The origins of the pages whose tokens count (`azp`), such as `https://app.example.com`. */
  readonly authorizedParties: readonly string[]
  /** `CLERK_WEBHOOK_SIGNING_SECRET`: `whsec_…`. @default webhooks are not read */
  readonly webhookSecret?: string
  /** `CLERK_API_URL`. @default 'https://api.clerk.com' */
  readonly apiUrl?: string
  /** @default { admin: 'org:admin', manager: 'org:member', employee: 'org:member' } */
  readonly roles?: ClerkRoles
  /** Whether admins are marked in the public metadata of their account: `{ role: 'admin', orgId }` (seed 002). @default true */
  readonly publicMetadata?: boolean
  /** Seats of a new organization at Clerk; 0 is no limit. @default 0, since seats are counted by the server */
  readonly maxAllowedMemberships?: number
  /** @default the platform's */
  readonly fetch?: typeof fetch
  /** How long a call may take, in milliseconds, its repetitions included. @default 10_000 */
  readonly deadlineMs?: number
  /** @default Date.now */
  readonly now?: () => number
}

/** The options with every default filled in. */
export interface Settings
  extends Required<Omit<ClerkOptions, 'publishableKey' | 'webhookSecret' | 'fetch' | 'deadlineMs'>> {
  readonly publishableKey: string | null
  readonly webhookSecret: string | null
  readonly fetch: typeof fetch | undefined
  readonly deadlineMs: number | undefined
}

const ROLES: ClerkRoles = { admin: 'org:admin', manager: 'org:member', employee: 'org:member' }

/** @throws TypeError naming the option that cannot be right, and never its value */
export function settingsOf(options: ClerkOptions): Settings {
  const { secretKey, publishableKey = null, webhookSecret = null, roles = ROLES, authorizedParties } = options
  if (!/^sk_(test|live)_\w+$/.test(secretKey))
    throw new TypeError('secretKey must be a secret key of Clerk, which starts with sk_live_ or sk_test_.')
  if (authorizedParties.length === 0) throw new TypeError('authorizedParties must name the origin of your app.')
  if (webhookSecret !== null && !/^whsec_[\w+/]+=*$/.test(webhookSecret))
    throw new TypeError('webhookSecret must be the signing secret of a webhook, which starts with whsec_.')
  const issuer = options.issuer ?? (publishableKey === null ? null : issuerIn(publishableKey))
  if (issuer === null)
    throw new TypeError(
      'publishableKey (CLERK_PUBLISHABLE_KEY) must be one of Clerk, copied whole, or issuer must be given.',
    )
  return {
    secretKey,
    publishableKey,
    webhookSecret,
    issuer: urlIn('issuer', issuer),
    authorizedParties: authorizedParties.map(originIn),
    apiUrl: `${urlIn('apiUrl', options.apiUrl ?? 'https://api.clerk.com').replace(/\/v1$/, '')}/v1`,
    roles,
    publicMetadata: options.publicMetadata ?? true,
    maxAllowedMemberships: options.maxAllowedMemberships ?? 0,
    fetch: options.fetch,
    deadlineMs: options.deadlineMs,
    now: options.now ?? Date.now,
  }
}

// The Frontend API's host and a dollar sign, in Base64.
function issuerIn(publishableKey: string): string | null {
  try {
    const host = /^pk_(?:test|live)_(.+)$/.exec(publishableKey)?.[1]
    const [, name] = /^([\w.-]+(?::\d+)?)\$$/.exec(atob(host ?? '')) ?? []
    return name ? `https://${name}` : null
  } catch {
    return null
  }
}

// Only compared: how an app is served is for the app to choose.
function originIn(value: string): string {
  const origin = canonicalOrigin(value)
  if (origin === null) throw new TypeError('authorizedParties must be origins: a scheme and a host, without a path.')
  return origin
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

function urlIn(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))))
    throw new TypeError(`${name} must start with https://, or with http:// on this machine.`)
  return value.replace(/\/+$/, '')
}

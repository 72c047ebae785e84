import { canonicalOrigin } from '@tenantry/core'
import type { AccessSource } from '../access/access.ts'
import type { StorageBackend } from '../storage/backend.ts'
import { isShort } from '../storage/cookie-storage.ts'

/**
 * How people sign in at Kinde, and for how long; what is missing or cannot be right throws a TypeError that names it.
 */
export interface KindeSignInOptions {
  /** Kinde's own domain or yours, such as `acme.kinde.com`. @default KINDE_DOMAIN, or KINDE_HOST */
  readonly domain?: string
  /** @default KINDE_CLIENT_ID */
  readonly clientId?: string
  /** @default KINDE_CLIENT_SECRET */
  readonly clientSecret?: string
  /** Where Kinde sends people back to. It ends in `/callback`; the other routes stand beside it. @default KINDE_REDIRECT_URI */
  readonly redirectUri?: string
  /** The origin of the app: where people may be sent after signing in. @default the origin of `redirectUri` */
  readonly publicUrl?: string
  /** Where people go after signing in, unless `post_login_redirect_url` says so. @default KINDE_POST_LOGIN_REDIRECT_URL, or '/' */
  readonly postLoginRedirectUrl?: string
  /** Where Kinde sends people after signing out; it must know this address. @default KINDE_POST_LOGOUT_REDIRECT_URL, or `publicUrl` */
  readonly postLogoutRedirectUrl?: string
  /** The APIs that access tokens are for. @default KINDE_AUDIENCE, separated by spaces */
  readonly audience?: string | readonly string[]
  /** @default 'openid profile email offline' */
  readonly scope?: string
  /** Encrypts cookies; at least 32 bytes, and the same in every process. @default SECRET_KEY, or else what follows from `clientSecret` */
  readonly secret?: string | readonly string[]
  /** Where sessions are kept when not in the visitor's own encrypted cookie, such as `redisBackend(redis)`. */
  readonly storage?: StorageBackend
  /** What the cookies' names begin with. @default 'tenantry_kinde' */
  readonly cookieName?: string
  /** How long somebody who does nothing stays signed in. @default 604_800: a week */
  readonly sessionSeconds?: number
  /** Whether a session ends when the browser is closed, before its time. @default false */
  readonly untilClosed?: boolean
  /** Where permissions, roles and flags are read from unless a call says so. @default the token, and the API for what it does not hold */
  readonly force?: AccessSource
  /** The variables that stand in for options. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** @default the platform's */
  readonly fetch?: typeof fetch
  /** How long Kinde may take for one answer, in milliseconds. @default 10_000 */
  readonly deadlineMs?: number
  /** Hears what an operator should know. It names nobody; a cause comes as it was thrown. @default console */
  readonly log?: (level: 'warn' | 'error', message: string, cause?: unknown) => void
  /** @default Date.now */
  readonly now?: () => number
}

/** The options with every default filled in, and each of them right. */
export interface Settings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** What the addresses of the routes begin with, and the path of that. */
  readonly routesUrl: string
  readonly basePath: string
  readonly publicUrl: string
  readonly origins: ReadonlySet<string>
  readonly postLoginRedirectUrl: string
  readonly postLogoutRedirectUrl: string
  readonly audience: readonly string[]
  readonly scope: string
  readonly secrets: readonly string[]
  readonly secure: boolean
  readonly storage: StorageBackend | null
  readonly cookieName: string
  readonly sessionSeconds: number
  readonly untilClosed: boolean
  readonly force: AccessSource | null
  readonly fetch: typeof fetch
  readonly deadlineMs: number
  readonly log: NonNullable<KindeSignInOptions['log']>
  readonly now: () => number
}

const CALLBACK = '/callback'
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** @throws TypeError with one sentence that names what is missing or wrong */
export function settingsOf(options: KindeSignInOptions): Settings {
  const env = options.env ?? globalThis.process?.env ?? {}
  const issuer = issuerOf(required('domain', 'KINDE_DOMAIN', options.domain ?? env.KINDE_DOMAIN ?? env.KINDE_HOST))
  const clientId = required('clientId', 'KINDE_CLIENT_ID', options.clientId ?? env.KINDE_CLIENT_ID)
  const clientSecret = required('clientSecret', 'KINDE_CLIENT_SECRET', options.clientSecret ?? env.KINDE_CLIENT_SECRET)
  const redirect = redirectOf(
    required('redirectUri', 'KINDE_REDIRECT_URI', options.redirectUri ?? env.KINDE_REDIRECT_URI),
  )
  const publicUrl = canonicalOrigin(options.publicUrl ?? redirect.origin)
  if (publicUrl === null) throw new TypeError('publicUrl must look like https://app.example.com, without a path.')
  const secrets = [options.secret ?? env.SECRET_KEY ?? clientSecret].flat()
  const { cookieName = 'tenantry_kinde', sessionSeconds = 604_800 } = options
  if (secrets.length === 0 || secrets.some(isShort)) throw new TypeError(SHORT)
  if (!/^[\w-]{1,64}$/.test(cookieName))
    throw new TypeError('cookieName must be letters, digits, hyphens or underscores.')
  if (!(sessionSeconds >= 60)) throw new TypeError('sessionSeconds must be 60 or more.')
  const after = (value: string | undefined, name: string) => addressOf(value ?? '/', publicUrl, name)
  return {
    issuer,
    clientId,
    clientSecret,
    redirectUri: redirect.href,
    routesUrl: redirect.href.slice(0, -CALLBACK.length),
    basePath: redirect.pathname.slice(0, -CALLBACK.length),
    publicUrl,
    origins: new Set([publicUrl, redirect.origin]),
    postLoginRedirectUrl: after(
      options.postLoginRedirectUrl ?? env.KINDE_POST_LOGIN_REDIRECT_URL,
      'postLoginRedirectUrl (KINDE_POST_LOGIN_REDIRECT_URL)',
    ),
    postLogoutRedirectUrl: after(
      options.postLogoutRedirectUrl ?? env.KINDE_POST_LOGOUT_REDIRECT_URL,
      'postLogoutRedirectUrl (KINDE_POST_LOGOUT_REDIRECT_URL)',
    ),
    audience: [options.audience ?? env.KINDE_AUDIENCE?.split(/\s+/) ?? []].flat().filter((each) => each !== ''),
    scope: options.scope ?? 'openid profile email offline',
    secrets,
    secure: redirect.protocol === 'https:',
    storage: options.storage ?? null,
    cookieName,
    sessionSeconds,
    untilClosed: options.untilClosed ?? false,
    force: options.force ?? null,
    fetch: options.fetch ?? globalThis.fetch,
    deadlineMs: options.deadlineMs ?? 10_000,
    log: options.log ?? ((level, message, cause) => console[level](message, ...(cause === undefined ? [] : [cause]))),
    now: options.now ?? Date.now,
  }
}

const SHORT = 'secret (SECRET_KEY) must have at least 32 bytes; without one, clientSecret has to be as long.'

function required(option: string, variable: string, value: string | undefined): string {
  if (!value?.trim()) throw new TypeError(`${option} (${variable}) is missing.`)
  if (/\s/.test(value)) throw new TypeError(`${option} (${variable}) must not contain spaces.`)
  if (/^your[_-]/i.test(value)) throw new TypeError(`${option} (${variable}) still holds the example's value.`)
  return value
}

function issuerOf(domain: string): string {
  const origin = canonicalOrigin(/^https?:\/\//.test(domain) ? domain.replace(/\/$/, '') : `https://${domain}`)
  if (origin === null || !isReachable(new URL(origin))) {
    throw new TypeError(
      'domain (KINDE_DOMAIN) must look like acme.kinde.com or https://acme.kinde.com, without a path.',
    )
  }
  return origin
}

function isReachable({ protocol, hostname }: URL): boolean {
  return LOOPBACK.test(hostname) || (protocol === 'https:' && hostname.includes('.'))
}

function redirectOf(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : null
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))
  if (!url || !isSafe || !url.pathname.endsWith(CALLBACK) || url.href !== url.origin + url.pathname) {
    throw new TypeError(
      'redirectUri (KINDE_REDIRECT_URI) must be https, end in /callback and have no query, such as https://app.example.com/callback.',
    )
  }
  return url
}

function addressOf(value: string, publicUrl: string, name: string): string {
  const url = URL.canParse(value, publicUrl) ? new URL(value, publicUrl) : null
  if (url && /^https?:$/.test(url.protocol)) return url.href
  throw new TypeError(`${name} must be an address, or a path of the app.`)
}

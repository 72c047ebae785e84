/**
 * How the server reaches a Supabase project and proves its tokens and hooks; what cannot be right throws a TypeError
 * that names it.
 */
export interface SupabaseOptions {
  /** `SUPABASE_URL`, such as `https://your-project.supabase.co`. */
  readonly url: string
  /** `SUPABASE_SERVICE_KEY`: a secret key (`sb_secret_…`), or the `service_role` key of older projects. */
  readonly serviceKey: string
  /** `SUPABASE_JWT_SECRET`: what signs the tokens of projects that do not sign with a key pair yet (seed 004). */
  readonly jwtSecret?: string
  /** `SECRET_KEY`, which stands in for `jwtSecret` where that is not given (seed 004). */
  readonly secretKey?: string
  /** The secret of Auth hooks: `v1,whsec_…`. @default they are not read */
  readonly hookSecret?: string
  /** What database webhooks bring along as `x-webhook-secret`, at least 32 characters: they are not signed. @default they are not read */
  readonly databaseWebhookSecret?: string
  /** @default the platform's */
  readonly fetch?: typeof fetch
  /** How long a call may take, in milliseconds, its repetitions included. @default 10_000 */
  readonly deadlineMs?: number
  /** @default Date.now */
  readonly now?: () => number
}

/** The options with every default filled in. */
export interface Settings {
  /** Where the API is, which is also who issues tokens. */
  readonly issuer: string
  readonly serviceKey: string
  /** Null where tokens are signed with key pairs alone. */
  readonly tokenSecret: Uint8Array | null
  readonly hookSecret: string | null
  readonly databaseWebhookSecret: string | null
  readonly fetch: typeof fetch | undefined
  readonly deadlineMs: number | undefined
  readonly now: () => number
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const LEAST = 32

/** @throws TypeError naming the option that cannot be right, and never its value */
export function settingsOf(options: SupabaseOptions): Settings {
  const { serviceKey, hookSecret = null, databaseWebhookSecret = null, fetch, deadlineMs, now = Date.now } = options
  const tokenSecret = secretIn(options)
  if (hookSecret !== null && !/^v1,whsec_[\w+/]+=*$/.test(hookSecret))
    throw new TypeError('hookSecret must be the secret of an auth hook, which starts with v1,whsec_.')
  if (databaseWebhookSecret !== null && databaseWebhookSecret.length < LEAST)
    throw new TypeError(`databaseWebhookSecret must have at least ${LEAST} characters.`)
  assertServiceKey(serviceKey)
  return {
    issuer: issuerAt(options.url),
    serviceKey,
    tokenSecret,
    hookSecret,
    databaseWebhookSecret,
    fetch,
    deadlineMs,
    now,
  }
}

function issuerAt(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))))
    throw new TypeError('url must start with https://, or with http:// on this machine.')
  return `${value.replace(/\/+$/, '').replace(/\/auth\/v1$/, '')}/auth/v1`
}

function secretIn({ jwtSecret, secretKey }: SupabaseOptions): Uint8Array | null {
  const [name, secret] = jwtSecret === undefined ? ['secretKey', secretKey] : ['jwtSecret', jwtSecret]
  if (secret === undefined) return null
  const bytes = new TextEncoder().encode(secret)
  if (bytes.length < LEAST) throw new TypeError(`${name} must have at least ${LEAST} bytes.`)
  return bytes
}

/** Whether a key is a token itself, as those of older projects are. */
export const isLegacy = (key: string): boolean => key.split('.').length === 3

function assertServiceKey(key: string): void {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError('serviceKey must be a key of the project.')
  if (key.startsWith('sb_publishable_') || roleOf(key) === 'anon')
    throw new TypeError('serviceKey must be the secret key, and this is the public one.')
}

function roleOf(key: string): unknown {
  if (!isLegacy(key)) return null
  try {
    return JSON.parse(atob((key.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))).role
  } catch {
    return null
  }
}

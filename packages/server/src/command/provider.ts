import type { Provider } from '@tenantry/core/provider'
import type { Database } from '../database/database.ts'
import type { Log } from '../log/log.ts'
import type { Tenantry } from '../tenantry.ts'
import type { Config } from './config.ts'

interface Means {
  readonly database: Database
  readonly publicUrl: string
  readonly secret: string
  readonly sendResetPassword: Tenantry['postPasswordReset']
  readonly onPasswordChange: Tenantry['passwordChanged']
  readonly log: Log
}

type Remote = Exclude<Config['TENANTRY_PROVIDER'], 'embedded'>
type Loader = (config: Config, means: Pick<Means, 'publicUrl' | 'log'>) => Promise<Provider>

const remotes: Readonly<Record<Remote, Loader>> = {
  async kinde(config, { publicUrl }) {
    const { kinde } = await installed('kinde', '@tenantry/kinde', () => import('@tenantry/kinde'))
    const { hash } = await import('bcryptjs')
    const { KINDE_DOMAIN = '', KINDE_CLIENT_ID = '', KINDE_CLIENT_SECRET = '', KINDE_API_URL } = config
    return kinde({
      domain: KINDE_DOMAIN,
      clientId: KINDE_CLIENT_ID,
      clientSecret: KINDE_CLIENT_SECRET,
      ...(KINDE_API_URL && { apiUrl: KINDE_API_URL }),
      audience: config.KINDE_AUDIENCE ?? publicUrl,
      hashPassword: (password) => hash(password, BCRYPT_COST),
    })
  },

  async clerk(config, { publicUrl, log }) {
    const { clerk, issuerOf } = await installed('clerk', '@tenantry/clerk', () => import('@tenantry/clerk'))
    const { CLERK_SECRET_KEY = '', CLERK_API_URL, CLERK_PUBLISHABLE_KEY, CLERK_WEBHOOK_SIGNING_SECRET } = config
    const api = { secretKey: CLERK_SECRET_KEY, ...(CLERK_API_URL && { apiUrl: CLERK_API_URL }) }
    const asked = CLERK_PUBLISHABLE_KEY ? null : await issuerOf(api).catch((error: unknown) => unnamed(error, log))
    return clerk({
      ...api,
      ...(CLERK_PUBLISHABLE_KEY ? { publishableKey: CLERK_PUBLISHABLE_KEY } : { issuer: asked ?? NOBODY }),
      ...(CLERK_WEBHOOK_SIGNING_SECRET && { webhookSecret: CLERK_WEBHOOK_SIGNING_SECRET }),
      authorizedParties: [publicUrl],
    })
  },

  async supabase(config) {
    const { supabase } = await installed('supabase', '@tenantry/supabase', () => import('@tenantry/supabase'))
    const { SUPABASE_URL = '', SUPABASE_SERVICE_KEY = '', SUPABASE_JWT_SECRET } = config
    const { SUPABASE_HOOK_SECRET, SUPABASE_WEBHOOK_SECRET, SECRET_KEY } = config
    return supabase({
      url: SUPABASE_URL,
      serviceKey: SUPABASE_SERVICE_KEY,
      ...(SUPABASE_JWT_SECRET && { jwtSecret: SUPABASE_JWT_SECRET }),
      ...(SECRET_KEY && { secretKey: SECRET_KEY }),
      ...(SUPABASE_HOOK_SECRET && { hookSecret: SUPABASE_HOOK_SECRET }),
      ...(SUPABASE_WEBHOOK_SECRET && { databaseWebhookSecret: SUPABASE_WEBHOOK_SECRET }),
    })
  },
}

const BCRYPT_COST = 12
// Reserved (RFC 2606 §2): it issues no token.
const NOBODY = 'https://unknown.invalid'

/** Loads the provider that the environment names; its package is the host's to install. @throws Error that names the package. */
export async function loadProvider(config: Config, means: Means): Promise<Provider> {
  const { TENANTRY_PROVIDER: id } = config
  if (id !== 'embedded') return loadRemote(id, config, means)
  const { embedded } = await installed(id, '@tenantry/better-auth', () => import('@tenantry/better-auth'))
  const { database, log, publicUrl, secret, sendResetPassword, onPasswordChange } = means
  return embedded({
    database: database.dialect,
    publicUrl,
    secret,
    sendResetPassword,
    onPasswordChange,
    log: (level, message, error) => log[level]({ error }, message),
  })
}

/** Loads a provider that has nothing to do with our database. @throws Error that names the package. */
export function loadRemote(id: Remote, config: Config, means: Pick<Means, 'publicUrl' | 'log'>): Promise<Provider> {
  return remotes[id](config, means)
}

async function installed<T>(provider: string, name: string, load: () => Promise<T>): Promise<T> {
  return load().catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause
    throw new Error(`TENANTRY_PROVIDER is ${provider}, but the package ${name} is not installed.`, { cause })
  })
}

// The API is of use without: people whose tokens another issuer signed are let in, and the doctor says the rest.
function unnamed(error: unknown, log: Log): null {
  log.error(
    { error },
    'CLERK_PUBLISHABLE_KEY is not set, and Clerk does not say who issues its tokens: none of them is taken until the next start',
  )
  return null
}

/** Tells whether an import failed for want of a package. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
}

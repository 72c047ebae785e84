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

/** Loads the provider that the environment names; its package is the host's to install. @throws Error that names the package. */
export async function loadProvider({ TENANTRY_PROVIDER }: Config, means: Means): Promise<Provider> {
  if (TENANTRY_PROVIDER !== 'embedded') {
    throw new Error(
      `TENANTRY_PROVIDER is ${TENANTRY_PROVIDER}, which this version does not have yet; leave it empty or set it to embedded.`,
    )
  }
  const { embedded } = await import('@tenantry/better-auth').catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause
    throw new Error('TENANTRY_PROVIDER is embedded, but the package @tenantry/better-auth is not installed.', { cause })
  })
  const { database, publicUrl, secret, sendResetPassword, onPasswordChange, log } = means
  return embedded({
    database: database.dialect,
    publicUrl,
    secret,
    sendResetPassword,
    onPasswordChange,
    log: (level, message, error) => log[level]({ error }, message),
  })
}

/** Tells whether an import failed for want of a package. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
}

import { canonicalOrigin } from '@tenantry/core'
import type { Dialect } from 'kysely'
import { bcryptPasswords, type Passwords } from './password.ts'

/** A password reset to be mailed. */
export interface PasswordReset {
  readonly email: string
  /** The page that asks for the new password; the token stands in the fragment, which no server log ever sees. */
  readonly url: string
  readonly token: string
  readonly name: string | null
  readonly expiresAt: Date
  /** The languages that the person's browser asked for, as it named them (RFC 9110 §12.5.4). */
  readonly acceptLanguage: string | null
}

/** A password that was changed by its owner. */
export interface PasswordChange {
  readonly issuer: string
  readonly subject: string
  /** True when a mailed link was used, which proves the address; false when the old password was known. */
  readonly byMail: boolean
}

/** At most `max` requests of one client address in `windowSeconds`. */
export interface RequestLimit {
  readonly max: number
  readonly windowSeconds: number
}

/**
 * Where the embedded provider keeps its tables, how people reach it, and how often; what cannot be right throws a
 * TypeError that names it.
 */
export interface EmbeddedOptions {
  /**
   * Where the tables live: the `database.dialect` of the server's own database, so that both share its connections. Kysely's
   * `PGliteDialect` would not do beside it: it keeps one transaction for everybody, and two that overlap break each other.
   */
  readonly database: Dialect
  /** The origin people reach the server at; links, cookies and the issuer of tokens follow from it. */
  readonly publicUrl: string
  /** Signs cookies and encrypts the private signing key; at least 32 bytes. */
  readonly secret: string
  /** Delivers the mail for a password reset, as `tenantry.postPasswordReset` does; called only for addresses that have an account. */
  readonly sendResetPassword: (reset: PasswordReset) => Promise<void>
  /** Hears that somebody chose a new password, as `tenantry.passwordChanged` does. @default nobody is told */
  readonly onPasswordChange?: (change: PasswordChange) => Promise<void>
  /** @default '/auth' */
  readonly basePath?: string
  /** The PostgreSQL schema of the provider's own tables. @default 'auth' */
  readonly schema?: string
  /** The role that the server's transactions take; `start` grants it just what they need. @default 'tenantry_auth' */
  readonly grantTo?: string
  /** The page that asks for a new password, absolute or below `publicUrl`. @default '/reset-password' */
  readonly resetPasswordUrl?: string
  /**
   * For signing in, for a new password by a mailed link, and for changing it: each counts by itself.
   * @default { max: 10, windowSeconds: 60 }
   */
  readonly signInLimit?: RequestLimit
  /** For asking for a mailed link. @default { max: 5, windowSeconds: 900 } */
  readonly passwordResetLimit?: RequestLimit
  /** bcrypt's cost: each step doubles the time of a sign-in. @default 12 */
  readonly passwordCost?: number
  /** Keeps work alive that goes on after the answer, where the runtime would stop it. */
  readonly waitUntil?: (work: Promise<void>) => void
  /** Hears what goes wrong inside. The message names nobody; the cause comes as it was thrown. @default console */
  readonly log?: (level: 'warn' | 'error', message: string, cause?: unknown) => void
  /** @default Date.now */
  readonly now?: () => number
  /** @default crypto.randomUUID */
  readonly newId?: () => string
}

/** The options with every default filled in. */
export interface Settings extends Required<Omit<EmbeddedOptions, 'database' | 'passwordCost'>> {
  readonly issuer: string
  readonly passwords: Passwords
}

/** What better-auth takes as a password at all, in UTF-16 units; the rule for new ones is `isNewPassword`. */
export const LONGEST_PASSWORD_UNITS = 256

// Both go into SQL as identifiers.
const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/

export function settingsOf(options: EmbeddedOptions): Settings {
  const {
    basePath = '/auth',
    schema = 'auth',
    grantTo = 'tenantry_auth',
    resetPasswordUrl = '/reset-password',
  } = options
  const publicUrl = canonicalOrigin(options.publicUrl)
  if (publicUrl === null) throw new TypeError('publicUrl must look like https://app.example.com, without a path.')
  if (!/^(\/[a-z0-9_-]+)+$/i.test(basePath)) throw new TypeError('basePath must look like /auth.')
  if (!IDENTIFIER.test(schema)) throw new TypeError('schema must be a lower-case PostgreSQL identifier.')
  if (!IDENTIFIER.test(grantTo)) throw new TypeError('grantTo must be a lower-case role name.')
  if (new TextEncoder().encode(options.secret).length < 32) throw new TypeError('secret must have at least 32 bytes.')
  const log: Settings['log'] =
    options.log ?? ((level, message, cause) => console[level](message, ...(cause === undefined ? [] : [cause])))
  return {
    publicUrl,
    basePath,
    schema,
    grantTo,
    issuer: `${publicUrl}${basePath}`,
    secret: options.secret,
    sendResetPassword: options.sendResetPassword,
    onPasswordChange: telling(options.onPasswordChange, log),
    resetPasswordUrl: new URL(resetPasswordUrl, publicUrl).href,
    signInLimit: options.signInLimit ?? { max: 10, windowSeconds: 60 },
    passwordResetLimit: options.passwordResetLimit ?? { max: 5, windowSeconds: 900 },
    passwords: bcryptPasswords(options.passwordCost ?? 12),
    waitUntil: options.waitUntil ?? (() => {}),
    log,
    now: options.now ?? Date.now,
    newId: options.newId ?? (() => crypto.randomUUID()),
  }
}

// The password is changed by then, and the answer has to say so.
function telling(tell: EmbeddedOptions['onPasswordChange'], log: Settings['log']): Settings['onPasswordChange'] {
  return async (change) => {
    await tell?.(change).catch((cause: unknown) => log('error', 'A changed password could not be noted.', cause))
  }
}

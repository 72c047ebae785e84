import { isNewPassword } from '@tenantry/core'
import type { RunSql } from '@tenantry/core/provider'
import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { bearer } from 'better-auth/plugins/bearer'
import { jwt } from 'better-auth/plugins/jwt'
import { CompiledQuery, type Kysely } from 'kysely'
import { canonicalSignIn } from './canonical-sign-in.ts'
import { createLimiter } from './limiter.ts'
import { LONGEST_PASSWORD_UNITS, type Settings } from './settings.ts'

/** The claim `aud` of every access token. */
export const AUDIENCE = 'authenticated'
/** The header in which better-auth reads the client's address; ours alone to set. */
export const CLIENT_IP_HEADER = 'x-tenantry-client-ip'
const TOKEN_LIFETIME_SECONDS = 15 * 60

export type Auth = ReturnType<typeof createAuth>

/** Sets better-auth up on a connection, or on a transaction that is already open. */
export function createAuth(settings: Settings, db: Kysely<unknown>) {
  return betterAuth(authOptions(settings, db))
}

export function authOptions(settings: Settings, db: Kysely<unknown>) {
  const { passwords, signInLimit, passwordResetLimit } = settings
  return {
    appName: 'Tenantry',
    baseURL: settings.publicUrl,
    basePath: settings.basePath,
    secret: settings.secret,
    telemetry: { enabled: false },
    // Qualified names instead of a search_path: PGlite has one connection, and what is set on it is set for everybody.
    database: { db, type: 'postgres' as const, schemaName: settings.schema, transaction: !db.isTransaction },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // These count UTF-16 units; `refuseUnusable` counts code points.
      minPasswordLength: 8,
      maxPasswordLength: LONGEST_PASSWORD_UNITS,
      password: { hash: passwords.hash, verify: passwords.verify },
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: handOver(settings, db),
    },
    verification: { storeIdentifier: 'hashed' as const },
    rateLimit: {
      enabled: true,
      // Has better-auth make the table; `createLimiter` does the counting in it.
      storage: 'database' as const,
      customStorage: createLimiter(settings, runSqlOn(db)),
      customRules: {
        '/sign-in/email': rule(signInLimit),
        '/request-password-reset': rule(passwordResetLimit),
        '/reset-password': rule(signInLimit),
        '/change-password': rule(signInLimit),
        // Nothing to guess here, and two statements less for every token.
        '/sign-out': false as const,
        '/get-session': false as const,
        '/token': false as const,
        '/jwks': false as const,
      },
    },
    advanced: {
      cookiePrefix: 'tenantry',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      // better-auth drops both checks by itself when NODE_ENV is "test".
      disableCSRFCheck: false,
      disableOriginCheck: false,
      database: { generateId: settings.newId, validateSchema: false },
    },
    hooks: { before: refuseUnusable },
    plugins: [
      canonicalSignIn(settings),
      jwt({
        disableSettingJwtHeader: true,
        jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' } },
        jwt: {
          issuer: settings.issuer,
          audience: AUDIENCE,
          definePayload({ user }) {
            const iat = Math.floor(settings.now() / 1000)
            const exp = iat + TOKEN_LIFETIME_SECONDS
            return {
              email: user.email,
              email_verified: user.emailVerified,
              ...(user.name && { name: user.name }),
              iat,
              exp,
            }
          },
        },
      }),
      // Only the signed form of a session token counts, so the table of sessions alone signs nobody in.
      bearer({ requireSignature: true }),
    ],
    // Handed to our `fetch`: better-auth would print them, with SQL and addresses, to the console.
    onAPIError: { throw: true },
    logger: {
      level: 'warn' as const,
      disableColors: true,
      log: (level: string, message: string) => settings.log(level === 'error' ? 'error' : 'warn', message),
    },
  }
}

function rule({ max, windowSeconds }: Settings['signInLimit']) {
  return { max, window: windowSeconds }
}

const refuseUnusable = createAuthMiddleware(async ({ path, body }) => {
  if (path !== '/reset-password') return
  if (typeof body?.newPassword !== 'string' || !isNewPassword(body.newPassword)) throw new APIError('BAD_REQUEST')
  // Anything may stand there; what no link ever held need not reach the database, which chokes on some of it.
  if (typeof body.token !== 'string' || !/^[\w-]{1,64}$/.test(body.token))
    throw new APIError('BAD_REQUEST', { code: 'INVALID_TOKEN' })
})

/** Whoever holds a mailed reset link has proved the address just as with a verification link: the account is theirs alone. */
function handOver({ issuer, schema, now, newId, onPasswordChange }: Settings, db: Kysely<unknown>) {
  const runSql = runSqlOn(db)
  return async ({ user }: { user: { id: string } }) => {
    await runSql(`DELETE FROM "${schema}".verification WHERE value = $1`, [user.id])
    // better-auth ends them too, but last: until then they would give out access tokens from after the address was proved.
    await runSql(`DELETE FROM "${schema}".session WHERE "userId" = $1`, [user.id])
    // Nobody had proved the account, so a stranger may have made it and hold an access token that lives on for minutes. Under
    // another subject, what the owner proves is not proved for that token.
    await runSql(
      `WITH person AS (SELECT id FROM "${schema}"."user" WHERE id = $1 AND NOT "emailVerified" FOR UPDATE),
         credential AS (
           UPDATE "${schema}".account SET "userId" = $2, "accountId" = $2 WHERE "userId" IN (SELECT id FROM person)
         )
       UPDATE "${schema}"."user" SET id = $2, "emailVerified" = true, "updatedAt" = $3
       WHERE id IN (SELECT id FROM person)`,
      [user.id, newId(), new Date(now()).toISOString()],
    )
    // For an account that got another subject this names nobody whom the server knows, and changes nothing.
    await onPasswordChange({ issuer, subject: user.id, byMail: true })
  }
}

function runSqlOn(db: Kysely<unknown>): RunSql {
  return (sql, parameters) => db.executeQuery(CompiledQuery.raw(sql, [...parameters]))
}

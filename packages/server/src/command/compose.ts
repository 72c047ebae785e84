import { canonicalDomain } from '@tenantry/core'
import type { Database } from '../database/database.ts'
import { swaggerUi } from '../docs/swagger-ui.ts'
import { pgBossJobs } from '../jobs/pg-boss.ts'
import { memoryLimiter } from '../limits/memory.ts'
import { redisLimiter } from '../limits/redis.ts'
import type { Log } from '../log/log.ts'
import { isLoopback, mailbox } from '../mail/mailbox.ts'
import { smtpMailer } from '../mail/smtp.ts'
import { dnsResolver } from '../node/dns-resolver.ts'
import { secretFromFile } from '../node/secret-file.ts'
import type { TenantryOptions } from '../options.ts'
import { orgs } from '../profiles/orgs/orgs.ts'
import { users } from '../profiles/users/users.ts'
import { createTenantry, type Tenantry } from '../tenantry.ts'
import type { Config } from './config.ts'
import { isMissing, loadProvider } from './provider.ts'

/** Where the embedded default keeps its data and its secret. */
export const DATA_FOLDER = './.tenantry'

/** Opens the database that the environment names; PGlite is loaded only when it is the one. @throws Error that names its package. */
export async function openDatabase({ DATABASE_URL }: Config, log: Log): Promise<Database> {
  if (DATABASE_URL && DATABASE_URL !== 'memory:') {
    const { postgres } = await import('../database/postgres.ts')
    return postgres(DATABASE_URL, { onError: (error) => log.warn({ error }, 'database connection lost') })
  }
  const { pglite } = await import('../database/pglite.ts').catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause
    const words =
      'DATABASE_URL names no PostgreSQL server, and the embedded one, @electric-sql/pglite, is not installed.'
    throw new Error(words, { cause })
  })
  return pglite(DATABASE_URL ?? `${DATA_FOLDER}/data`)
}

/** Puts the server together as the environment says. */
export async function compose(
  config: Config,
  { database, log, publicUrl }: { database: Database; log: Log; publicUrl: string },
): Promise<Tenantry> {
  const box = config.SMTP_URL ? null : mailbox()
  const mailer = box ?? smtpMailer({ url: config.SMTP_URL ?? '', from: config.MAIL_FROM ?? senderAt(publicUrl) })
  if (!config.SECRET_KEY && database.engine === 'postgres')
    log.warn(
      {},
      `SECRET_KEY is not set: this host makes one in ${DATA_FOLDER}, and no other host on this database has it`,
    )
  const secretKey = config.SECRET_KEY ?? secretFromFile(DATA_FOLDER)
  const sendResetPassword: Tenantry['postPasswordReset'] = (reset) => tenantry.postPasswordReset(reset)
  const onPasswordChange: Tenantry['passwordChanged'] = (change) => tenantry.passwordChanged(change)
  const told = { sendResetPassword, onPasswordChange }
  const provider = await loadProvider(config, { database, publicUrl, secret: secretKey, ...told, log })
  const tenantry = createTenantry({
    database,
    provider,
    publicUrl,
    secretKey,
    ...(config.SUPABASE_JWT_SECRET && { accessTokenSecret: config.SUPABASE_JWT_SECRET }),
    superAdmins: config.TENANTRY_SUPER_ADMINS,
    invitationMail: config.TENANTRY_INVITATION_MAIL,
    onProviderFailure: config.TENANTRY_ON_PROVIDER_FAILURE,
    profiles: [orgs(), users()],
    mailer,
    limiter: config.REDIS_URL
      ? redisLimiter({ url: config.REDIS_URL, onFallback: (error) => log.warn({ error }, 'limits count in memory') })
      : memoryLimiter(),
    jobs: pgBossJobs({
      runSql: database.runSql,
      enqueueRole: 'tenantry_app',
      onError: (error, job) => log.error({ error, job }, 'job failed'),
    }),
    docs: swaggerUi(),
    metrics: metricsOf(config, publicUrl),
    resolveTxt: dnsResolver(),
    log,
  })
  if (!box) return tenantry
  if (!isOwnMachine(config, publicUrl)) {
    log.warn({}, 'SMTP_URL is not set: mails are kept in memory and reach nobody')
    return tenantry
  }
  return { ...tenantry, fetch: async (request, info) => box.page(request) ?? tenantry.fetch(request, info) }
}

// On the developer's own machine nobody else can look.
function metricsOf(config: Config, publicUrl: string): NonNullable<TenantryOptions['metrics']> {
  const { TENANTRY_METRICS: wish, TENANTRY_METRICS_TOKEN: token } = config
  if (wish === 'off') return false
  if (token !== undefined) return { token }
  return wish === 'on' || isOwnMachine(config, publicUrl)
}

function isOwnMachine({ HOST }: Config, publicUrl: string): boolean {
  return isLoopback(HOST) && isLoopback(new URL(publicUrl).hostname)
}

// `localhost` and bare addresses are no domains of e-mail.
function senderAt(publicUrl: string): string {
  return `Tenantry <no-reply@${canonicalDomain(new URL(publicUrl).hostname) ?? 'localhost.localdomain'}>`
}

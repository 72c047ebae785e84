import * as z from 'zod/mini'
import { logLevels } from '../log/pino.ts'
import { METRICS_TOKEN } from '../metrics/page.ts'
import { invites, providerVariables, required } from './provider-variables.ts'
import { emails, matching, oneOf, origin, secret, url, whole } from './variables.ts'

const Environment = z.object({
  PORT: z._default(whole(0, 65_535), 3000),
  HOST: z._default(z.string(), '127.0.0.1'),
  PUBLIC_URL: z.optional(origin),
  DATABASE_URL: z.optional(
    z.union([
      z.literal('memory:'),
      url(['postgres:', 'postgresql:'], 'postgres://user@host:5432/name, memory:, or be empty'),
    ]),
  ),
  REDIS_URL: z.optional(url(['redis:', 'rediss:'], 'redis://127.0.0.1:6379')),
  SMTP_URL: z.optional(url(['smtp:', 'smtps:'], 'smtp://127.0.0.1:25')),
  MAIL_FROM: z.optional(matching(/^[^\r\n]*@[^\r\n]+$/, 'be a sender address')),
  SECRET_KEY: z.optional(secret),
  TRUST_PROXY: z._default(whole(0, 10), 0),
  LOG_LEVEL: z._default(oneOf(logLevels), 'info'),
  TENANTRY_PROVIDER: z._default(oneOf(Object.keys(required) as (keyof typeof required)[]), 'embedded'),
  TENANTRY_ON_PROVIDER_FAILURE: z._default(oneOf(['reject', 'keep-local']), 'keep-local'),
  TENANTRY_INVITATION_MAIL: z._default(oneOf(['tenantry', 'provider']), 'tenantry'),
  TENANTRY_SUPER_ADMINS: z._default(emails, []),
  TENANTRY_METRICS: z.optional(oneOf(['on', 'off'])),
  TENANTRY_METRICS_TOKEN: z.optional(matching(METRICS_TOKEN, 'have at least 16 characters, and no space')),
  ...providerVariables,
})

/** What the environment asks for, every default filled in. */
export type Config = z.output<typeof Environment>

/**
 * Reads and checks the environment; a variable that is set to nothing counts as not set.
 * @throws Error with one sentence that names the first wrong or missing variable, and never its value, which may be a secret.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '')
  const result = z.safeParse(Environment, Object.fromEntries(set))
  if (result.success) return withProvider(result.data)
  const [issue] = result.error.issues
  const message =
    issue?.code === 'invalid_union'
      ? 'must look like postgres://user@host:5432/name, be memory:, or be empty'
      : issue?.message
  throw new Error(`${issue?.path.join('.')} ${message}.`)
}

function withProvider(config: Config): Config {
  const provider = config.TENANTRY_PROVIDER
  const missing = required[provider].find((name) => config[name] === undefined)
  if (missing) throw new Error(`${missing} must be set, since TENANTRY_PROVIDER is ${provider}.`)
  if (config.TENANTRY_INVITATION_MAIL === 'provider' && !invites[provider])
    throw new Error(`TENANTRY_INVITATION_MAIL must be tenantry: ${provider} keeps no invitations of organizations.`)
  return config
}

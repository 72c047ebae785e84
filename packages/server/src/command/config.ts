import { canonicalEmail, canonicalOrigin } from '@tenantry/core'
import * as z from 'zod/mini'

const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .check(
      z.refine(
        (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
        `must look like ${example}`,
      ),
    )

const whole = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,5}$/, `must be a whole number from ${min} to ${max}`)),
    z.transform(Number).check(z.refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`)),
  )

const secret = z
  .string()
  .check(z.refine((value) => new TextEncoder().encode(value).length >= 32, 'must have at least 32 bytes'))

const emails = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (list) => list.split(',').every((entry) => canonicalEmail(entry) !== null),
        'must be e-mail addresses, separated by commas',
      ),
    ),
  z.transform((list) => list.split(',').map((entry) => canonicalEmail(entry) ?? entry)),
)

const Environment = z.object({
  PORT: z._default(whole(0, 65_535), 3000),
  HOST: z._default(z.string(), '127.0.0.1'),
  PUBLIC_URL: z.optional(
    z
      .string()
      .check(
        z.refine((value) => canonicalOrigin(value) !== null, 'must look like https://app.example.com, without a path'),
      ),
  ),
  DATABASE_URL: z.optional(
    z.union([
      z.literal('memory:'),
      url(['postgres:', 'postgresql:'], 'postgres://user@host:5432/name, memory:, or be empty'),
    ]),
  ),
  REDIS_URL: z.optional(url(['redis:', 'rediss:'], 'redis://127.0.0.1:6379')),
  SMTP_URL: z.optional(url(['smtp:', 'smtps:'], 'smtp://127.0.0.1:25')),
  MAIL_FROM: z.optional(z.string().check(z.regex(/^[^\r\n]*@[^\r\n]+$/, 'must be a sender address'))),
  SECRET_KEY: z.optional(secret),
  SUPABASE_URL: z.optional(url(['https:', 'http:'], 'https://your-project.supabase.co')),
  SUPABASE_SERVICE_KEY: z.optional(z.string().check(z.regex(/^[\x21-\x7e]+$/, 'must be a key without spaces'))),
  SUPABASE_JWT_SECRET: z.optional(secret),
  TRUST_PROXY: z._default(whole(0, 10), 0),
  LOG_LEVEL: z._default(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
    'info',
  ),
  TENANTRY_PROVIDER: z._default(
    z.enum(['embedded', 'kinde', 'clerk', 'supabase'], 'must be embedded, kinde, clerk or supabase'),
    'embedded',
  ),
  TENANTRY_ON_PROVIDER_FAILURE: z._default(
    z.enum(['reject', 'keep-local'], 'must be reject or keep-local'),
    'keep-local',
  ),
  TENANTRY_SUPER_ADMINS: z._default(emails, []),
})

/** What the environment asks for, every default filled in. */
export type Config = z.output<typeof Environment>

/**
 * Reads and checks the environment; a variable that is set to nothing counts as not set.
 * @throws Error with one sentence that names the first wrong variable, and never its value, which may be a secret.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '')
  const result = z.safeParse(Environment, Object.fromEntries(set))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const message =
    issue?.code === 'invalid_union'
      ? 'must look like postgres://user@host:5432/name, be memory:, or be empty'
      : issue?.message
  throw new Error(`${issue?.path.join('.')} ${message}.`)
}

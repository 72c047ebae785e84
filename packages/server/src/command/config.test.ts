import { expect, test } from 'vitest'
import { type Config, readConfig } from './config.ts'

test('fills in every default', () => {
  expect(readConfig({})).toEqual({
    PORT: 3000,
    HOST: '127.0.0.1',
    TRUST_PROXY: 0,
    LOG_LEVEL: 'info',
    TENANTRY_PROVIDER: 'embedded',
    TENANTRY_ON_PROVIDER_FAILURE: 'keep-local',
    TENANTRY_INVITATION_MAIL: 'tenantry',
    TENANTRY_SUPER_ADMINS: [],
  })
})

test('takes a variable that is set to nothing for one that is not set, and leaves others alone', () => {
  expect(readConfig({ PORT: '', SECRET_KEY: '  ', DATABASE_URL: '', PATH: '/bin' })).toEqual(readConfig({}))
})

const secret = 'a-made-up-secret-of-more-than-32-bytes'

type Reading = readonly [name: keyof Config, value: string, read?: Config[keyof Config]]

const right: readonly Reading[] = [
  ['PORT', '0', 0],
  ['PORT', '65535', 65_535],
  ['HOST', '0.0.0.0'],
  ['PUBLIC_URL', 'https://app.example.com'],
  ['PUBLIC_URL', 'http://127.0.0.1:3000/'],
  ['DATABASE_URL', 'memory:'],
  ['DATABASE_URL', 'postgres://user:made-up@db.example.com:5432/name'],
  ['DATABASE_URL', 'postgresql://db.example.com/name?sslmode=require'],
  ['REDIS_URL', 'redis://127.0.0.1:6379'],
  ['REDIS_URL', 'rediss://user:made-up@redis.example.com'],
  ['SMTP_URL', 'smtp://127.0.0.1:25'],
  ['SMTP_URL', 'smtps://user:made-up@mail.example.com'],
  ['MAIL_FROM', 'The App <no-reply@example.com>'],
  ['SECRET_KEY', secret],
  ['SUPABASE_URL', 'https://your-project.supabase.co'],
  ['SUPABASE_SERVICE_KEY', 'a-made-up-service-role-key'],
  ['SUPABASE_JWT_SECRET', secret],
  ['SUPABASE_HOOK_SECRET', 'v1,whsec_bWFkZSB1cA=='],
  ['SUPABASE_WEBHOOK_SECRET', secret],
  ['KINDE_DOMAIN', 'acme.kinde.com'],
  ['KINDE_DOMAIN', 'https://id.example.com'],
  ['KINDE_CLIENT_ID', 'a-made-up-client'],
  ['KINDE_CLIENT_SECRET', 'a-made-up-client-secret'],
  ['KINDE_API_URL', 'http://127.0.0.1:4010'],
  ['KINDE_AUDIENCE', 'https://api.example.com'],
  ['CLERK_SECRET_KEY', 'sk_test_a1B2'],
  ['CLERK_PUBLISHABLE_KEY', 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'],
  ['CLERK_WEBHOOK_SIGNING_SECRET', 'whsec_bWFkZSB1cA=='],
  ['CLERK_API_URL', 'https://api.clerk.com'],
  ['TENANTRY_METRICS', 'on'],
  ['TENANTRY_METRICS_TOKEN', 'a-made-up-token-for-metrics'],
  ['TRUST_PROXY', '2', 2],
  ['LOG_LEVEL', 'silent'],
  ['TENANTRY_PROVIDER', 'embedded'],
  ['TENANTRY_ON_PROVIDER_FAILURE', 'reject'],
  ['TENANTRY_INVITATION_MAIL', 'tenantry'],
  ['TENANTRY_SUPER_ADMINS', 'Root@Example.com,other@example.org', ['root@example.com', 'other@example.org']],
]

test.each(right.map(([name, value, read = value]) => ({ name, value, read })))('reads $name=$value', (given) => {
  expect(readConfig({ [given.name]: given.value })[given.name]).toEqual(given.read)
})

// `made-up` stands for what no message may repeat: the value may be a secret, or hold one.
const wrong: readonly (readonly [keyof Config, string])[] = [
  ['PORT', 'made-up'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '3.5'],
  ['PUBLIC_URL', 'made-up.example.com'],
  ['PUBLIC_URL', 'made-up.example.com:3000'],
  ['PUBLIC_URL', 'https://example.com/made-up'],
  ['DATABASE_URL', 'made-up'],
  ['DATABASE_URL', 'mysql://root:made-up@127.0.0.1/app'],
  ['REDIS_URL', 'http://:made-up@127.0.0.1'],
  ['SMTP_URL', 'made-up.example.com:25'],
  ['MAIL_FROM', 'made-up'],
  ['MAIL_FROM', 'made-up@example.com\r\nBcc: made-up@example.org'],
  ['SECRET_KEY', 'made-up'],
  ['SUPABASE_URL', 'made-up.supabase.co'],
  ['SUPABASE_SERVICE_KEY', 'made-up with a space'],
  ['SUPABASE_JWT_SECRET', 'made-up'],
  ['SUPABASE_URL', 'http://made-up.supabase.co'],
  ['SUPABASE_SERVICE_KEY', 'sb_publishable_made-up'],
  ['SUPABASE_HOOK_SECRET', 'made-up'],
  ['SUPABASE_WEBHOOK_SECRET', 'made-up'],
  ['KINDE_DOMAIN', 'https://made-up.kinde.com/api'],
  ['KINDE_DOMAIN', 'http://made-up.kinde.com'],
  ['KINDE_CLIENT_ID', 'made up made-up'],
  ['KINDE_CLIENT_SECRET', 'made-up\u0000'],
  ['KINDE_API_URL', 'made-up made-up'],
  ['KINDE_AUDIENCE', 'made-up made-up'],
  ['CLERK_SECRET_KEY', 'pk_test_made-up'],
  ['CLERK_PUBLISHABLE_KEY', 'sk_test_made-up'],
  ['CLERK_WEBHOOK_SIGNING_SECRET', 'made-up'],
  ['CLERK_API_URL', 'http://made-up.example.com'],
  ['TENANTRY_METRICS', 'made-up'],
  ['TENANTRY_METRICS_TOKEN', 'made-up'],
  ['TRUST_PROXY', 'made-up'],
  ['TRUST_PROXY', '11'],
  ['LOG_LEVEL', 'made-up'],
  ['TENANTRY_PROVIDER', 'made-up'],
  ['TENANTRY_ON_PROVIDER_FAILURE', 'made-up'],
  ['TENANTRY_SUPER_ADMINS', 'made-up'],
  ['TENANTRY_SUPER_ADMINS', 'root@example.com,,made-up'],
]

test.each(wrong)('refuses %s=%j in one sentence that names the variable and not the value', (name, value) => {
  const sentence = new RegExp(`^${name} must [^\\n]+[^.]\\.$`)
  expect(() => readConfig({ [name]: value })).toThrow(sentence)
  expect(() => readConfig({ [name]: value })).not.toThrow('made-up')
})

const complete = {
  kinde: { KINDE_DOMAIN: 'acme.kinde.com', KINDE_CLIENT_ID: 'a-client', KINDE_CLIENT_SECRET: 'a-made-up-secret' },
  clerk: { CLERK_SECRET_KEY: 'sk_test_a1B2' },
  supabase: { SUPABASE_URL: 'https://your-project.supabase.co', SUPABASE_SERVICE_KEY: 'a-made-up-key' },
}
const needs = Object.entries(complete).flatMap(([provider, all]) =>
  Object.keys(all).map((name) => ({ provider, name, all })),
)

test.each(needs)('does not go on with $provider without $name, and names it', ({ provider, name, all }) => {
  const whole = { TENANTRY_PROVIDER: provider, ...all }
  expect(readConfig(whole)).toMatchObject(whole)
  const words = `${name} must be set, since TENANTRY_PROVIDER is ${provider}.`
  expect(() => readConfig({ ...whole, [name]: '' })).toThrow(words)
})

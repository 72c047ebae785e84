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
  ['TRUST_PROXY', '2', 2],
  ['LOG_LEVEL', 'silent'],
  ['TENANTRY_PROVIDER', 'clerk'],
  ['TENANTRY_ON_PROVIDER_FAILURE', 'reject'],
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

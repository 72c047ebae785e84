import { expect, test } from 'vitest'
import { type SupabaseOptions, settingsOf } from './settings.ts'

const right: SupabaseOptions = { url: 'https://made-up.supabase.co', serviceKey: 'sb_secret_made_up' }
const tokenOf = (role: string) => `e30.${btoa(JSON.stringify({ role }))}.c2ln`

test.each(['', '/', '/auth/v1', '/auth/v1/'])('finds the API of a project below its address with %j', (path) => {
  expect(settingsOf({ ...right, url: `${right.url}${path}` }).issuer).toBe('https://made-up.supabase.co/auth/v1')
})

test.each<[wrong: Partial<SupabaseOptions>, name: string]>([
  [{ url: 'made-up.supabase.co' }, 'url'],
  [{ url: 'http://made-up.supabase.co' }, 'url'],
  [{ serviceKey: 'made up' }, 'serviceKey'],
  [{ serviceKey: 'sb_publishable_made_up' }, 'serviceKey'],
  [{ serviceKey: tokenOf('anon') }, 'serviceKey'],
  [{ jwtSecret: 'too short' }, 'jwtSecret'],
  [{ secretKey: 'too short' }, 'secretKey'],
  [{ hookSecret: 'whsec_bWFkZSB1cA==' }, 'hookSecret'],
  [{ databaseWebhookSecret: 'too short' }, 'databaseWebhookSecret'],
])('refuses %j, and does not repeat it', (wrong, name) => {
  expect(() => settingsOf({ ...right, ...wrong })).toThrow(name)
  for (const value of Object.values(wrong).map(String))
    expect(() => settingsOf({ ...right, ...wrong })).not.toThrow(value)
})

test('takes the keys of new projects and of old ones', () => {
  expect(settingsOf(right).serviceKey).toBe(right.serviceKey)
  expect(settingsOf({ ...right, serviceKey: tokenOf('service_role') }).serviceKey).toContain('e30.')
})

import { expect, test } from 'vitest'
import { type ClerkOptions, settingsOf } from './settings.ts'

const right: ClerkOptions = {
  secretKey: 'sk_test_made_up',
  publishableKey: `pk_test_${btoa('happy.example-7.clerk.accounts.dev$')}`,
  authorizedParties: ['https://app.example.com/'],
}

test('knows the issuer by the publishable key, and speaks with Clerk itself', () => {
  expect(settingsOf(right)).toMatchObject({
    issuer: 'https://happy.example-7.clerk.accounts.dev',
    apiUrl: 'https://api.clerk.com/v1',
    authorizedParties: ['https://app.example.com'],
  })
})

test.each(['https://clerk.example.com', 'https://clerk.example.com/', 'https://clerk.example.com/v1'])(
  'takes %s for the same API',
  (apiUrl) => expect(settingsOf({ ...right, apiUrl }).apiUrl).toBe('https://clerk.example.com/v1'),
)

test.each<[wrong: Partial<ClerkOptions>, name: string]>([
  [{ secretKey: 'pk_test_made_up' }, 'secretKey'],
  [{ secretKey: 'sk_test_made up' }, 'secretKey'],
  [{ publishableKey: 'pk_test_???' }, 'publishableKey'],
  [{ publishableKey: `pk_test_${btoa('evil.example/path$')}` }, 'publishableKey'],
  [{ publishableKey: `pk_test_${btoa('clerk.example.com')}` }, 'publishableKey'],
  [{ issuer: 'http://clerk.example.com' }, 'issuer'],
  [{ apiUrl: 'http://api.example.com' }, 'apiUrl'],
  [{ apiUrl: 'file:///etc/passwd' }, 'apiUrl'],
  [{ authorizedParties: [] }, 'authorizedParties'],
  [{ authorizedParties: ['app.example.com'] }, 'authorizedParties'],
  [{ webhookSecret: 'made up' }, 'webhookSecret'],
])('refuses %j, and does not repeat it', (wrong, name) => {
  expect(() => settingsOf({ ...right, ...wrong })).toThrow(name)
  for (const value of Object.values(wrong).flat().map(String).filter(Boolean))
    expect(() => settingsOf({ ...right, ...wrong })).not.toThrow(value)
})

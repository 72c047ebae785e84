import { expect, test } from 'vitest'
import { type KindeSignInOptions, kindeSignIn } from '../../src/sign-in.ts'

const env = {
  KINDE_CLIENT_ID: 'abc123',
  KINDE_CLIENT_SECRET: 'a-client-secret-of-more-than-32-bytes',
  KINDE_REDIRECT_URI: 'http://localhost:8000/callback',
  KINDE_DOMAIN: 'acme.kinde.com',
}

/** The sentence that stops the start. */
function complaint(options: KindeSignInOptions): string | null {
  try {
    kindeSignIn(options)
    return null
  } catch (error) {
    return error instanceof TypeError ? error.message : String(error)
  }
}

test('four variables are enough', () => {
  expect(kindeSignIn({ env })).toMatchObject({ publicUrl: 'http://localhost:8000', basePath: '' })
})

test('the routes stand beside the address that Kinde sends people back to', () => {
  const redirectUri = 'https://app.example.com/api/auth/callback'
  expect(kindeSignIn({ env, redirectUri })).toMatchObject({
    publicUrl: 'https://app.example.com',
    basePath: '/api/auth',
  })
})

test('an option goes before its variable, and KINDE_HOST stands in for KINDE_DOMAIN', () => {
  const { KINDE_DOMAIN, ...others } = env
  expect(complaint({ env: { ...env, KINDE_CLIENT_ID: '' }, clientId: 'abc123' })).toBeNull()
  expect(complaint({ env: { ...others, KINDE_HOST: `https://${KINDE_DOMAIN}/` } })).toBeNull()
})

test.each<readonly [name: string, value: string | undefined, sentence: string]>([
  ['KINDE_CLIENT_ID', undefined, 'clientId (KINDE_CLIENT_ID) is missing.'],
  ['KINDE_CLIENT_ID', 'your_client_id', "clientId (KINDE_CLIENT_ID) still holds the example's value."],
  ['KINDE_CLIENT_SECRET', '   ', 'clientSecret (KINDE_CLIENT_SECRET) is missing.'],
  ['KINDE_CLIENT_SECRET', 'a b', 'clientSecret (KINDE_CLIENT_SECRET) must not contain spaces.'],
  [
    'KINDE_CLIENT_SECRET',
    'short',
    'secret (SECRET_KEY) must have at least 32 bytes; without one, clientSecret has to be as long.',
  ],
  [
    'SECRET_KEY',
    'short',
    'secret (SECRET_KEY) must have at least 32 bytes; without one, clientSecret has to be as long.',
  ],
  ['KINDE_DOMAIN', undefined, 'domain (KINDE_DOMAIN) is missing.'],
  ['KINDE_DOMAIN', 'your_kinde_domain', "domain (KINDE_DOMAIN) still holds the example's value."],
  ...['acme', 'http://acme.kinde.com', 'acme.kinde.com/api', 'ftp://acme.kinde.com', 'https://a:b@acme.kinde.com'].map(
    (value): [string, string, string] => [
      'KINDE_DOMAIN',
      value,
      'domain (KINDE_DOMAIN) must look like acme.kinde.com or https://acme.kinde.com, without a path.',
    ],
  ),
  ['KINDE_REDIRECT_URI', '', 'redirectUri (KINDE_REDIRECT_URI) is missing.'],
  ...[
    'callback',
    '/callback',
    'http://app.example.com/callback',
    'https://app.example.com/back',
    'https://app.example.com/callback?x=1',
    'https://app.example.com/callback#x',
    'javascript:/callback',
  ].map((value): [string, string, string] => [
    'KINDE_REDIRECT_URI',
    value,
    'redirectUri (KINDE_REDIRECT_URI) must be https, end in /callback and have no query, such as https://app.example.com/callback.',
  ]),
  [
    'KINDE_POST_LOGIN_REDIRECT_URL',
    'javascript:alert(1)',
    'postLoginRedirectUrl (KINDE_POST_LOGIN_REDIRECT_URL) must be an address, or a path of the app.',
  ],
  [
    'KINDE_POST_LOGOUT_REDIRECT_URL',
    'mailto:a@b.c',
    'postLogoutRedirectUrl (KINDE_POST_LOGOUT_REDIRECT_URL) must be an address, or a path of the app.',
  ],
])('%s=%j stops the start in one sentence', (name, value, sentence) => {
  expect(complaint({ env: { ...env, [name]: value } })).toBe(sentence)
})

test.each([
  [{ publicUrl: 'https://app.example.com/path' }, 'publicUrl must look like https://app.example.com, without a path.'],
  [{ cookieName: 'a b' }, 'cookieName must be letters, digits, hyphens or underscores.'],
  [{ sessionSeconds: 0 }, 'sessionSeconds must be 60 or more.'],
  [{ secret: [] }, 'secret (SECRET_KEY) must have at least 32 bytes; without one, clientSecret has to be as long.'],
])('the option %j stops the start in one sentence', (options, sentence) => {
  expect(complaint({ env, ...options })).toBe(sentence)
})

import { freePort } from '@tenantry/testing/free-port'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KindeSignInOptions, kindeSignIn } from '../../src/sign-in.ts'
import { memoryBackend } from '../../src/storage.ts'
import { apps } from './apps.ts'
import { misquoted, type Row } from './seed.ts'
import { APP, openStage, refusalOf, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.identity.stop())

const program = { headers: { accept: 'application/json' } }
const env = {
  KINDE_CLIENT_ID: 'abc123',
  KINDE_CLIENT_SECRET: 'a-client-secret-of-more-than-32-bytes',
  KINDE_REDIRECT_URI: 'http://localhost:8000/callback',
  KINDE_DOMAIN: 'acme.kinde.com',
}

async function signedIn(options: KindeSignInOptions = {}) {
  const kit = stage.kit(options)
  const ada = stage.visitor(kit)
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  const cookie = [...(ada.jar.get(APP) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  return { kit, ada, request: new Request(`${APP}/page`, { headers: { cookie } }) }
}

/** Each of the four variables is needed, and named when it is missing. */
const needs = (name: keyof typeof env) => () => {
  expect(() => kindeSignIn({ env })).not.toThrow()
  expect(() => kindeSignIn({ env: { ...env, [name]: '' } })).toThrow(`(${name}) is missing.`)
}

/** A route sends people to Kinde, with this `prompt`. */
const leadsToKinde = (path: string, prompt: string | null) => async () => {
  const answer = await stage.visitor(stage.kit()).request(`${APP}${path}`)
  const { origin, searchParams } = new URL(answer.headers.get('location') ?? '')
  expect([origin, searchParams.get('prompt')]).toEqual([stage.identity.url, prompt])
}

const pleaseLogIn = async () => {
  const page = stage.kit().protect(() => expect.unreachable())
  const answer = await page(new Request(`${APP}/protected`, { headers: { accept: 'text/html' } }))
  expect(answer.headers.get('location')).toBe(`${APP}/login?post_login_redirect_url=%2Fprotected`)
}

const answers = async () => {
  const { kit, request } = await signedIn()
  const page = kit.protect((_request, { user }) =>
    Response.json({ message: `This is a protected route, ${user.email}` }),
  )
  expect(await (await page(request)).json()).toEqual({ message: 'This is a protected route, ada@example.com' })
  expect((await page(new Request(`${APP}/protected`))).status).toBe(401)
}

/** Frameworks in which the routes are mounted by a line; `browser.test.ts` walks through each of them. */
const mounts =
  (...names: readonly string[]) =>
  async () => {
    for (const name of names) {
      const port = await freePort()
      const stop = await apps[name]?.(stage.kit(), port)
      const answer = await fetch(`http://127.0.0.1:${port}/login`, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        expect.stringContaining(stage.identity.url),
      ])
      await stop?.()
    }
  }

const rows: readonly Row[] = [
  [
    'api_client.fetch_openid_configuration(oauth)',
    async () => expect((await stage.kit().endpoints()).issuer).toBe(stage.identity.url),
  ],
  ['provides seamless integration with popular Python web frameworks', mounts('express', 'hono', 'fastify')],
  ['The `kinde_fastapi` module provides easy integration with FastAPI applications.', mounts('fastify', 'hono')],
  [
    'The `kinde_flask` module provides easy integration with Flask applications.',
    mounts('express', 'route handlers, as Next.js calls them'),
  ],
  ['# Initialize Kinde OAuth with FastAPI framework', () => expect(typeof kindeSignIn({ env }).fetch).toBe('function')],
  ['# Initialize Kinde OAuth with Flask framework', () => expect(typeof kindeSignIn({ env }).handle).toBe('function')],
  [
    'if kinde_oauth.is_authenticated():',
    async () => {
      const { kit, request } = await signedIn()
      expect([await kit.isAuthenticated(request), await kit.isAuthenticated(new Request(APP))]).toEqual([true, false])
    },
  ],
  [
    'user = kinde_oauth.get_user_info()',
    async () => {
      const { kit, request } = await signedIn()
      expect(await kit.getUser(request)).toMatchObject({ email: 'ada@example.com' })
      expect(await kit.getUser(new Request(APP))).toBeNull()
    },
  ],
  ['return "Please log in"', pleaseLogIn],
  ['KINDE_CLIENT_ID=your_client_id', needs('KINDE_CLIENT_ID')],
  ['KINDE_CLIENT_SECRET=your_client_secret', needs('KINDE_CLIENT_SECRET')],
  ['KINDE_REDIRECT_URI=http://localhost:8000/callback', needs('KINDE_REDIRECT_URI')],
  ['KINDE_REDIRECT_URI=http://localhost:5000/callback', needs('KINDE_REDIRECT_URI')],
  ['KINDE_DOMAIN=your_kinde_domain', needs('KINDE_DOMAIN')],
  ['- `/login` - Redirects to Kinde login', leadsToKinde('/login', null)],
  [
    '- `/callback` - Handles OAuth callback',
    async () => {
      const arrival = await stage.visitor(stage.kit()).signIn(`${APP}/login`, 'ada@example.com')
      expect([arrival.address, arrival.response?.status]).toEqual([`${APP}/`, 200])
    },
  ],
  [
    '- `/logout` - Logs out the user',
    async () => {
      const { ada } = await signedIn()
      await ada.request(`${APP}/logout`, { method: 'POST', headers: { origin: APP } })
      expect((await ada.request(`${APP}/user`, program)).status).toBe(401)
    },
  ],
  ['- `/register` - Redirects to Kinde registration', leadsToKinde('/register', 'create')],
  [
    '- `/user` - Returns user information',
    async () =>
      expect(await (await (await signedIn()).ada.request(`${APP}/user`, program)).json()).toMatchObject({
        email: 'ada@example.com',
      }),
  ],
  ['async def protected_route(', answers],
  ['def login_required(f):', answers],
  ["return redirect('/login')", pleaseLogIn],
  [
    "app.config['SECRET_KEY'] = 'your-secret-key'",
    () => {
      expect(() => kindeSignIn({ env: { ...env, SECRET_KEY: 'your-secret-key' } })).toThrow(
        'secret (SECRET_KEY) must have at least 32 bytes',
      )
    },
  ],
  [
    // What a server keeps itself leaves nothing but an id in the browser.
    "app.config['SESSION_TYPE'] = 'filesystem'",
    async () =>
      expect((await signedIn({ storage: memoryBackend() })).request.headers.get('cookie')?.length).toBeLessThan(400),
  ],
  [
    "app.config['SESSION_PERMANENT'] = False",
    async () => {
      const ada = stage.visitor(stage.kit({ untilClosed: true }))
      const isBack = (at: string) => at.startsWith(`${APP}/callback`)
      const { address } = await ada.signIn(`${APP}/login`, 'ada@example.com', isBack)
      const session = (await ada.request(address)).headers.getSetCookie().at(-1)
      expect(session).toMatch(/^tenantry_kinde\.0=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    },
  ],
  [
    '1. Always use HTTPS in production',
    () => expect(() => kindeSignIn({ env, redirectUri: 'http://app.example.com/callback' })).toThrow('must be https'),
  ],
  [
    '2. Use a secure session secret key',
    () => expect(() => kindeSignIn({ env, secret: 'short' })).toThrow('must have at least 32 bytes'),
  ],
  [
    '3. Implement proper state parameter validation',
    async () => {
      const answer = await stage.visitor(stage.kit()).request(`${APP}/callback?code=x&state=y`, program)
      expect(await refusalOf(answer)).toMatchObject({ status: 400, code: 'SIGN_IN_STATE_INVALID' })
    },
  ],
  [
    '4. Handle OAuth errors appropriately',
    async () => {
      const { response } = await stage.visitor(stage.kit()).follow(`${APP}/login?prompt=none`)
      expect(await refusalOf(response)).toMatchObject({ status: 401, code: 'LOGIN_REQUIRED' })
    },
  ],
  [
    '5. Implement proper session management',
    async () => {
      let now = Date.now()
      const { ada } = await signedIn({ sessionSeconds: 3600, now: () => now })
      now += 3_601_000
      expect((await ada.request(`${APP}/user`, program)).status).toBe(401)
    },
  ],
  [
    '6. Consider implementing CSRF protection',
    async () => {
      const { ada } = await signedIn()
      const headers = { ...program.headers, origin: 'https://evil.example' }
      const answer = await ada.request(`${APP}/logout`, { method: 'POST', headers })
      expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'ORIGIN_NOT_ALLOWED' })
    },
  ],
]

test.each(rows)('%s', async (_, proof) => {
  await proof()
})

test('covers every line on signing in, as it stands there', () => {
  expect(rows).toHaveLength(31)
  expect(misquoted(rows) ?? []).toEqual([])
})

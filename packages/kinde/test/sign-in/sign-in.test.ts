import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { APP, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.identity.stop())
beforeEach(() => {
  stage.identity.claims = {}
  stage.identity.asked.length = 0
})

const program = { headers: { accept: 'application/json' } }

test('signs in, tells who it is, and signs out', async () => {
  const kit = stage.kit()
  const ada = stage.visitor(kit)
  const home = await ada.signIn(`${APP}/login`, 'ada@example.com')
  expect([home.address, home.response?.status]).toEqual([`${APP}/`, 200])
  const user = await ada.request(`${APP}/user`, program)
  expect(await user.json()).toEqual({
    id: 'kp_ada@example.com',
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada Example',
    given_name: 'Ada',
    family_name: 'Example',
    picture: null,
    org_code: null,
    org_codes: [],
  })
  expect(user.headers.get('cache-control')).toBe('no-store')

  const left = await ada.request(`${APP}/logout`, { method: 'POST', headers: { origin: APP } })
  const { origin, pathname, searchParams } = new URL(left.headers.get('location') ?? '')
  expect([left.status, origin, pathname]).toEqual([303, stage.identity.url, '/logout'])
  expect(Object.fromEntries(searchParams)).toEqual({
    redirect: `${APP}/`,
    post_logout_redirect_uri: `${APP}/`,
    client_id: 'an-app-of-tenantry',
  })
  expect([...(ada.jar.get(APP) ?? [])]).toEqual([])
  expect((await ada.request(`${APP}/user`, program)).status).toBe(401)
})

test('asks with PKCE, a state and a nonce, none of them used twice', async () => {
  const ada = stage.visitor(stage.kit())
  await ada.follow(`${APP}/login`)
  await ada.follow(`${APP}/login`)
  const [first, second] = stage.identity.asked.map((asked) => Object.fromEntries(asked))
  expect(first).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    scope: 'openid profile email offline',
    redirect_uri: `${APP}/callback`,
    audience: 'https://api.app.test',
    supports_reauth: 'true',
  })
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(first?.[name]).toMatch(/^[\w-]{43}$/)
    expect(first?.[name]).not.toBe(second?.[name])
  }
})

test.each([
  ['/login', {}],
  ['/login?org_code=org_1', { org_code: 'org_1' }],
  ['/login?prompt=login&login_hint=ada%40example.com', { prompt: 'login', login_hint: 'ada@example.com' }],
  ['/login?lang=pl&connection_id=conn_1', { lang: 'pl', connection_id: 'conn_1' }],
  ['/register', { prompt: 'create' }],
  ['/register?is_create_org=true&org_name=Acme', { prompt: 'create', is_create_org: 'true', org_name: 'Acme' }],
  ['/login?is_create_org=true', { prompt: 'create', is_create_org: 'true' }],
  ['/login?invitation_code=inv_1', { prompt: 'create', invitation_code: 'inv_1', is_invitation: 'true' }],
  // What a link may not choose.
  ['/login?scope=everything&redirect_uri=https://evil.example&client_id=x&state=y&nonce=z&response_type=token', {}],
  ['/login?prompt=consent', {}],
  ['/login?is_create_org=false', {}],
  [`/login?org_name=${'x'.repeat(600)}&lang=%00`, {}],
])('%s asks Kinde for just that', async (path, expected) => {
  await stage
    .visitor(stage.kit())
    .request(`${APP}${path}`)
    .then((answer) => fetch(answer.headers.get('location') ?? '', { redirect: 'manual' }))
  const own = [
    'audience',
    'client_id',
    'code_challenge',
    'code_challenge_method',
    'nonce',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
    'supports_reauth',
  ]
  const asked = Object.fromEntries(stage.identity.asked[0] ?? [])
  expect(asked).toMatchObject({
    scope: 'openid profile email offline',
    redirect_uri: `${APP}/callback`,
    response_type: 'code',
  })
  expect(Object.fromEntries(Object.entries(asked).filter(([name]) => !own.includes(name)))).toEqual(expected)
})

test('registers somebody new', async () => {
  const ada = stage.visitor(stage.kit())
  const page = await ada.follow(`${APP}/register`)
  expect(await page.response?.text()).toContain('Create your account')
  await ada.signIn(`${APP}/register`, 'ada@example.com')
  expect((await ada.request(`${APP}/user`, program)).status).toBe(200)
})

test('accepts an invitation as its address', async () => {
  const ada = stage.visitor(stage.kit())
  const page = await ada.follow(`${APP}/login?invitation_code=inv_7`)
  expect(await page.response?.text()).toContain('Create your account')
  expect(Object.fromEntries(stage.identity.asked[0] ?? [])).toMatchObject({
    invitation_code: 'inv_7',
    is_invitation: 'true',
  })
})

test('tells the organization that the token is for', async () => {
  stage.identity.claims = { org_code: 'org_1' }
  const ada = stage.visitor(stage.kit())
  await ada.signIn(`${APP}/login?org_code=org_1`, 'ada@example.com')
  expect(await (await ada.request(`${APP}/user`, program)).json()).toMatchObject({ org_code: 'org_1' })
})

test('switches the organization without a page when there is a session at Kinde', async () => {
  const ada = stage.visitor(stage.kit())
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  stage.identity.claims = { org_code: 'org_2' }
  const home = await ada.follow(`${APP}/login?prompt=none&org_code=org_2`)
  expect(home.address).toBe(`${APP}/`)
  expect(await (await ada.request(`${APP}/user`, program)).json()).toMatchObject({ org_code: 'org_2' })
})

test.each([
  ['/projects?tab=1#top', `${APP}/projects?tab=1#top`],
  [`${APP}/settings`, `${APP}/settings`],
  ['https://evil.example/', `${APP}/`],
  ['//evil.example', `${APP}/`],
  [String.raw`/\evil.example`, `${APP}/`],
  ['/\t/evil.example', `${APP}/`],
  ['/.//evil.example', `${APP}/`],
  ['javascript:alert(1)', `${APP}/`],
  [`${APP}@evil.example/`, `${APP}/`],
  ['', `${APP}/`],
])('goes on to %j after signing in, unless it leads away', async (wanted, expected) => {
  const ada = stage.visitor(stage.kit())
  const query = new URLSearchParams({ post_login_redirect_url: wanted })
  const arrival = await ada.signIn(
    `${APP}/login?${query}`,
    'ada@example.com',
    (at) => !at.includes('/callback') && !at.includes('/oauth2/'),
  )
  expect(arrival.address).toBe(expected)
})

test('two sign-ins in two tabs both come to their ends', async () => {
  const ada = stage.visitor(stage.kit())
  const first = await ada.follow(`${APP}/login?post_login_redirect_url=/first`)
  const second = await ada.follow(`${APP}/login?post_login_redirect_url=/second`)
  const answer = { method: 'POST', body: new URLSearchParams({ email: 'ada@example.com' }) }
  expect((await ada.follow(first.address, undefined, answer)).address).toBe(`${APP}/first`)
  expect((await ada.follow(second.address, undefined, answer)).address).toBe(`${APP}/second`)
})

test('keeps five sign-ins that nobody finished, and no more', async () => {
  const ada = stage.visitor(stage.kit())
  for (let tab = 0; tab < 9; tab++) await ada.request(`${APP}/login`)
  expect(ada.jar.get(APP)?.size).toBe(5)
})

test('an expired link leads back to the sign-in that it was for', async () => {
  const ada = stage.visitor(stage.kit())
  const state = btoa(
    JSON.stringify({
      org_code: 'org_1',
      login_hint: 'ada@example.com',
      prompt: 'none',
      redirect_uri: 'https://evil.example',
    }),
  )
  const query = new URLSearchParams({ error: 'LOGIN_LINK_EXPIRED', reauth_state: state })
  const answer = await ada.request(`${APP}/callback?${query}`)
  expect(answer.headers.get('location')).toBe(`${APP}/login?org_code=org_1&login_hint=ada%40example.com`)
})

test('tells where Kinde answers', async () => {
  const { url } = stage.identity
  expect(await stage.kit().endpoints()).toEqual({
    issuer: url,
    authorization: `${url}/oauth2/auth`,
    token: `${url}/oauth2/token`,
    userInfo: `${url}/oauth2/v2/user_profile`,
    jwks: `${url}/.well-known/jwks`,
    logout: `${url}/logout`,
  })
})

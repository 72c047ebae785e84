import { contract, type Endpoint } from '@tenantry/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attack, ada, expectRefusal, leavesNoTrace, shoot, startAttack } from './requests.ts'

let attack: Attack
beforeAll(async () => {
  attack = await startAttack('pglite')
})
afterAll(() => attack.running.stop())

const { health: _, webhooks: __, ...groups } = contract
const endpoints: readonly Endpoint[] = Object.values(groups).flatMap((group) => Object.values(group) as Endpoint[])
const withId = endpoints.filter(({ path }) => path.includes(':organizationId'))
const withQuery = endpoints.filter(({ query }) => query)
const id = '01900000-0000-7000-8000-000000000001'
const fill = (path: string, value = id) => path.replace(':organizationId', value).replaceAll(/:\w+/g, id)
const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)

/** Bodies that the endpoints of an organization take; the others take none, or any. */
const bodies: Readonly<Record<string, object>> = {
  'POST /api/organizations/:organizationId/invitations': {
    invitations: [{ email: 'x@example.com', role: 'employee' }],
  },
  'PATCH /api/organizations/:organizationId': { name: 'Mine' },
  'PATCH /api/organizations/:organizationId/settings': { locale: 'pl' },
  'PATCH /api/organizations/:organizationId/members/:userId': { role: 'admin' },
  'POST /api/organizations/:organizationId/transfer-ownership': { user_id: id },
  'POST /api/organizations/:organizationId/teams': { name: 'Mine' },
  'PATCH /api/organizations/:organizationId/teams/:teamId': { name: 'Mine' },
  'POST /api/organizations/:organizationId/domains': { domain: 'mine.example' },
}

const bodyOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) =>
  method === 'GET' ? null : JSON.stringify(bodies[`${method} ${path}`] ?? {})

/** What stands where an id belongs, and the status it gets. */
const ids: Readonly<Record<string, 400 | 404>> = {
  x: 400,
  '1': 400,
  '-1': 400,
  null: 400,
  undefined: 400,
  '%00': 400,
  '%0d%0aSet-Cookie:x': 400,
  '%27%20OR%201=1--': 400,
  '%24%7B7*7%7D': 400,
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd': 400,
  '..%2f..%2f': 400,
  '%5c%5cevil.example': 400,
  '%F0%9F%92%A9': 400,
  [`${id}0`]: 400,
  [`${id}%00`]: 400,
  [`%20${id}`]: 400,
  [`{${id}}`]: 400,
  [id.replaceAll('-', '')]: 400,
  [`urn:uuid:${id}`]: 400,
  ['x'.repeat(5000)]: 400,
  '%ff': 404,
  '%c0%af': 404,
  '%': 404,
  '%zz': 404,
  '..': 404,
  '': 404,
  [`${id}/${id}`]: 404,
}

test.each(Object.entries(ids))('answers the id "%s" with %d', async (value, status) => {
  await leavesNoTrace(attack, async () => {
    for (const { method, path } of withId) {
      const body = bodyOf({ method, path })
      const answer = await shoot(attack, fill(path, value), { method, as: ada, body })
      expectRefusal(answer, status, status === 400 ? 'VALIDATION_FAILED' : 'ROUTE_NOT_FOUND', `${value} in ${path}`)
    }
  })
})

test('lets the word after a dot stand where the id belongs, and refuses it there', async () => {
  await leavesNoTrace(attack, async () => {
    for (const { method, path } of withId) {
      const answer = await shoot(attack, fill(path, '.'), { method, as: ada, body: bodyOf({ method, path }) })
      expect([400, 404, 405], `${method} ${path}`).toContain(answer.status)
    }
  })
})

test('tells nobody whether an id belongs to an organization of others', async () => {
  const [theirs] = await attack.running.rows<{ id: string }>(`SELECT id FROM organizations WHERE slug = 'theirs'`)
  await leavesNoTrace(attack, async () => {
    for (const { method, path } of withId) {
      const body = bodyOf({ method, path })
      const answers = []
      for (const value of [id, theirs?.id ?? ''])
        answers.push(await shoot(attack, fill(path, value), { method, as: ada, body }))
      for (const answer of answers) expectRefusal(answer, 404, 'ORGANIZATION_NOT_FOUND', path)
      expect(answers[0]?.text).toBe(answers[1]?.text)
    }
  })
})

const unknown = [
  '/api',
  '/api/',
  '/api/nothing',
  '/api/organizations/',
  '/api//organizations',
  '/API/organizations',
  '/api/organizations.json',
  '/api/organizations;x=1',
  '/api/organizations%2f',
  '/api/organizations%00',
  '/api/%6frganizations/x',
  '/api/user',
  '/api/users',
  '/api/auth',
  '/api/auth/sign-in',
  '/api/auth/__proto__',
  '/__proto__',
  '/constructor',
  '/auth/sign-up/email',
  '/auth/list-sessions',
  '/.env',
  '/.git/config',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/admin',
  '//evil.example/api/organizations',
  `/${'x/'.repeat(2000)}`,
]

test.each(unknown)('knows no "%s"', async (path) => {
  await leavesNoTrace(attack, async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'PROPFIND']) {
      const answer = await shoot(attack, path, { method, as: ada, body: method === 'GET' ? null : '{}' })
      expectRefusal(answer, 404, 'ROUTE_NOT_FOUND', `${method} ${path}`)
    }
  })
})

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'QUERY', 'get-it']

test.each(endpoints.map(({ method, path }) => [method, path] as const))(
  'answers other methods than %s %s with 405',
  async (_, path) => {
    // Where an id stands, a word of another path may stand as well.
    const allowed = new Set(endpoints.filter((other) => matches(other.path, fill(path))).map(({ method }) => method))
    const inAnyOrder = (methods: string | null) => methods?.split(', ').sort()
    await leavesNoTrace(attack, async () => {
      for (const method of methods.filter((other) => !allowed.has(other as Endpoint['method']))) {
        const body = method === 'GET' || method === 'HEAD' ? null : '{}'
        const answer = await shoot(attack, fill(path), { method, as: ada, body })
        expectRefusal(answer, 405, 'METHOD_NOT_ALLOWED', `${method} ${path}`)
        expect(inAnyOrder(answer.headers.get('allow'))).toEqual([...allowed].sort())
      }
      const asked = await shoot(attack, fill(path), { method: 'OPTIONS' })
      expect([asked.status, asked.text]).toEqual([204, ''])
      expect(inAnyOrder(asked.headers.get('allow'))).toEqual(['OPTIONS', ...allowed].sort())
      expect(asked.headers.get('access-control-allow-origin')).toBeNull()
    })
  },
)

test.each(['/healthz', '/readyz'])('answers GET and HEAD at %s, and other methods with 405', async (path) => {
  for (const method of ['GET', 'HEAD']) expect((await shoot(attack, path, { method })).status).toBe(200)
  for (const method of ['POST', 'PUT', 'DELETE', 'PROPFIND']) {
    const answer = await shoot(attack, path, { method, body: '{}' })
    expectRefusal(answer, 405, 'METHOD_NOT_ALLOWED', `${method} ${path}`)
    expect(answer.headers.get('allow')).toBe('GET, HEAD')
  }
})

test('lets a page of another origin neither ask nor read', async () => {
  const preflight = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  const asked = await shoot(attack, '/api/organizations', { method: 'OPTIONS', headers: preflight })
  expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  const read = { method: 'GET', as: ada, headers: { origin: 'https://evil.example' } }
  const answer = await shoot(attack, '/api/user/organization-status', read)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect(answer.headers.get('vary')).toContain('Origin')
})

const T = 'A'.repeat(43)
/** Queries that no endpoint with a query takes. */
const queries = [
  '',
  '?',
  '?token',
  '?token=',
  '?slug=',
  `?Token=${T}`,
  `?token=${T}&token=${T}`,
  '?slug=a&slug=b',
  `?token[]=${T}`,
  `?token[$ne]=1`,
  '?token=%00',
  `?token=${T}%00`,
  '?token=%ff',
  `?token=${T}&redirect=/a&redirect=/b`,
  `?token=${'x'.repeat(5000)}`,
  `?slug=${'x'.repeat(201)}`,
  `?slug=acme&name=${'x'.repeat(201)}`,
]

test.each(queries)('refuses the query "%s"', async (query) => {
  await leavesNoTrace(attack, async () => {
    for (const { method, path, auth, query: schema } of withQuery) {
      const own = Object.keys(schema?._zod.def.shape ?? {})
      // A query about another endpoint's parameters lacks this one's.
      const answer = await shoot(attack, path + query, { method, as: auth === 'user' ? ada : null })
      if (query === '?slug=' && own.includes('slug')) expect(answer.status).toBe(200)
      else expectRefusal(answer, 400, 'VALIDATION_FAILED', `${path}${query}`)
    }
  })
})

const oddSlugs = ['%00', '%F0%9F%92%A9', '%ff', "'%20OR%201=1--", '%ED%A0%80', '__proto__', '..%2f', '%25', '_', '%5C']

test.each(oddSlugs)('calls the slug "%s" invalid, and offers others', async (slug) => {
  for (const name of ['', `&name=${slug}`]) {
    const answer = await shoot(attack, `/api/organizations/slug-availability?slug=${slug}${name}`, {
      method: 'GET',
      as: ada,
    })
    expect(answer.status).toBe(200)
    const { available, reason, suggestions } = JSON.parse(answer.text)
    expect([available, reason]).toEqual([false, 'invalid'])
    expect(suggestions.length).toBeGreaterThan(0)
  }
  expect(attack.running.faults).toEqual([])
})

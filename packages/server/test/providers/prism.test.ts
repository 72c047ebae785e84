import { clerk } from '@tenantry/clerk'
import type { Provider } from '@tenantry/core/provider'
import { kinde } from '@tenantry/kinde'
import { supabase } from '@tenantry/supabase'
import { startPrism } from '@tenantry/testing/prism'
import { loadSpec, operationsOf } from '@tenantry/testing/spec'
import { afterAll, expect, test } from 'vitest'
import { everyManagementMethod, everyMethod, outcomesOf } from './every-method.ts'
import { heldAgainst, type JudgedCall, type Judging } from './held-against.ts'
import { live } from './life.ts'
import { openSite } from './open-site.ts'
import type { Site } from './sites.ts'

interface Held extends Omit<Judging, 'prefer'> {
  readonly spec: string
  adapter(site: Site): Provider
}

const audience = 'http://app.example.com'
const world = { fetch, deadlineMs: 4000 }

const held = {
  kinde: {
    spec: 'kinde.yaml',
    basePath: '',
    outside: / \/(?!api\/v1\/)/,
    known: /^GET \/api\/v1\/(user|users\/[^/]+\/identities)$/,
    adapter: ({ served }) =>
      kinde({
        domain: served.url,
        clientId: 'm2m',
        clientSecret: 'm2m-secret',
        audience,
        hashPassword: async () => '$2b$12$a.made.up.hash',
        ...world,
      }),
  },
  clerk: {
    spec: 'clerk.yaml',
    basePath: '/v1',
    outside: /^GET \/(v1\/jwks|v1\/domains|\.well-known\/.*)$/,
    known: /^GET \/v1\/users\/[^/]+$/,
    adapter: ({ served, environment }) =>
      clerk({
        secretKey: environment.CLERK_SECRET_KEY ?? '',
        apiUrl: served.url,
        issuer: served.url,
        authorizedParties: ['https://app.example.com'],
        ...world,
      }),
  },
  supabase: {
    spec: 'supabase-auth.yaml',
    basePath: '/auth/v1',
    outside: /^GET \/auth\/v1\/\.well-known\//,
    known: /^GET \/auth\/v1\/(settings|admin\/users\/[^/]+)$|^POST \/auth\/v1\/admin\/users$/,
    // It makes a token of a secret key.
    gateway: (headers) => headers.set('authorization', `Bearer ${headers.get('apikey')}`),
    adapter: ({ served, environment }) =>
      supabase({ url: served.url, serviceKey: environment.SUPABASE_SERVICE_KEY ?? '', ...world }),
  },
} as const satisfies Readonly<Record<string, Held>>

type Answers = Pick<Judging, 'prefer' | 'amend'>

const answers: Readonly<Record<string, Answers>> = {
  'the examples': {},
  'random ones': { prefer: 'dynamic=true' },
  'every 400 that there is': { prefer: 'code=400' },
  'every 403 that there is': { prefer: 'code=403' },
  'every 404 that there is': { prefer: 'code=404' },
  'every 422 that there is': { prefer: 'code=422' },
  'every 429 that there is': { prefer: 'code=429' },
  'the examples, of one page and one organization': { amend: coherent },
}

/** How the organization stands at the provider then; where it depends on what random answers say, nothing. */
const standing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kinde: {
    // The answer names an organization that is not ours: a job finds that out, after the founder was answered.
    'the examples': '(?:pending|local_only): unavailable',
    'every 400 that there is': 'local_only: invalid',
    'every 403 that there is': 'local_only: forbidden',
    'every 429 that there is': 'local_only: rate_limited',
    'the examples, of one page and one organization': 'synced',
  },
  clerk: {
    'every 400 that there is': 'local_only: invalid',
    'every 403 that there is': 'local_only: forbidden',
    'every 422 that there is': 'local_only: invalid',
    'the examples, of one page and one organization': 'synced',
  },
  supabase: Object.fromEntries(Object.keys(answers).map((answer) => [answer, 'none'])),
}

/** What goes against a specification for a reason. */
const reasons: readonly { readonly call: RegExp; readonly says: RegExp; readonly why: string }[] = [
  {
    call: /^POST \/api\/v1\/organization$/,
    says: /must have required property 'name'/,
    why: 'the doctor leaves the name out: the refusal proves that the path answers, and nothing is created',
  },
  {
    call: /^POST \/auth\/v1\/admin\/users$/,
    says: /NO_METHOD/,
    why: 'it is in the source of Supabase Auth, and missing in its specification',
  },
  {
    call: /^POST \/auth\/v1\/admin\/generate_link$/,
    says: /body\.type: .+ one of the allowed values/,
    why: '`invite` is in the source of Supabase Auth, and missing in its specification',
  },
]

// The examples of a list lead to a next page for ever, and those of an organization are of somebody else's.
function coherent(answer: string, _call: string, sent: readonly string[]): string {
  const marker = /"(?:external_id|tenantry_id)":"([^"]*)"/.exec(sent.findLast((body) => MARKED.test(body)) ?? '')?.[1]
  return answer
    .replace(/"next_token":"[^"]*"/, '"next_token":null')
    .replace(/"external_id":"[^"]*"/, `"external_id":"${marker}"`)
    .replaceAll('"private_metadata":{}', `"private_metadata":{"tenantry_id":"${marker}"}`)
}

const MARKED = /"(external_id|tenantry_id)":"/

const rows = (['kinde', 'clerk', 'supabase'] as const).flatMap((name) =>
  Object.keys(answers).map((answer) => [name, answer] as const),
)

const prisms = {
  kinde: await startPrism(held.kinde.spec),
  clerk: await startPrism(held.clerk.spec),
  supabase: await startPrism(held.supabase.spec),
}
afterAll(() => Promise.all(Object.values(prisms).map((prism) => prism?.stop())))

interface Count {
  requests: number
  readonly operations: Set<string>
}
const counts: Record<string, Count> = {}

function heard(name: keyof typeof held, calls: readonly JudgedCall[]): void {
  const document = loadSpec(held[name].spec)
  const operations = document ? operationsOf(document) : []
  const count = counts[name] ?? { requests: 0, operations: new Set() }
  counts[name] = count
  for (const { call } of calls) {
    const [method = '', path = ''] = call.split(' ')
    const found = operations.find((one) => one.match(method, path.slice(held[name].basePath.length)))
    count.requests += 1
    if (found) count.operations.add(found.name)
  }
}

function unexplained(calls: readonly JudgedCall[]) {
  return calls.flatMap(({ call, violations }) =>
    violations
      .filter((says) => !reasons.some((reason) => reason.call.test(call) && reason.says.test(says)))
      .map((says) => `${call}: ${says}`),
  )
}

test.each(rows)(
  '%s answers with %s: no request breaks its specification, and the server goes on',
  { timeout: 180_000 },
  async (name, answer) => {
    const prism = prisms[name]
    if (!prism) return
    const { before, calls } = heldAgainst(prism, { ...held[name], ...answers[answer] })
    const open = await openSite(name, { before })
    const story = await live(open)
    const calling = {
      ...everyMethod(held[name].adapter(open.site), crypto.randomUUID()),
      ...(name === 'kinde' && everyManagementMethod(open.site.served.url)),
    }
    // Whatever is thrown is an error of ours.
    expect(Object.keys(await outcomesOf(calling))).toEqual(Object.keys(calling))
    heard(name, calls)
    expect(unexplained(calls)).toEqual([])

    expect(story.found).toBe('done')
    expect(Object.entries(story).filter(([, how]) => / 5\d\d$/.test(how))).toEqual([])
    const stands = standing[name]?.[answer]
    if (stands) expect(story['sync after founding']).toMatch(new RegExp(`^${stands}`))
    // A connection from before may be closed just then.
    await expect.poll(async () => (await fetch(`${open.running.url}/readyz`)).status).toBe(200)
    expect(await open.running.end('SIGTERM')).toBe(0)
    expect(open.running.written()).not.toContain('"level":"error"')
  },
)

test.each(['kinde', 'clerk'] as const)(
  '%s forbids: with `reject` nothing stays, and the answer says so',
  { timeout: 60_000 },
  async (name) => {
    const prism = prisms[name]
    if (!prism) return
    const { before, calls } = heldAgainst(prism, { ...held[name], prefer: 'code=403' })
    const open = await openSite(name, { before, environment: { TENANTRY_ON_PROVIDER_FAILURE: 'reject' } })
    expect(await live(open)).toEqual({ found: expect.stringMatching(/^PROVIDER_UNAVAILABLE 50\d$/) })
    expect(unexplained(calls)).toEqual([])
  },
)

test('most of what an adapter can ask was asked', () => {
  for (const [name, { requests, operations }] of Object.entries(counts))
    console.info(`Held against Prism: ${requests} requests to ${name}, of ${operations.size} operations`)
  const least = { kinde: 30, clerk: 17, supabase: 7 }
  for (const [name, { operations }] of Object.entries(counts))
    expect(operations.size).toBeGreaterThanOrEqual(least[name as keyof typeof least])
})

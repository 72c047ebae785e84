import { errorsOf } from '@tenantry/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { orgs } from '../../src/profiles/orgs/orgs.ts'
import type { Profile } from '../../src/profiles/profile.ts'
import { users } from '../../src/profiles/users/users.ts'
import { startTenantry } from '../start-tenantry.ts'
import { apisWith } from './apis.ts'
import { pathOf } from './fuzz/draft.ts'
import { people, startWorld, type World } from './fuzz/people.ts'
import { planOf } from './fuzz/plan.ts'
import { createPool } from './fuzz/pool.ts'
import { randomOf } from './fuzz/random.ts'
import { type Finding, fuzz, type Run } from './fuzz/run.ts'
import { validDraft } from './fuzz/valid.ts'
import { operationsOf } from './operations.ts'

// Every dialect of the server; what stands here is mounted, checked and fuzzed.
const profiles: readonly Profile[] = [orgs(), users()]
const operations = operationsOf(apisWith(profiles))
const plan = planOf(operations)
// Another one every day, and the same one all day.
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000))
const requests = Number(process.env.FUZZ_REQUESTS ?? Math.max(10_000, plan.least))
const SHOWN = 20

let world: World

beforeAll(async () => {
  world = await startWorld(profiles)
})
afterAll(() => world.running.stop())

const run = (changes: Partial<Run> = {}) => fuzz({ world, operations, plan, seed, requests, ...changes })

test(`answers ${requests} requests of seed ${seed} as the documents and the contracts say`, {
  timeout: 600_000,
}, async () => {
  const started = performance.now()
  const { requests: sent, findings, statuses } = await run()
  const seconds = Math.round((performance.now() - started) / 1000)
  const refused = operations.filter(({ name }) => !hasSuccess(statuses.get(name))).map(({ name }) => name)
  const reached = `${operations.length - refused.length} of ${operations.length} operations reached a success`
  console.info(`Fuzzed: ${sent} requests in ${seconds} s, FUZZ_SEED=${seed}; ${[reached, ...refused].join(', not ')}`)
  expect(shown(findings)).toBe('')
  expect(world.running.faults).toEqual([])
  expect(Object.prototype).not.toHaveProperty('polluted')
})

function hasSuccess(statuses: ReadonlyMap<number, number> = new Map()): boolean {
  return [...statuses.keys()].some((status) => status < 400)
}

/** The first finding of each kind, with the command that repeats it. */
function shown(findings: readonly Finding[]): string {
  const kinds = new Map(
    findings.toReversed().map((finding) => [`${finding.operation.split(' (')[0]} ${finding.what}`, finding]),
  )
  const texts = [...kinds.values()]
    .slice(-SHOWN)
    .map(
      ({ number, operation, what, request, answer }) =>
        `${operation}: ${what}\n${request}\n=> ${answer}\nFUZZ_SEED=${seed} FUZZ_REQUESTS=${number} npx vitest run --project node ${import.meta.filename}`,
    )
  return texts.length === 0 ? '' : `${kinds.size} kinds of findings\n\n${texts.join('\n\n')}`
}

/** A server that answers some requests in a wrong way. */
function planted(change: (request: Request, response: Response) => Response | Promise<Response>): World {
  const { running, pool } = world
  const { tenantry } = running
  const fetch: typeof tenantry.fetch = async (request, info) =>
    change(request, await tenantry.fetch(request.clone(), info))
  return { pool, running: { ...running, tenantry: { ...tenantry, fetch } } }
}

const json = (status: number, body: unknown) => Response.json(body, { status, headers: { 'x-request-id': '1' } })

test.each<[what: string, change: Parameters<typeof planted>[0], finding: string]>([
  [
    'a server that fails on NUL',
    async (request, response) => ((await request.text()).includes('\\u0000') ? json(500, {}) : response),
    'a fault of the server',
  ],
  [
    'a server that takes what is invalid',
    (_, response) => (response.status === 400 ? json(200, { success: true }) : response),
    'not refused with 400 VALIDATION_FAILED',
  ],
  [
    'a server that refuses what is valid',
    (request, response) =>
      request.url.includes('slug-availability') && response.status === 200
        ? json(400, { code: 'VALIDATION_FAILED' })
        : response,
    'refused as invalid although the contract takes it',
  ],
  [
    'a server that ignores tokens',
    (_, response) => (response.status === 401 ? json(200, {}) : response),
    'not refused with 401 UNAUTHENTICATED',
  ],
  [
    'a server that takes every content type',
    (_, response) => (response.status === 415 ? json(201, {}) : response),
    'not refused with 415 UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a server that shows its insides',
    (_, response) =>
      response.status === 404 ? json(404, { message: 'relation "users": SELECT * FROM users WHERE id' }) : response,
    'tells what is inside',
  ],
])('finds %s', async (_, change, finding) => {
  const { findings } = await run({ world: planted(change), requests: 500 })
  expect(findings.map(({ what }) => what)).toContainEqual(expect.stringContaining(finding))
})

test('counts calls where the contract limits them, and says how long to wait', async () => {
  const limited = await startTenantry('pglite', { profiles })
  const few = operations.filter(({ endpoint: { limits = [] } }) => limits.some(({ limit }) => limit <= 20))
  expect(few.length).toBeGreaterThan(0)
  for (const operation of few) {
    const random = randomOf(seed, 0)
    const draft = validDraft(operation, createPool(), random, { caller: 'outsider', full: true })
    const token = await limited.token({ ...people.outsider, sub: operation.name })
    const headers = { ...draft.headers, authorization: `Bearer ${token}` }
    const statuses = new Set<number>()
    for (let turn = 0; turn <= 20; turn++) {
      const { method, body } = draft
      statuses.add((await limited.send(pathOf(draft), { method, headers, body })).status)
    }
    const gives = operation.endpoint.limits?.every(({ counts }) => counts === 'successes')
    if (!gives) expect([...statuses], operation.name).toContain(errorsOf(operation.endpoint).RATE_LIMITED)
  }
  await limited.stop()
})

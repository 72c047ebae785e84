import { readFile } from 'node:fs/promises'
import { ProviderError } from '@tenantry/core/provider'
import { expect } from 'vitest'
import { pauseAfter } from '../../src/sync/policy.ts'
import type { Site, World } from './world.ts'

type Row = readonly [line: string, prove: (world: World) => Promise<unknown>]

const CREATE = 'POST /api/v1/organization 200'
const settled = { timeout: 10_000 }

async function local(world: World) {
  const site = await world.refused()
  const ada = site.person()
  return { site, ada, ...(await site.found(ada)) }
}

const readme = () => readFile(new URL('../../README.md', import.meta.url), 'utf8')

/** "Testing Checklist", line by line. */
export const testingChecklist: readonly Row[] = [
  [
    'Verify M2M token has `create:organizations` scope',
    async (world) => {
      const check = async (site: Site) => (await site.doctor()).named('kinde: Scopes for organizations')
      expect(await check(await world.refused())).toMatchObject({
        state: 'failed',
        found: 'missing: create:organizations',
      })
      expect(await check(await world.allowed())).toMatchObject({
        state: 'passed',
        found: expect.stringContaining('create:organizations'),
      })
    },
  ],
  [
    'Test organization creation with correct endpoint',
    async (world) => {
      const site = await world.allowed()
      const calls = world.mark()
      const { name } = await site.found(site.person())
      expect(calls.lines()[0]).toBe(CREATE)
      expect(world.membersOf(name)).toBeDefined()
    },
  ],
  [
    'Verify user addition works when organization exists in Kinde',
    async (world) => {
      const site = await world.allowed()
      const [ada, ben] = [site.person(), site.person()]
      const { id, name } = await site.found(ada)
      await site.join(id, ada, ben)
      await expect.poll(() => world.membersOf(name), settled).toEqual([ada.subject, ben.subject].toSorted())
    },
  ],
  [
    "Test fallback mechanism doesn't attempt Kinde API calls",
    async (world) => {
      const { site, ada, id } = await local(world)
      const calls = world.mark()
      await site.join(id, ada, site.person())
      expect(calls.lines()).toEqual([])
    },
  ],
  [
    'Verify getUserOrganizations limitation is handled gracefully',
    async (world) => {
      const site = await world.allowed()
      const [ada, other] = [site.person(), site.person()]
      const [mine] = [await site.found(ada), await site.found(other)]
      const calls = world.mark()
      const status = await ada.client().organizations.status()
      expect(JSON.stringify(status)).toContain(mine.id)
      expect(JSON.stringify(await site.person().client().organizations.status())).not.toContain(mine.id)
      expect(calls.lines().filter((line) => line.startsWith('GET'))).toEqual([])
    },
  ],
]

/** "Recommended Fixes", line by line. */
export const recommendedFixes: readonly Row[] = [
  [
    'Verify M2M application exists and is configured correctly',
    async (world) => {
      const site = await world.allowed()
      const { named, code } = await site.doctor({ KINDE_CLIENT_SECRET: 'another-made-up-secret' })
      expect(named('kinde: Token for the Management API')).toMatchObject({
        state: 'failed',
        remedy: expect.stringMatching(/KINDE_CLIENT_ID and KINDE_CLIENT_SECRET: in Kinde, Settings > Applications/),
      })
      expect(code).toBe(1)
    },
  ],
  [
    'Ensure `create:organizations` scope is enabled',
    async (world) => {
      const site = await world.refused()
      const remedy = (await site.doctor()).named('kinde: POST /api/v1/organization')?.remedy
      expect(remedy).toMatch(/^tick create:organizations and save: in Kinde, /)
    },
  ],
  [
    'Verify API endpoint URL is correct',
    async (world) => {
      const site = await world.allowed()
      const custom = await site.doctor({ KINDE_API_URL: 'https://auth.example.invalid' })
      expect(custom.named('kinde: Domain of the Management API')).toMatchObject({
        state: 'failed',
        remedy: expect.stringContaining('KINDE_API_URL'),
      })
      expect((await site.doctor()).named('kinde: Domain of the Management API')?.state).toBe('passed')
    },
  ],
  [
    'Check Kinde API documentation for correct endpoint',
    async (world) => {
      const site = await world.allowed()
      expect((await site.doctor()).named('kinde: POST /api/v1/organization')).toMatchObject({
        state: 'passed',
        found: 'it answers, and nothing was created',
      })
    },
  ],
  [
    'May need to use: `POST /api/v1/organizations` with proper payload format',
    async (world) => {
      const site = await world.allowed()
      // The advice is wrong: nothing is made by that path, whatever the payload.
      expect((await world.asInTheSeed('POST', '/api/v1/organizations', { name: 'Acme' })).status).toBe(404)
      const calls = world.mark()
      await site.found(site.person())
      expect(calls.lines().filter((line) => line.startsWith('POST /api/v1/organizations '))).toEqual([])
    },
  ],
  [
    "Ensure request body matches Kinde's expected format",
    async (world) => {
      const site = await world.allowed()
      const calls = world.mark()
      await site.found(site.person())
      const [call] = calls.since()
      expect([call?.headers['content-type'], call?.answer?.status]).toEqual(['application/json', 200])
    },
  ],
  [
    'May need fields like: `name`, `code`, `external_id`, etc.',
    async (world) => {
      const site = await world.allowed()
      const calls = world.mark()
      const { id, name } = await site.found(site.person())
      expect(JSON.parse(calls.since()[0]?.body ?? '')).toMatchObject({ name, external_id: id })
    },
  ],
  [
    'When organization creation fails, clearly mark it as "local only"',
    async (world) => {
      const { site, ada, id } = await local(world)
      expect(await site.status(id, ada)).toMatchObject({ status: 'local_only', provider_id: null })
    },
  ],
  [
    "Don't attempt any Kinde API calls for local-only organizations",
    async (world) => {
      const { site, ada, id } = await local(world)
      const calls = world.mark()
      const ben = site.person()
      const params = { organizationId: id }
      await site.join(id, ada, ben)
      const { members } = await ada.client().members.list({ params })
      const userId = members.find(({ email }) => email === ben.email)?.user_id ?? ''
      await ada.client().members.update({ params: { ...params, userId }, body: { role: 'manager' } })
      await ada.client().members.remove({ params: { ...params, userId } })
      expect(calls.lines()).toEqual([])
    },
  ],
  [
    'Provide clear messaging to users',
    async (world) => {
      const { site, ada, id } = await local(world)
      const { error, provider, since, next_attempt_at } = await site.status(id, ada)
      expect({ error, provider }).toEqual({ error: 'forbidden', provider: 'kinde' })
      expect(Date.parse(next_attempt_at ?? '')).toBeGreaterThan(Date.parse(since ?? ''))
    },
  ],
  [
    'Implement retry logic for transient API failures',
    async (world) => {
      const site = await world.allowed()
      const ada = site.person()
      world.faults.plant({ on: /^POST \/api\/v1\/organization$/, kind: { status: 503, applied: true }, times: 1 })
      const { id, name } = await site.found(ada)
      expect(await site.status(id, ada)).toMatchObject({ status: 'local_only', error: 'unavailable' })
      await ada.client().sync.retry({ params: { organizationId: id } })
      await expect.poll(() => world.membersOf(name), settled).toEqual([ada.subject])
      // Its answer was lost, and not the organization: there is one.
      expect(world.kinde.holds().filter((held) => held.name === name)).toHaveLength(1)
    },
  ],
  [
    'Add exponential backoff for rate limiting',
    async (world) => {
      const site = await world.allowed()
      const ada = site.person()
      // Known by now, so that the next call is the one that comes too soon.
      await ada.client().organizations.status()
      world.kinde.throttle(1, 1)
      const calls = world.mark()
      const started = performance.now()
      await site.found(ada)
      expect(calls.lines().slice(0, 2)).toEqual(['POST /api/v1/organization 429', CREATE])
      expect(performance.now() - started).toBeGreaterThan(900)
      const limited = new ProviderError('rate_limited', { provider: 'kinde', message: 'made up' })
      expect([1, 2, 3].map((attempts) => pauseAfter(attempts, limited, () => 1))).toEqual([10_000, 20_000, 40_000])
    },
  ],
  [
    "Clearly document that M2M tokens can't filter organizations by user",
    async (world) => {
      const site = await world.allowed()
      const { found } = (await site.doctor()).named('kinde: GET /api/v1/organizations') ?? {}
      expect(found).toContain('no machine token can ask it for those of one person')
      expect(await readme()).toMatch(/machine token\s+cannot ask/)
    },
  ],
  [
    'Document the fallback mechanism and its limitations',
    async () => {
      const text = await readme()
      for (const word of ['TENANTRY_ON_PROVIDER_FAILURE', 'keep-local', 'reject', 'local_only', 'sync/retry'])
        expect(text).toContain(word)
    },
  ],
  [
    'Track organization creation success/failure rates',
    async (world) => {
      const series = (outcome: string) => `tenantry_organization_creations_total{outcome="${outcome}"}`
      for (const [site, outcome] of [
        [await world.allowed(), 'created'],
        [await world.refused(), 'kept_local'],
      ] as const) {
        const before = await site.metric(series(outcome))
        await site.found(site.person())
        expect((await site.metric(series(outcome))) - before).toBe(1)
      }
    },
  ],
  [
    'Alert when fallback is used frequently',
    async (world) => {
      const series = 'tenantry_fallbacks_total{reason="forbidden"}'
      const site = await world.refused()
      const before = await site.metric(series)
      const { id } = await local(world)
      expect((await site.metric(series)) - before).toBe(1)
      const alerts = () =>
        site
          .written()
          .split('\n')
          .filter((line) => line.includes('"alert":"fallback"'))
      await expect.poll(() => alerts().some((line) => line.includes(id))).toBe(true)
    },
  ],
]

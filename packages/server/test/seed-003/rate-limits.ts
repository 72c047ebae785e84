import { expect, inject } from 'vitest'
import { redisLimiter } from '../../src/limits/redis.ts'
import { accessToken, type Person, publicUrl, startTenantry } from '../start-tenantry.ts'
import { create } from './organization-form.ts'
import { count, membershipsOf, nowhere } from './proofs.ts'
import type { Observed } from './records.ts'
import { section, type World } from './world.ts'

const HOUR_MS = 3_600_000
const unknown = `/api/invitations/validate-token?token=${'A'.repeat(43)}`

/** A limit, and how to spend a point of it. */
interface Spending {
  readonly limit: number
  /** The status of a call within the limit. */
  readonly within: number
  readonly spend: (world: World, who: Person) => Promise<Observed>
}

const creation: Spending = {
  limit: 5,
  within: 201,
  spend: (world, who) => create(world, {}, who),
}
const acceptance: Spending = {
  limit: 10,
  within: 404,
  spend: (world, as) => world.send('POST', '/api/invitations/accept', { as, body: { invitation_id: nowhere } }),
}
const status: Spending = {
  limit: 100,
  within: 200,
  spend: (world, as) => world.send('GET', '/api/user/organization-status', { as }),
}

function isLimited(answer: Observed) {
  expect(answer).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
  const seconds = answer.headers.get('retry-after')
  expect(seconds).toMatch(/^\d+$/)
  return Number(seconds)
}

async function spendAll(world: World, who: Person, { limit, within, spend }: Spending) {
  for (let turn = 1; turn <= limit; turn++) expect((await spend(world, who)).status, `call ${turn}`).toBe(within)
}

/** Proves the limit of one user: to the last point, for nobody else, until the hour is over. */
async function holdsPerUser(world: World, spending: Spending) {
  const [person, other] = [world.person(), world.person()]
  await spendAll(world, person, spending)
  expect(isLimited(await spending.spend(world, person))).toBe(3600)
  expect((await spending.spend(world, other)).status).toBe(spending.within)
  world.running.advance(HOUR_MS - 1)
  expect(isLimited(await spending.spend(world, person))).toBe(1)
  world.running.advance(1)
  expect((await spending.spend(world, person)).status).toBe(spending.within)
  return person
}

export const rateLimits = section('Rate Limiting Requirements', [
  [
    'Organization creation: 5 per hour per user',
    async (world) => {
      const person = await holdsPerUser(world, creation)
      expect(await membershipsOf(world, person)).toHaveLength(6)
      // Only organizations count: nobody is locked out by typing mistakes.
      const clumsy = world.person()
      for (let turn = 0; turn < 10; turn++) expect((await create(world, { name: '' }, clumsy)).status).toBe(400)
      await spendAll(world, clumsy, creation)
      // Calls at once do not slip through either.
      const hasty = world.person()
      const answers = await Promise.all(Array.from({ length: 8 }, () => create(world, {}, hasty)))
      expect(answers.filter((answer) => answer.status === 201)).toHaveLength(5)
      expect(
        await count(world, `organizations o JOIN users u ON u.id = o.created_by WHERE u.email = '${hasty.email}'`),
      ).toBe(5)
    },
  ],
  [
    'Invitation acceptance: 10 per hour per user',
    async (world) => {
      await holdsPerUser(world, acceptance)
      const { person, id } = await world.invited()
      await spendAll(world, person, acceptance)
      await expect(world.accept(person, id)).rejects.toMatchObject({ status: 429 })
      world.running.advance(HOUR_MS)
      expect((await world.accept(person, id)).success).toBe(true)
    },
  ],
  ['User organization status checks: 100 per hour per user', (world) => holdsPerUser(world, status)],
  [
    'Token validation: 20 per hour per IP',
    async (world) => {
      const from = (ip: string) => world.send('GET', unknown, { ip })
      const [mine, theirs] = [world.ip, world.ip.replace('db8:0:', 'db8:b:')]
      for (let turn = 0; turn < 20; turn++) expect((await from(mine)).status).toBe(404)
      expect(isLimited(await from(mine))).toBe(3600)
      expect((await from(theirs)).status).toBe(404)
      // Nobody chooses the address they are counted under.
      const forged = { 'x-forwarded-for': theirs, 'x-real-ip': theirs, forwarded: `for="[${theirs}]"` }
      isLimited(await world.send('GET', unknown, { ip: mine, headers: forged }))
      world.running.advance(HOUR_MS)
      expect((await from(mine)).status).toBe(404)
    },
  ],
  [
    'Use Redis for rate limiting state',
    async (world) => {
      // Two servers on one Redis count together; where there is no Redis, one server counts in memory instead.
      const redis = inject('redisUrl')
      const options = { url: redis ?? 'redis://127.0.0.1:1', prefix: `seed-003:${crypto.randomUUID()}` }
      const { database, now } = world.running
      const start = () => startTenantry(database.engine, { database, limiter: redisLimiter(options), now })
      const servers = await Promise.all(Array.from({ length: redis ? 2 : 1 }, start))
      const authorization = `Bearer ${await accessToken(world.person(), now())}`
      const statuses: number[] = []
      for (let turn = 0; turn < 11; turn++) {
        const headers = { authorization, 'content-type': 'application/json' }
        const body = JSON.stringify({ invitation_id: nowhere })
        const request = new Request(`${publicUrl}/api/invitations/accept`, { method: 'POST', headers, body })
        const answer = await servers[turn % servers.length]?.tenantry.fetch(request)
        statuses.push(answer?.status ?? 0)
      }
      for (const { tenantry } of servers) await tenantry.stop()
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429])
    },
  ],
  [
    'Return appropriate 429 responses with retry-after headers',
    async (world) => {
      const person = world.person()
      await acceptance.spend(world, person)
      world.running.advance(1_000_000)
      await spendAll(world, person, { ...acceptance, limit: 9 })
      const answer = await acceptance.spend(world, person)
      expect(isLimited(answer)).toBe(2600)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      world.running.advance(2_600_000)
      expect((await acceptance.spend(world, person)).status).toBe(404)
    },
  ],
  [
    'Different limits for authenticated vs anonymous users',
    async (world) => {
      const person = world.person()
      const twenty = Array.from({ length: 20 })
      const validate = (as: Person | null) => world.send('GET', unknown, { as })
      for (const _ of twenty) expect((await validate(null)).status).toBe(404)
      isLimited(await validate(null))
      // The same address, but signed in: a bucket of their own.
      for (const _ of twenty) expect((await validate(person)).status).toBe(404)
      isLimited(await validate(person))
      expect((await validate(world.person())).status).toBe(404)
      // And another number where the contract says so: sign-ups are 20 for an address, 10 for a user.
      const signUp = (as: Person | null) =>
        world.send('POST', '/api/auth/signup', { as, body: { email: '', password: '' } })
      for (let turn = 0; turn < 10; turn++) expect((await signUp(person)).status).toBe(400)
      isLimited(await signUp(person))
      for (const _ of twenty) expect((await signUp(null)).status).toBe(400)
      isLimited(await signUp(null))
    },
  ],
])

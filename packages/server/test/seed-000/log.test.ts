import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'))
})
afterAll(() => world.close())

test('the calls of the seed fail as its log says', async () => {
  const body = { name: 'Acme' }
  expect((await world.asInTheSeed('POST', '/api/v1/organization', body)).status).toBe(403)
  expect((await world.asInTheSeed('POST', '/api/v1/organizations', body)).status).toBe(404)
  const add = await world.asInTheSeed('POST', '/api/v1/organizations/tenant_made-up/users', { users: [{ id: 'kp_1' }] })
  expect([add.status, add.text]).toEqual([400, expect.stringContaining('ORGANIZATION_INVALID')])
  expect(await world.asInTheSeed('GET', '/api/v1/organizations')).toMatchObject({ status: 200 })
})

test('the doctor speaks to people too, and puts each remedy below what it found', async () => {
  const site = await world.refused()
  const { code, out } = await site.doctorInWords()
  expect(code).toBe(1)
  expect(out).toMatch(
    /^FAIL {2}kinde: Scopes for organizations +missing: create:organizations\n +→ tick create:organizations/m,
  )
  expect(out).toMatch(/\n\d+ failed, \d+ to be looked at, \d+ passed\n$/)
  expect(out).not.toContain('m2m-secret')
})

test('the kit goes through the same with one refused call, and the doctor names each cause in one run', async () => {
  const site = await world.refused()
  const [ada, ben] = [site.person(), site.person()]
  const calls = world.mark()
  const { id, name } = await site.found(ada)
  await site.join(id, ada, ben)
  expect(await site.status(id, ada)).toMatchObject({ status: 'local_only', error: 'forbidden' })
  expect((await ada.client().members.list({ params: { organizationId: id } })).members).toHaveLength(2)
  // No other path, nobody added to what is not there, nobody's organizations asked for with the machine's token.
  expect(calls.lines()).toEqual(['POST /api/v1/organization 403'])

  const { code, named } = await site.doctor()
  expect(code).toBe(1)
  // 403
  expect(named('kinde: Scopes for organizations')).toMatchObject({
    state: 'failed',
    found: 'missing: create:organizations',
    remedy: expect.stringMatching(
      /^tick create:organizations and save: in Kinde, Settings > Applications > .+ Manage scopes$/,
    ),
  })
  expect(named('kinde: POST /api/v1/organization')).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('403'),
  })
  // 404, and the empty list of somebody's organizations
  expect(named('kinde: GET /api/v1/organizations')?.found).toMatch(
    /creates none \(404\).+no machine token .+ those of one person/,
  )
  // ORGANIZATION_INVALID
  expect(named('Organizations at kinde')).toMatchObject({
    state: 'warning',
    found: expect.stringMatching(/^1 of 1 are kept here alone \(forbidden\).+ORGANIZATION_INVALID/),
    remedy: expect.stringContaining('/sync/retry'),
  })

  await site.tickAll()
  await ada.client().sync.retry({ params: { organizationId: id } })
  await expect.poll(() => world.membersOf(name), { timeout: 10_000 }).toEqual([ada.subject, ben.subject].toSorted())
  const healed = await site.doctor()
  expect(healed.checks.filter(({ state }) => state === 'failed').map((check) => check.name)).toEqual(['Mail'])
  expect(healed.named('Organizations at kinde')).toMatchObject({ state: 'passed', found: '1 of 1 are there' })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, startTenantry } from '../start-tenantry.ts'
import { startWorld, type World } from './world.ts'

describe.each(engines)('the DNS, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(engine)
  })
  beforeEach(() => void world.running.faults.splice(0))
  afterAll(() => world.running.stop())

  /** A domain that waits for its record. */
  async function waiting() {
    const organization = await world.organization()
    const { id, record } = await organization.add(`${world.next()}.example`)
    return { ...organization, ...record, id, look: () => organization.verify(id) }
  }

  test.each(['ENOTFOUND', 'ENODATA'])('that says %s has no record', async (code) => {
    const { name, look } = await waiting()
    world.dns.fail(name, code)
    await expect(look()).rejects.toMatchObject({ status: 409, code: 'DOMAIN_NOT_VERIFIED' })
    expect(world.running.faults).toEqual([])
  })

  test.each(['ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'ECONNREFUSED', 'EBADRESP', 'ECANCELLED'])(
    'that says %s cannot be asked now, and the log tells why',
    async (code) => {
      const { name, value, look, list } = await waiting()
      world.dns.fail(name, code)
      await expect(look()).rejects.toMatchObject({ status: 503, code: 'DNS_UNAVAILABLE' })
      expect(world.running.faults[0]).toMatchObject({ code: 'DNS_UNAVAILABLE', cause: { code } })
      expect(await list()).toMatchObject([{ status: 'unverified' }])
      world.dns.answer(name, [[value]])
      expect((await look()).status).toBe('dns')
    },
  )

  const filler = (length: number) => 'x'.repeat(length)

  test.each<readonly [string, (value: string) => string[][]]>([
    ['alone', (value) => [[value]]],
    ['among others', (value) => [['v=spf1 -all'], [], [value], ['tenantry-domain-verification=other']]],
    ['in pieces', (value) => [[value.slice(0, 10), value.slice(10, 11), '', value.slice(11)]]],
    ['with spaces around it', (value) => [[`  ${value} `]]],
    ['twice', (value) => [[value], [value]]],
    ['behind thousands of others', (value) => [...Array.from({ length: 4000 }, () => [filler(10)]), [value]]],
    ['beside megabytes', (value) => [Array.from({ length: 10_000 }, () => filler(255)), [value]]],
  ])('shows the record %s', async (_, records) => {
    const { name, value, look } = await waiting()
    world.dns.answer(name, records(value))
    expect((await look()).status).toBe('dns')
  })

  test.each<readonly [string, (value: string) => string[][]]>([
    ['nothing', () => []],
    ['an empty record', () => [[]]],
    ['an empty string', () => [['']]],
    ['the beginning of it', (value) => [[value.slice(0, -1)]]],
    ['more than it', (value) => [[`${value}x`]]],
    ['it in other letters', (value) => [[value.toUpperCase()]]],
    ['its pieces in two records', (value) => [[value.slice(0, 20)], [value.slice(20)]]],
    ['it in the middle of something', (value) => [[`v=1; ${value}; x`]]],
    ['it in the middle of megabytes', (value) => [[filler(1_000_000), value, filler(1_000_000)]]],
    ['more than an answer can hold before it', (value) => [...Array.from({ length: 100_000 }, () => ['']), [value]]],
  ])('that shows %s shows no record', async (_, records) => {
    const { name, value, look } = await waiting()
    world.dns.answer(name, records(value))
    await expect(look()).rejects.toMatchObject({ status: 409, code: 'DOMAIN_NOT_VERIFIED' })
  })

  test('is asked about the name of the record alone', async () => {
    const { name, look } = await waiting()
    const before = world.dns.asked.length
    await expect(look()).rejects.toMatchObject({ code: 'DOMAIN_NOT_VERIFIED' })
    expect(world.dns.asked.slice(before)).toEqual([name])
  })

  test('keeps nobody waiting but who asked it, and holds no transaction meanwhile', async () => {
    const { name, value, look, founder, organizationId, params } = await waiting()
    const slow = Promise.withResolvers<string[][]>()
    world.dns.answerLater(name, slow.promise)
    let answered = false
    const before = world.dns.asked.length
    const looking = look().finally(() => {
      answered = true
    })
    while (world.dns.asked.length === before) await new Promise((resolve) => setImmediate(resolve))
    // On PGlite an open transaction would keep all of these waiting, on PostgreSQL a locked organization the second.
    const client = world.running.as(founder)
    expect((await client.organizations.status()).scenario).toBe('has_organizations')
    expect((await client.teams.create({ params, body: { name: 'Meanwhile' } })).team.name).toBe('Meanwhile')
    // One of a worker may be open at this moment, but not for long.
    const open = `SELECT pid FROM pg_stat_activity
      WHERE state LIKE 'idle in transaction%' AND datname = current_database()`
    await expect.poll(() => world.running.rows(open)).toEqual([])
    expect(answered).toBe(false)
    slow.resolve([[value]])
    expect((await looking).status).toBe('dns')
    expect(await world.events(organizationId)).toMatchObject([
      { action: 'domain.added' },
      { action: 'team.created' },
      { action: 'domain.verified' },
    ])
  })

  test('proves nothing for a domain that was removed while it thought', async () => {
    const { id, name, value, look, remove, add, list } = await waiting()
    const slow = Promise.withResolvers<string[][]>()
    world.dns.answerLater(name, slow.promise)
    const before = world.dns.asked.length
    const looking = look().catch((error: unknown) => error)
    while (world.dns.asked.length === before) await new Promise((resolve) => setImmediate(resolve))
    await remove(id)
    await add(name.replace('_tenantry.', ''))
    slow.resolve([[value]])
    expect(await looking).toMatchObject({ status: 404, code: 'DOMAIN_NOT_FOUND' })
    expect(await list()).toMatchObject([{ status: 'unverified' }])
  })

  test('gives a repeated request its first answer, whatever became of the domain', async () => {
    const { name, value, id, founder, params, remove } = await waiting()
    world.dns.answer(name, [[value]])
    const client = world.running.as(founder)
    const again = { idempotencyKey: 'verify-once' }
    const first = await client.domains.verify({ params: { ...params, domainId: id } }, again)
    await remove(id)
    expect(await client.domains.verify({ params: { ...params, domainId: id } }, again)).toEqual(first)
  })
})

test('without a resolver no domain can be proved, and the log tells why', async () => {
  const running = await startTenantry('pglite')
  const founder = running.as({ email: 'founder@example.com' })
  const { organization } = await founder.organizations.create({ body: { name: 'No DNS', slug: 'no-dns' } })
  const params = { organizationId: organization.id }
  const { domain } = await founder.domains.add({ params, body: { domain: 'no-dns.example' } })
  const verifying = founder.domains.verify({ params: { ...params, domainId: domain.id } })
  await expect(verifying).rejects.toMatchObject({ status: 503, code: 'DNS_UNAVAILABLE' })
  expect(running.faults[0]).toMatchObject({ cause: { message: 'createTenantry was given no resolveTxt.' } })
  await running.stop()
})

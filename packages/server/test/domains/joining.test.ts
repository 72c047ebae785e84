import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../invariants.ts'
import { engines, type Person } from '../start-tenantry.ts'
import { startWorld, type World } from './world.ts'

describe.each(engines)('coming in by a domain, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(engine)
  })
  afterAll(async () => {
    expect(world.running.faults).toEqual([])
    expect(await world.running.rows(violations)).toEqual([])
    await world.running.stop()
  })

  const doors = async (person: Person) => {
    const { organizations } = await world.running.as(person).organizations.joinable()
    return organizations.map(({ id, via }) => ({ id, via }))
  }
  const join = (person: Person, organizationId: string) =>
    world.running.as(person).organizations.join({ params: { organizationId } })
  const closed = { status: 404, code: 'ORGANIZATION_NOT_FOUND' }
  const colleagueAt = (domain: string): Person => ({ email: `colleague-${world.next()}@${domain}` })

  test('goes from adding the domain to a colleague who is in, all by the API', async () => {
    const { running, dns } = world
    const { organizationId, add, verify } = await world.organization()
    const domain = `${world.next()}.example`
    const { id, record } = await add(domain)
    const colleague = colleagueAt(domain)
    expect(await doors(colleague)).toEqual([])
    await expect(join(colleague, organizationId)).rejects.toMatchObject(closed)
    await expect(verify(id)).rejects.toMatchObject({ status: 409, code: 'DOMAIN_NOT_VERIFIED' })
    await expect(join(colleague, organizationId)).rejects.toMatchObject(closed)
    dns.answer(record.name, [[record.value]])
    await verify(id)

    expect(await doors(colleague)).toEqual([{ id: organizationId, via: 'join' }])
    expect(await join(colleague, organizationId)).toMatchObject({
      status: 'joined',
      organization: { id: organizationId },
    })
    expect((await running.as(colleague).organizations.status()).organizations).toMatchObject([
      { organization_id: organizationId, role: 'employee', joined_via: 'google_domain', is_default: true },
    ])
    expect(await doors(colleague)).toEqual([])
    await expect(join(colleague, organizationId)).rejects.toMatchObject({ status: 409, code: 'MEMBERSHIP_EXISTS' })
    expect(await world.events(organizationId)).toMatchObject([
      { action: 'domain.added' },
      { action: 'domain.verified' },
      { action: 'member.joined', data: { via: 'google_domain', role: 'employee' } },
    ])
  })

  test('leads to each organization of a domain, also to those beyond the twenty that are listed', async () => {
    const domain = `${world.next()}.example`
    const founded: string[] = []
    for (let turn = 0; turn <= 20; turn++) {
      const body = { name: 'One of many', slug: world.next(), google_domain: domain }
      const { organization } = await world.running.as(colleagueAt(domain)).organizations.create({ body })
      founded.push(organization.id)
      world.running.advance(1000)
    }
    const colleague = colleagueAt(domain)
    expect(await doors(colleague)).toEqual(founded.slice(0, 20).map((id) => ({ id, via: 'request' })))
    expect(await join(colleague, founded[20] ?? '')).toMatchObject({ status: 'requested' })
  })

  test('is for those whose address there is verified', async () => {
    const { organizationId, prove } = await world.organization()
    const domain = `${world.next()}.example`
    await prove(domain)
    for (const email_verified of [false, 'true', null]) {
      const impostor = { ...colleagueAt(domain), email_verified }
      expect(await doors(impostor)).toEqual([])
      await expect(join(impostor, organizationId)).rejects.toMatchObject({ status: 403, code: 'EMAIL_NOT_VERIFIED' })
    }
  })

  test('is for addresses of just that domain, in whatever spelling', async () => {
    const { organizationId, prove } = await world.organization()
    const name = world.next()
    await prove(`żółw.${name}.example`)
    for (const other of [
      `sub.żółw.${name}.example`,
      `${name}.example`,
      `zolw.${name}.example`,
      `xżółw.${name}.example`,
      `żółw.${name}.example.org`,
    ]) {
      expect(await doors(colleagueAt(other))).toEqual([])
      await expect(join(colleagueAt(other), organizationId)).rejects.toMatchObject(closed)
    }
    for (const same of [`żółw.${name}.example`, `ŻÓŁW.${name}.EXAMPLE`, `xn--w-uga1v8h.${name}.example`])
      expect(await join(colleagueAt(same), organizationId)).toMatchObject({ status: 'joined' })
  })

  test('is asking where an address alone proved the domain', async () => {
    const domain = `${world.next()}.example`
    const { organizationId, add } = await world.organization({ email: `founder@${domain}` })
    expect((await add(domain)).status).toBe('email')
    const colleague = colleagueAt(domain)
    expect(await doors(colleague)).toEqual([{ id: organizationId, via: 'request' }])
    expect(await join(colleague, organizationId)).toMatchObject({ status: 'requested' })
    expect(await join(colleague, organizationId)).toMatchObject({ status: 'requested' })
    expect((await world.running.as(colleague).organizations.status()).organizations).toEqual([])
    const requests = `SELECT status FROM membership_requests WHERE organization_id = '${organizationId}'`
    expect(await world.running.rows(requests)).toEqual([{ status: 'pending' }])
  })

  test('turns from asking into walking in once the record is there', async () => {
    const domain = `${world.next()}.example`
    const { organizationId, add, verify } = await world.organization({ email: `founder@${domain}` })
    const { id, record } = await add(domain)
    const colleague = colleagueAt(domain)
    expect(await join(colleague, organizationId)).toMatchObject({ status: 'requested' })
    world.dns.answer(record.name, [[record.value]])
    await verify(id)
    expect(await join(colleague, organizationId)).toMatchObject({ status: 'joined' })
  })

  test('ends at once when the domain is removed; whoever came by it stays', async () => {
    const { organizationId, prove, remove } = await world.organization()
    const domain = `${world.next()}.example`
    const { id } = await prove(domain)
    const [early, late] = [colleagueAt(domain), colleagueAt(domain)]
    await join(early, organizationId)
    expect(await doors(late)).toHaveLength(1)
    await remove(id)
    expect(await doors(late)).toEqual([])
    await expect(join(late, organizationId)).rejects.toMatchObject(closed)
    expect((await world.running.as(early).organizations.status()).organizations).toHaveLength(1)
  })

  test('never is by a domain where anybody can have an address', async () => {
    const { running } = world
    const founder = { email: `founder-${world.next()}@gmail.com` }
    const body = { name: 'Everybody', slug: world.next(), google_domain: 'gmail.com' }
    const { organization } = await running.as(founder).organizations.create({ body })
    const params = { organizationId: organization.id }
    const { domains } = await running.as(founder).domains.list({ params })
    expect(domains).toMatchObject([{ domain: 'gmail.com', status: 'unverified', actions: ['remove'] }])
    const [domain] = domains
    world.dns.answer(domain?.record.name ?? '', [[domain?.record.value ?? '']])
    const before = world.dns.asked.length
    const verifying = running.as(founder).domains.verify({ params: { ...params, domainId: domain?.id ?? '' } })
    await expect(verifying).rejects.toMatchObject({ status: 400, code: 'DOMAIN_PUBLIC' })
    expect(world.dns.asked).toHaveLength(before)
    const stranger = { email: `stranger-${world.next()}@gmail.com` }
    expect(await doors(stranger)).toEqual([])
    await expect(join(stranger, organization.id)).rejects.toMatchObject(closed)
  })

  test('leads to whoever proved the domain, and to others only with a question', async () => {
    const domain = `${world.next()}.example`
    const asking = await world.organization({ email: `founder@${domain}` })
    await asking.add(domain)
    const claiming = await world.organization()
    await claiming.add(domain)
    const owning = await world.organization()
    await owning.prove(domain)
    const colleague = colleagueAt(domain)
    expect(await doors(colleague)).toEqual([
      { id: asking.organizationId, via: 'request' },
      { id: owning.organizationId, via: 'join' },
    ])
    await expect(join(colleague, claiming.organizationId)).rejects.toMatchObject(closed)
    expect(await join(colleague, owning.organizationId)).toMatchObject({ status: 'joined' })
    expect(await join(colleague, asking.organizationId)).toMatchObject({ status: 'requested' })
  })

  test('never is for whoever is suspended there', async () => {
    const { organizationId, prove } = await world.organization()
    const domain = `${world.next()}.example`
    await prove(domain)
    const colleague = colleagueAt(domain)
    await join(colleague, organizationId)
    await world.running.rows(`UPDATE user_organizations SET is_active = false
      WHERE organization_id = '${organizationId}' AND joined_via = 'google_domain'`)
    expect(await doors(colleague)).toEqual([])
    await expect(join(colleague, organizationId)).rejects.toMatchObject(closed)
  })

  test('stops where the seats do', async () => {
    const { organizationId, prove } = await world.organization()
    const domain = `${world.next()}.example`
    await prove(domain)
    await world.running.rows(`UPDATE organization_settings SET member_limit = 3
      WHERE organization_id = '${organizationId}'`)
    const colleagues = Array.from({ length: 6 }, () => colleagueAt(domain))
    const outcomes = await Promise.allSettled(colleagues.map((colleague) => join(colleague, organizationId)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ status: 409, code: 'ORGANIZATION_FULL' })
  })
})

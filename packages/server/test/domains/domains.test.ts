import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/ids.ts'
import { engines, invite } from '../start-tenantry.ts'
import { startWorld, type World } from './world.ts'

describe.each(engines)('domains on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(engine)
  })
  afterAll(async () => {
    expect(world.running.faults).toEqual([])
    await world.running.stop()
  })

  test('are added, proved and removed, and each of it is written down', async () => {
    const { running, dns } = world
    const { organizationId, add, list, verify, remove } = await world.organization()
    const domain = `${world.next()}.example`
    const added = await add(` ${domain.toUpperCase()} `)
    expect(added).toEqual({
      id: added.id,
      domain,
      status: 'unverified',
      verified_at: null,
      record: {
        type: 'TXT',
        name: `_tenantry.${domain}`,
        value: expect.stringMatching(/^tenantry-domain-verification=[\w-]{43}$/),
      },
      actions: ['verify', 'remove'],
    })
    expect(await list()).toEqual([added])
    await expect(verify(added.id)).rejects.toMatchObject({ status: 409, code: 'DOMAIN_NOT_VERIFIED' })
    dns.answer(added.record.name, [[added.record.value]])
    const proved = { ...added, status: 'dns', verified_at: running.now().toISOString(), actions: ['remove'] }
    expect(await verify(added.id)).toEqual(proved)
    expect(await list()).toEqual([proved])
    expect(await remove(added.id)).toEqual({ success: true })
    expect(await list()).toEqual([])
    await expect(remove(added.id)).rejects.toMatchObject({ status: 404, code: 'DOMAIN_NOT_FOUND' })
    await expect(verify(added.id)).rejects.toMatchObject({ status: 404, code: 'DOMAIN_NOT_FOUND' })
    const target = { target_type: 'domain', target_id: added.id, data: { domain } }
    expect(await world.events(organizationId)).toEqual([
      { action: 'domain.added', ...target },
      { action: 'domain.verified', ...target },
      { action: 'domain.removed', ...target },
    ])
  })

  test('need no second proof: the DNS is not asked again, and nothing is written down', async () => {
    const { organizationId, prove, verify } = await world.organization()
    const proved = await prove(`${world.next()}.example`)
    const before = [world.dns.asked.length, (await world.events(organizationId)).length]
    world.dns.forget(proved.record.name)
    expect(await verify(proved.id)).toEqual(proved)
    expect([world.dns.asked.length, (await world.events(organizationId)).length]).toEqual(before)
  })

  test('of the own verified address are half proved at once, and no others are', async () => {
    const domain = `${world.next()}.example`
    const email = `founder@${domain}`
    const { add } = await world.organization({ email })
    const own = { status: 'email', verified_at: world.running.now().toISOString(), actions: ['verify', 'remove'] }
    expect(await add(domain)).toMatchObject(own)
    expect(await add(`sub.${domain}`)).toMatchObject({ status: 'unverified', verified_at: null })
  })

  test('are taken once each, in one spelling', async () => {
    const { add, list } = await world.organization()
    const name = world.next()
    const added = await add(`żółw.${name}.example`)
    expect(added.domain).toBe(`xn--w-uga1v8h.${name}.example`)
    expect(added.record.name).toBe(`_tenantry.xn--w-uga1v8h.${name}.example`)
    for (const again of [`ŻÓŁW.${name}.example`, `xn--w-uga1v8h.${name}.EXAMPLE`])
      await expect(add(again)).rejects.toMatchObject({ status: 409, code: 'DOMAIN_EXISTS' })
    expect(await list()).toHaveLength(1)
  })

  test('are twenty at most', async () => {
    const { add, list, remove } = await world.organization()
    const name = world.next()
    for (let count = 0; count < 18; count++) await add(`n${count}.${name}.example`)
    const rush = await Promise.allSettled(Array.from({ length: 5 }, (_, count) => add(`m${count}.${name}.example`)))
    const refused = rush.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(3)
    for (const { reason } of refused) expect(reason).toMatchObject({ status: 409, code: 'TOO_MANY_DOMAINS' })
    const [first] = await list()
    await remove(first?.id ?? '')
    await add(`one-more.${name}.example`)
    expect(await list()).toHaveLength(20)
  })

  test('are names of hosts, and none where anybody can have an address', async () => {
    const { add, list } = await world.organization()
    for (const wrong of [
      '',
      'localhost',
      '127.0.0.1',
      'a b.example',
      'http://a.example',
      '_tenantry.a.example',
      'a..b',
    ])
      await expect(add(wrong)).rejects.toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
    const long = (length: number) => `${'a.'.repeat(120)}${'b'.repeat(length - 240)}`
    await expect(add(long(244))).rejects.toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
    for (const open of ['gmail.com', 'GMail.com', 'wp.pl', 'privaterelay.appleid.com'])
      await expect(add(open)).rejects.toMatchObject({ status: 400, code: 'DOMAIN_PUBLIC' })
    expect(await list()).toEqual([])
    expect((await add(long(243))).domain).toHaveLength(243)
  })

  test('are shown to every member, and changed by those who may', async () => {
    const { running } = world
    const { founder, organizationId, add, params } = await world.organization()
    const { id: domainId, record } = await add(`${world.next()}.example`)
    const manager = { email: `manager-${world.next()}@example.org` }
    const body = { invitation_id: await invite(running, founder, organizationId, manager.email, 'manager') }
    await running.as(manager).invitations.accept({ body })
    const { domains } = running.as(manager)
    expect((await domains.list({ params })).domains).toMatchObject([{ id: domainId, record, actions: [] }])
    const refused = { status: 403, code: 'NOT_AUTHORIZED' }
    const before = world.dns.asked.length
    await expect(domains.add({ params, body: { domain: 'other.example' } })).rejects.toMatchObject(refused)
    await expect(domains.verify({ params: { ...params, domainId } })).rejects.toMatchObject(refused)
    await expect(domains.remove({ params: { ...params, domainId } })).rejects.toMatchObject(refused)
    // Nobody makes the server ask about what they may not manage.
    expect(world.dns.asked).toHaveLength(before)
  })

  test('of others, and those that nobody has, look the same', async () => {
    const { running } = world
    const theirs = await world.organization()
    const { id: domainId, record } = await theirs.add(`${world.next()}.example`)
    world.dns.answer(record.name, [[record.value]])
    const mine = await world.organization()
    const token = await running.token(mine.founder)
    const said = async (method: string, path: string) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const body = method === 'POST' && !path.endsWith('/verify') ? '{"domain":"other.example"}' : null
      const response = await running.send(`/api/organizations/${path}`, { method, headers, body })
      return [response.status, await response.text()]
    }
    const ids = { foreign: `${theirs.organizationId}/domains`, unknown: `${uuidv7()}/domains` }
    const before = world.dns.asked.length
    for (const [method, foreign, unknown] of [
      ['GET', ids.foreign, ids.unknown],
      ['POST', ids.foreign, ids.unknown],
      ['POST', `${ids.foreign}/${domainId}/verify`, `${ids.unknown}/${domainId}/verify`],
      ['DELETE', `${ids.foreign}/${domainId}`, `${ids.unknown}/${domainId}`],
      [
        'POST',
        `${mine.organizationId}/domains/${domainId}/verify`,
        `${mine.organizationId}/domains/${uuidv7()}/verify`,
      ],
      ['DELETE', `${mine.organizationId}/domains/${domainId}`, `${mine.organizationId}/domains/${uuidv7()}`],
    ] as const) {
      const answers = [await said(method, foreign), await said(method, unknown)]
      expect(answers[0]?.[0], `${method} ${foreign}`).toBe(404)
      expect(answers[0]).toEqual(answers[1])
    }
    expect(world.dns.asked).toHaveLength(before)
    expect(await theirs.list()).toMatchObject([{ id: domainId, status: 'unverified' }])
  })

  test('have records of their own in every organization: none proves the domain for another', async () => {
    const [one, other] = [await world.organization(), await world.organization()]
    const domain = `${world.next()}.example`
    const [mine, theirs] = [await one.add(domain), await other.add(domain)]
    expect(mine.record.name).toBe(theirs.record.name)
    expect(mine.record.value).not.toBe(theirs.record.value)
    expect((await one.add(`sub.${domain}`)).record.value).not.toBe(mine.record.value)
    world.dns.answer(mine.record.name, [[mine.record.value]])
    await expect(other.verify(theirs.id)).rejects.toMatchObject({ code: 'DOMAIN_NOT_VERIFIED' })
    expect((await one.verify(mine.id)).status).toBe('dns')
  })

  test('belong to the organization that proves them first, until it lets go', async () => {
    const [one, other] = [await world.organization(), await world.organization()]
    const domain = `${world.next()}.example`
    const [mine, theirs] = [await one.add(domain), await other.add(domain)]
    world.dns.answer(mine.record.name, [[mine.record.value], [theirs.record.value]])
    await one.verify(mine.id)
    await expect(other.verify(theirs.id)).rejects.toMatchObject({ status: 409, code: 'DOMAIN_TAKEN' })
    expect(await other.list()).toMatchObject([{ status: 'unverified' }])
    expect(await world.events(other.organizationId)).toMatchObject([{ action: 'domain.added' }])
    await one.remove(mine.id)
    expect((await other.verify(theirs.id)).status).toBe('dns')
    const again = await one.add(domain)
    // The value is the same as before, so the record may still be there: that does not take the domain back.
    expect(again.record).toEqual(mine.record)
    await expect(one.verify(again.id)).rejects.toMatchObject({ code: 'DOMAIN_TAKEN' })
  })

  test('of many organizations that prove one at once, one gets it', async () => {
    const domain = `${world.next()}.example`
    const organizations = await Promise.all(Array.from({ length: 5 }, () => world.organization()))
    const added = await Promise.all(organizations.map(({ add }) => add(domain)))
    world.dns.answer(
      `_tenantry.${domain}`,
      added.map(({ record }) => [record.value]),
    )
    const outcomes = await Promise.allSettled(organizations.map(({ verify }, index) => verify(added[index]?.id ?? '')))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ status: 409, code: 'DOMAIN_TAKEN' })
  })
})

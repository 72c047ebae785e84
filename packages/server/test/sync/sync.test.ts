import { afterEach, describe, expect, test } from 'vitest'
import type { TenantryOptions } from '../../src/options.ts'
import { engines } from '../start-tenantry.ts'
import { openScene, type Scene } from './scene.ts'

describe.each(engines)('with a provider that has organizations, on %s', (engine) => {
  let scene: Scene
  afterEach(() => scene.running.stop())

  const start = async (options?: Partial<TenantryOptions>) => {
    scene = await openScene(engine, options)
    return scene
  }

  test('an organization and all changes of its members come to be there too', async () => {
    const { found, join, as, holds, statusOf } = await start()
    const organizationId = await found('ada', 'acme')
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin' } })
    const userId = await join(organizationId, 'ben')
    await join(organizationId, 'cleo', 'manager')
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin', ben: 'employee', cleo: 'manager' } })
    await as('ada').members.update({ params: { organizationId, userId }, body: { role: 'manager' } })
    await as('cleo').members.leave({ params: { organizationId } })
    await as('ada').organizations.update({ params: { organizationId }, body: { name: 'Renamed' } })
    await expect.poll(holds).toEqual({ Renamed: { ada: 'admin', ben: 'manager' } })
    await expect.poll(() => statusOf(organizationId)).toMatchObject({ status: 'synced', error: null, waiting: 0 })
    await as('ada').organizations.remove({ params: { organizationId } })
    await expect.poll(holds).toEqual({})
    await expect.poll(() => scene.running.rows('SELECT FROM provider_organizations')).toEqual([])
  })

  test('creating an organization takes one call of the provider before the answer', async () => {
    const { found, calls } = await start()
    const before = calls.length
    await found('ada', 'acme')
    expect(calls.slice(before)[0]).toBe('create')
    await expect.poll(() => calls.slice(before)).toEqual(['create', 'setMember'])
  })

  test('one that the provider does not create stays here, is kept from it, and is linked with all its members later', async () => {
    const { found, join, memory, as, calls, holds, statusOf, running } = await start()
    memory.trouble('refused')
    const organizationId = await found('ada', 'acme')
    const before = calls.length
    await join(organizationId, 'ben')
    expect(await statusOf(organizationId)).toMatchObject({
      status: 'local_only',
      error: 'forbidden',
      provider_id: null,
    })
    expect(calls.slice(before)).toEqual([])
    await join(organizationId, 'cleo')
    memory.trouble(null)
    running.advance(2 * 3_600_000)
    // Whatever is written wakes the worker.
    await as('ada').organizations.update({ params: { organizationId }, body: { name: 'The acme' } })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin', ben: 'employee', cleo: 'employee' } })
    await expect.poll(() => statusOf(organizationId)).toMatchObject({ status: 'synced', error: null, waiting: 0 })
  })

  test('an admin tries again at once, and nobody else', async () => {
    const { found, join, memory, as, holds } = await start()
    memory.trouble('away')
    const organizationId = await found('ada', 'acme')
    await join(organizationId, 'ben')
    memory.trouble(null)
    const params = { organizationId }
    await expect(as('ben').sync.retry({ params })).rejects.toMatchObject({ code: 'NOT_AUTHORIZED' })
    await expect(as('eve').sync.retry({ params })).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
    expect(holds()).toEqual({})
    await as('ada').sync.retry({ params })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin', ben: 'employee' } })
  })

  test('one whose answer was lost is found again, and not made twice', async () => {
    const { found, memory, as, holds, statusOf, running } = await start()
    memory.trouble('lost')
    const organizationId = await found('ada', 'acme')
    expect(await statusOf(organizationId)).toMatchObject({ status: 'local_only', error: 'unavailable' })
    memory.trouble(null)
    await as('ada').sync.retry({ params: { organizationId } })
    await expect.poll(() => statusOf(organizationId)).toMatchObject({ status: 'synced' })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin' } })
    expect(await running.rows('SELECT FROM provider_organizations')).toHaveLength(1)
  })

  test('under `reject` a refused one was never there, and its key is free again', async () => {
    const { found, memory, as, holds, running } = await start({ onProviderFailure: 'reject' })
    memory.trouble('refused')
    const idempotencyKey = 'the-same-key'
    const create = () =>
      as('ada').organizations.create({ body: { name: 'The acme', slug: 'acme' } }, { idempotencyKey })
    await expect(create()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', status: 503 })
    expect(await running.rows('SELECT FROM organizations')).toEqual([])
    expect(await running.rows('SELECT FROM provider_organizations')).toEqual([])
    memory.trouble(null)
    await create()
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin' } })
    await expect(found('ben', 'acme')).rejects.toMatchObject({ code: 'ORGANIZATION_EXISTS' })
  })

  test('under `reject` one whose answer was lost is removed there too, however late it turns up', async () => {
    const { found, memory, holds, running, as } = await start({ onProviderFailure: 'reject' })
    memory.trouble('lost')
    await expect(found('ada', 'acme')).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' })
    expect(await running.rows('SELECT FROM organizations')).toEqual([])
    memory.trouble(null)
    running.advance(3 * 60_000)
    const id = await found('ada', 'other')
    await expect.poll(holds).toEqual({ 'The other': { ada: 'admin' } })
    // Looked for until it can no longer arrive.
    running.advance(2 * 3_600_000)
    await as('ada').organizations.update({ params: { organizationId: id }, body: { name: 'Other' } })
    await expect
      .poll(() => running.rows('SELECT organization_id FROM provider_organizations'))
      .toEqual([{ organization_id: id }])
  })

  test('changes made while the provider is away arrive as they are in the end', async () => {
    const { found, join, memory, as, holds, running } = await start()
    const organizationId = await found('ada', 'acme')
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin' } })
    memory.trouble('away')
    const userId = await join(organizationId, 'ben')
    await join(organizationId, 'cleo')
    await as('ada').members.update({ params: { organizationId, userId }, body: { role: 'manager' } })
    await as('cleo').members.leave({ params: { organizationId } })
    memory.trouble(null)
    running.advance(2 * 3_600_000)
    await as('ada').organizations.update({ params: { organizationId }, body: { name: 'Acme' } })
    await expect.poll(holds).toEqual({ Acme: { ada: 'admin', ben: 'manager' } })
    await expect.poll(() => running.rows('SELECT FROM sync_items')).toEqual([])
  })

  test('one that somebody removed at the provider is not made anew behind their back', async () => {
    const { found, memory, as, holds, statusOf } = await start()
    const organizationId = await found('ada', 'acme')
    await expect.poll(() => statusOf(organizationId)).toMatchObject({ status: 'synced', waiting: 0 })
    await memory.provider.organizations?.remove('org_1')
    await as('ada').organizations.update({ params: { organizationId }, body: { name: 'Acme' } })
    await expect.poll(() => statusOf(organizationId)).toMatchObject({ status: 'local_only', error: 'not_found' })
    expect(holds()).toEqual({})
    await as('ada').sync.retry({ params: { organizationId } })
    await expect.poll(holds).toEqual({ Acme: { ada: 'admin' } })
  })
})

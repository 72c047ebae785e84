import { isTenantryError } from '@tenantry/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../start-tenantry.ts'
import { openScene, type Scene } from './scene.ts'

describe.each(engines)('under `reject` an organization that waits for the provider, on %s', (engine) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene(engine, { onProviderFailure: 'reject' })
  })
  afterEach(() => scene.running.stop())

  const idempotencyKey = 'the-same-key'
  const body = { name: 'The acme', slug: 'acme', google_domain: 'example.com' }
  const create = (subject = 'ada', key = idempotencyKey) =>
    scene.as(subject).organizations.create({ body }, { idempotencyKey: key })
  const codeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'ok',
      (error: unknown) => {
        if (isTenantryError(error)) return [error.status, error.code]
        throw error
      },
    )

  /** Begins a creation, up to where the provider is asked. */
  async function begin() {
    const { memory, calls } = scene
    const letGo = memory.hold()
    const asked = calls.length
    const first = create()
    first.catch(() => {})
    await expect.poll(() => calls.slice(asked)).toEqual(['create'])
    return { first, letGo }
  }

  test('answers a repetition that it still runs, and then with the same answer', async () => {
    const { first, letGo } = await begin()
    expect(await codeOf(create())).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS'])
    letGo()
    const answer = await first
    expect(await create()).toEqual(answer)
    await expect.poll(scene.holds).toEqual({ 'The acme': { ada: 'admin' } })
    expect(scene.calls.filter((call) => call === 'create')).toHaveLength(1)
    expect(await scene.statusOf(answer.organization.id)).toMatchObject({ status: 'synced', error: null })
  })

  test('is refused to whoever repeats it while the provider refuses it, and made when it does not', async () => {
    const { memory } = scene
    const { first, letGo } = await begin()
    expect(await codeOf(create())).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS'])
    memory.trouble('refused')
    letGo()
    expect(await codeOf(first)).toEqual([503, 'PROVIDER_UNAVAILABLE'])
    expect(await codeOf(create())).toEqual([503, 'PROVIDER_UNAVAILABLE'])
    memory.trouble(null)
    expect(await codeOf(create())).toBe('ok')
    await expect.poll(scene.holds).toEqual({ 'The acme': { ada: 'admin' } })
  })

  test('is not there for anybody yet: neither to be seen, nor to be joined, nor to invite to', async () => {
    const { as, running, memory } = scene
    const { first, letGo } = await begin()
    const [reserved] = await running.rows<{ id: string }>('SELECT organization_id AS id FROM provider_organizations')
    const params = { organizationId: reserved?.id ?? '' }
    for (const subject of ['ada', 'ben']) {
      expect(await as(subject).organizations.status()).toMatchObject({ hasOrganizations: false })
      expect(await codeOf(as(subject).organizations.join({ params }))).toEqual([404, 'ORGANIZATION_NOT_FOUND'])
      const invitations = [{ email: 'cleo@example.com', role: 'employee' }]
      expect(await codeOf(as(subject).invitations.create({ params, body: { invitations } }))).toEqual([
        404,
        'ORGANIZATION_NOT_FOUND',
      ])
    }
    memory.trouble('refused')
    letGo()
    expect(await codeOf(first)).toEqual([503, 'PROVIDER_UNAVAILABLE'])
    for (const table of ['organizations', 'user_organizations', 'audit_events', 'provider_organizations', 'sync_items'])
      expect(await running.rows(`SELECT FROM ${table}`), table).toEqual([])
    expect(await running.rows('SELECT FROM idempotency_keys')).toEqual([])
  })

  test('loses its slug to whoever is here first, and nothing of it stays at the provider', async () => {
    const { found, holds, running, memory } = scene
    const { first, letGo } = await begin()
    const others = memory.hold()
    others()
    await found('ben', 'acme')
    letGo()
    expect(await codeOf(first)).toEqual([409, 'ORGANIZATION_EXISTS'])
    running.advance(3_600_000)
    await found('cleo', 'other')
    await expect.poll(holds).toEqual({ 'The acme': { ben: 'admin' }, 'The other': { cleo: 'admin' } })
    expect(scene.calls.filter((call) => call === 'remove')).toHaveLength(1)
    await expect.poll(() => running.rows(`SELECT FROM provider_organizations WHERE status <> 'synced'`)).toEqual([])
  })

  test('does not come to be when it took so long that a job had to look after it', async () => {
    const { holds, running, found, memory } = scene
    const { first, letGo } = await begin()
    running.advance(120_000)
    // The key is free again by now, and whoever has it makes another.
    memory.hold()()
    const again = await create()
    letGo()
    expect(await codeOf(first)).toEqual([409, 'ORGANIZATION_EXISTS'])
    expect(await create()).toEqual(again)
    running.advance(3_600_000)
    await found('cleo', 'other')
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin' }, 'The other': { cleo: 'admin' } })
    await expect.poll(() => running.rows('SELECT FROM provider_organizations')).toHaveLength(2)
  })
})

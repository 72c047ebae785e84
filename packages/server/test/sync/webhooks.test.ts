import type { ProviderChange } from '@tenantry/core/provider'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../start-tenantry.ts'
import { openScene, type Scene } from './scene.ts'

describe.each(engines)('webhooks of a provider, on %s', (engine) => {
  let scene: Scene
  let organizationId: string
  let events = 0
  beforeEach(async () => {
    scene = await openScene(engine)
    organizationId = await scene.found('ada', 'acme')
    await scene.join(organizationId, 'ben')
    await expect.poll(scene.holds).toEqual({ 'The acme': { ada: 'admin', ben: 'employee' } })
    await expect.poll(() => scene.running.rows('SELECT FROM sync_items')).toEqual([])
  })
  afterEach(() => scene.running.stop())

  const minute = 60_000
  const changed = (subject: string, ...roles: readonly string[]): ProviderChange => ({
    type: 'member.changed',
    organizationId: 'org_1',
    subject,
    roles,
  })

  async function send(
    changes: readonly ProviderChange[],
    { id = '', at = scene.running.now(), signature = 'made up' } = {},
  ) {
    events += 1
    const body = JSON.stringify({ id: id || `event ${events}`, at, changes })
    const headers = { 'content-type': 'application/json', 'x-signature': signature }
    return (await scene.running.send('/api/webhooks/memory', { method: 'POST', headers, body })).status
  }
  const members = async () =>
    Object.fromEntries(
      (
        await scene.running.rows<{ email: string; role: string; is_active: boolean }>(`
          SELECT u.email, m.role, m.is_active FROM user_organizations m JOIN users u ON u.id = m.user_id ORDER BY u.email`)
      ).map(({ email, role, is_active }) => [email.split('@')[0], is_active ? role : `${role}, suspended`]),
    )

  test('what was changed there is true here too, once', async () => {
    const { advance } = scene.running
    advance(minute)
    expect(await send([changed('ben', 'manager')], { id: 'the same' })).toBe(200)
    expect(await members()).toEqual({ ada: 'admin', ben: 'manager' })
    advance(minute)
    expect(await send([{ type: 'member.removed', organizationId: 'org_1', subject: 'ben' }])).toBe(200)
    expect(await members()).toEqual({ ada: 'admin' })
    expect(await send([changed('ben', 'manager')], { id: 'the same' })).toBe(200)
    expect(await members()).toEqual({ ada: 'admin' })
  })

  test('a long one, as of somebody with many rights in many organizations', async () => {
    scene.running.advance(minute)
    const memberships = [{ organizationId: `org_of_somebody_else_${'x'.repeat(400_000)}`, roles: ['employee'] }]
    expect(await send([{ type: 'memberships.changed', subject: 'ben', memberships }])).toBe(200)
    expect(await members()).toEqual({ ada: 'admin' })
  })

  test('a role there that stands for several here leaves whoever has one of them, and gives others the least', async () => {
    const { running, found, join } = scene
    running.advance(minute)
    await send([changed('ben', 'manager')])
    running.advance(minute)
    await send([changed('ben', 'manager', 'employee')])
    expect(await members()).toEqual({ ada: 'admin', ben: 'manager' })
    running.advance(minute)
    await send([changed('ben', 'admin')])
    running.advance(minute)
    await send([changed('ada', 'manager', 'employee')])
    expect(await members()).toEqual({ ada: 'employee', ben: 'admin' })
    await join(await found('ada', 'other'), 'cleo')
    running.advance(minute)
    await send([changed('cleo', 'manager', 'employee')])
    expect(
      await running.rows(`SELECT role FROM user_organizations m JOIN users u ON u.id = m.user_id
      WHERE u.email = 'cleo@example.com' AND m.organization_id = '${organizationId}'`),
    ).toEqual([{ role: 'employee' }])
  })

  test('a role there that stands for none here is no role, whether its holder was seen here or not', async () => {
    const { running, found, memory, holds } = scene
    const acme = async () => holds()['The acme']
    await found('cleo', 'other')
    for (const subject of ['cleo', 'dora']) {
      running.advance(minute)
      await memory.provider.organizations?.setMember('org_1', { subject, role: 'guest' })
      expect(await send([changed(subject)])).toBe(200)
    }
    await expect.poll(acme).toEqual({ ada: 'admin', ben: 'employee', dora: 'guest' })
    await found('dora', 'another')
    await expect.poll(acme).toEqual({ ada: 'admin', ben: 'employee' })
    expect(
      await running.rows(`SELECT FROM user_organizations WHERE organization_id = '${organizationId}'`),
    ).toHaveLength(2)
  })

  test('whoever is suspended here is no member there, and neither is the suspension undone', async () => {
    const { running, as, holds } = scene
    const [ben] = await running.rows<{ id: string }>(`SELECT id FROM users WHERE email = 'ben@example.com'`)
    const params = { organizationId, userId: ben?.id ?? '' }
    await as('ada').members.update({ params, body: { is_active: false } })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin' } })
    await expect.poll(() => running.rows('SELECT FROM sync_items')).toEqual([])
    running.advance(minute)
    await send([{ type: 'member.removed', organizationId: 'org_1', subject: 'ben' }])
    await send([{ type: 'memberships.changed', subject: 'ben', memberships: [] }])
    expect(await members()).toEqual({ ada: 'admin', ben: 'employee, suspended' })
    await scene.memory.provider.organizations?.setMember('org_1', { subject: 'ben', role: 'admin' })
    await send([changed('ben', 'admin')])
    expect(await members()).toEqual({ ada: 'admin', ben: 'employee, suspended' })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin' } })
  })

  test('an address that an administrator vouched for is not proved by the provider, which took their word', async () => {
    const { running, as, found } = scene
    const other = await found('cleo', 'other')
    const invitations = [{ email: 'ben@example.com', role: 'admin' }]
    const { results } = await as('cleo').invitations.create({
      params: { organizationId: other },
      body: { invitations },
    })
    await running.rows(
      `UPDATE users SET email_vouched = true, email_confirmed_at = NULL WHERE email = 'ben@example.com'`,
    )
    running.advance(minute)
    const facts = { type: 'user.changed', subject: 'ben', name: null, emailVerified: true } as const
    await send([{ ...facts, email: 'ben@example.com' }])
    running.advance(minute)
    const accepted = as('ben').invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
    await expect(accepted).rejects.toMatchObject({ code: 'EMAIL_NOT_VERIFIED' })
  })

  test('names come as one line of what can be seen', async () => {
    const { running, as } = scene
    running.advance(minute)
    await send([
      { type: 'organization.changed', organizationId: 'org_1', name: 'Ac\r\nBcc: eve@example.com\u202e\u0000me' },
      {
        type: 'user.changed',
        subject: 'ben',
        email: null,
        emailVerified: null,
        name: `Be\u0000\r\n${'n'.repeat(200)}`,
      },
    ])
    expect(await running.rows('SELECT name FROM organizations')).toEqual([{ name: 'AcBcc: eve@example.comme' }])
    const shown = (await as('ada').members.list({ params: { organizationId }, query: {} })).members
    expect(shown.map(({ full_name }) => full_name)).toContain(`Be${'n'.repeat(98)}`)
    await send([{ type: 'organization.changed', organizationId: 'org_1', name: '\u202e\u0007' }], {
      at: new Date(running.now().getTime() + 1000),
    })
    expect(await running.rows('SELECT name FROM organizations')).toEqual([{ name: 'AcBcc: eve@example.comme' }])
  })

  test('what nobody signed changes nothing', async () => {
    scene.running.advance(minute)
    expect(await send([changed('ben', 'admin')], { signature: 'another' })).toBe(401)
    expect(await members()).toEqual({ ada: 'admin', ben: 'employee' })
  })

  test('what comes after something newer is put right at the provider', async () => {
    const { running, as, memory, holds } = scene
    const at = running.now()
    running.advance(minute)
    const [ben] = await running.rows<{ id: string }>(`SELECT id FROM users WHERE email = 'ben@example.com'`)
    await as('ada').members.update({ params: { organizationId, userId: ben?.id ?? '' }, body: { role: 'manager' } })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin', ben: 'manager' } })
    await expect.poll(() => running.rows('SELECT FROM sync_items')).toEqual([])
    await memory.provider.organizations?.setMember('org_1', { subject: 'ben', role: 'employee' })
    expect(await send([changed('ben', 'employee')], { at })).toBe(200)
    expect(await members()).toEqual({ ada: 'admin', ben: 'manager' })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin', ben: 'manager' } })
  })

  test('the last admin is not taken away, and comes back there', async () => {
    const { running, memory, holds } = scene
    running.advance(minute)
    await memory.provider.organizations?.removeMember('org_1', 'ada')
    expect(await send([{ type: 'member.removed', organizationId: 'org_1', subject: 'ada' }])).toBe(200)
    expect(await members()).toEqual({ ada: 'admin', ben: 'employee' })
    await expect.poll(holds).toEqual({ 'The acme': { ada: 'admin', ben: 'employee' } })
  })

  test('all memberships of somebody, where the provider tells them together', async () => {
    const { running, found } = scene
    await found('cleo', 'other')
    await expect.poll(() => running.rows(`SELECT FROM provider_organizations WHERE status = 'synced'`)).toHaveLength(2)
    running.advance(minute)
    await send([
      { type: 'memberships.changed', subject: 'ben', memberships: [{ organizationId: 'org_2', roles: ['manager'] }] },
    ])
    const rows = await running.rows(`
      SELECT o.slug, m.role, m.is_default FROM user_organizations m JOIN users u ON u.id = m.user_id
      JOIN organizations o ON o.id = m.organization_id WHERE u.email = 'ben@example.com'`)
    expect(rows).toEqual([{ slug: 'other', role: 'manager', is_default: true }])
  })

  test('somebody whose account is gone is let in no more, and their name follows as long as it is there', async () => {
    const { running, as } = scene
    running.advance(minute)
    const facts = { type: 'user.changed', subject: 'ben', email: null, emailVerified: false } as const
    await send([{ ...facts, name: 'Benjamin' }])
    await send([{ ...facts, name: 'Too late' }], { at: new Date(running.now().getTime() - minute) })
    const shown = (await as('ada').members.list({ params: { organizationId }, query: {} })).members
    expect(shown.map(({ full_name }) => full_name)).toContain('Benjamin')
    await send([{ type: 'user.removed', subject: 'ben' }])
    expect(await members()).toEqual({ ada: 'admin', ben: 'employee, suspended' })
  })

  test('an organization that is renamed or removed there', async () => {
    const { running, statusOf } = scene
    running.advance(minute)
    await send([{ type: 'organization.changed', organizationId: 'org_1', name: 'Renamed there' }])
    expect(await running.rows('SELECT name FROM organizations')).toEqual([{ name: 'Renamed there' }])
    await send([{ type: 'organization.removed', organizationId: 'org_1' }])
    expect(await statusOf(organizationId)).toMatchObject({ status: 'local_only', error: 'not_found', waiting: 0 })
    expect(await running.rows('SELECT name FROM organizations')).toEqual([{ name: 'Renamed there' }])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, nobodys, refusal, type Staff, staff } from '../staff.ts'
import { engines, invite, type Person, type Running, startTenantry } from '../start-tenantry.ts'

const boss = { email: 'boss@everywhere.example.net' }
const HOUR = 3_600_000

describe.each(engines)('the list of audit events, on %s', (engine) => {
  let running: Running
  let team: Staff
  beforeAll(async () => {
    running = await startTenantry(engine, { superAdmins: [boss.email] })
    team = await staff(running)
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  type Query = Parameters<ReturnType<Running['as']>['auditEvents']['list']>[0]['query']
  const list = (query: Query = {}, as: Person = team.admin, organizationId = team.organizationId) =>
    running.as(as).auditEvents.list({ params: { organizationId }, query })
  const userId = async ({ email }: Person) =>
    (await running.rows<{ id: string }>(`SELECT id FROM users WHERE email = '${email}'`))[0]?.id ?? ''
  const revoke = (invitationId: string, organizationId = team.organizationId, as: Person = team.admin) =>
    running.as(as).invitations.revoke({ params: { organizationId, invitationId } })

  test('tells who did what to what, from where and when, the newest first', async () => {
    const id = await invite(running, team.manager, team.organizationId, 'told@example.org')
    running.advance(1000)
    await revoke(id)
    const { events } = await list({ limit: 2 })
    expect(events.map(({ id: _, ...event }) => event)).toEqual([
      {
        action: 'invitation.revoked',
        actor: { user_id: await userId(team.admin), full_name: team.admin.name, email: team.admin.email },
        target_type: 'invitation',
        target_id: id,
        data: { role: 'employee' },
        ip: '192.0.2.1',
        created_at: running.now().toISOString(),
      },
      {
        action: 'invitation.created',
        actor: { user_id: await userId(team.manager), full_name: team.manager.name, email: team.manager.email },
        target_type: 'invitation',
        target_id: id,
        data: { role: 'employee' },
        ip: '192.0.2.1',
        created_at: new Date(running.now().getTime() - 1000).toISOString(),
      },
    ])
  })

  test('is filtered by action, by who did it, by what it was done to, and by all of them', async () => {
    const { organizationId, admin, manager } = await staff(running)
    const own = await invite(running, manager, organizationId, 'one@example.org')
    const other = await invite(running, admin, organizationId, 'two@example.org')
    await revoke(other, organizationId, admin)
    const told = async (query: Query) => {
      const { events, total } = await list(query, admin, organizationId)
      expect(total).toBe(events.length)
      return events.map(({ action, target_id }) => `${action} ${target_id}`).toSorted()
    }
    const created = [`invitation.created ${own}`, `invitation.created ${other}`]
    const actor_id = await userId(manager)
    expect(await told({ action: 'invitation.revoked' })).toEqual([`invitation.revoked ${other}`])
    const ofNoun = await told({ action: 'invitation' })
    expect(ofNoun).toEqual(expect.arrayContaining([...created, `invitation.revoked ${other}`]))
    expect(ofNoun.filter((line) => !line.startsWith('invitation.'))).toEqual([])
    expect(await told({ action: 'invit' })).toEqual([])
    expect(await told({ action: 'invitation.created' })).toEqual(expect.arrayContaining(created))
    expect(await told({ target_id: other })).toEqual([`invitation.created ${other}`, `invitation.revoked ${other}`])
    expect(await told({ actor_id, action: 'invitation.created' })).toEqual([`invitation.created ${own}`])
    expect(await told({ actor_id, action: 'invitation.created', target_id: other })).toEqual([])
    expect(await told({ action: 'invitation.vanished' })).toEqual([])
    expect((await told({ actor_id })).length).toBeGreaterThanOrEqual(2)
  })

  test('is filtered by time: from a moment on, and before another one', async () => {
    const { organizationId, admin } = await staff(running)
    running.advance(HOUR)
    const from = running.now()
    const first = await invite(running, admin, organizationId, 'first@example.org')
    running.advance(HOUR)
    const to = running.now()
    const second = await invite(running, admin, organizationId, 'second@example.org')
    const targets = async (query: Query) =>
      (await list(query, admin, organizationId)).events.map(({ target_id }) => target_id)
    expect(await targets({ from: from.toISOString() })).toEqual([second, first])
    expect(await targets({ from: from.toISOString(), to: to.toISOString() })).toEqual([first])
    expect(await targets({ from: to.toISOString() })).toEqual([second])
    // The same moments, by a clock elsewhere.
    const elsewhere = (moment: Date) => `${new Date(moment.getTime() + 2 * HOUR).toISOString().slice(0, -1)}+02:00`
    expect(await targets({ from: elsewhere(from), to: elsewhere(to) })).toEqual([first])
    expect(await targets({ from: to.toISOString(), to: from.toISOString() })).toEqual([])
  })

  test('takes every moment of ISO 8601, and nothing else', async () => {
    const all = (await list({ limit: 100 })).total
    expect((await list({ from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59-23:59' })).total).toBe(all)
    expect((await list({ to: '0000-01-01T00:00:00+14:00' })).total).toBe(0)
    const wrong: Query[] = [
      { from: 'yesterday' },
      { to: '2026-02-30T00:00:00Z' },
      { actor_id: 'somebody' },
      { target_id: 'something' },
      { action: "invitation'" },
      { action: '' },
      { cursor: 'nonsense' },
      { limit: 101 },
    ]
    for (const query of wrong)
      expect(await refusal(list(query))).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
  })

  test('is walked page by page, each event once, while others are written', async () => {
    const { organizationId, admin } = await staff(running)
    const invitations = Array.from({ length: 7 }, () => ({ email: `${fresh('many')}@example.org`, role: 'employee' }))
    // All at one moment: only the ids tell them apart.
    await running.as(admin).invitations.create({ params: { organizationId }, body: { invitations } })
    const { events: before, total } = await list({ limit: 100 }, admin, organizationId)
    expect(total).toBe(before.length)
    const seen: string[] = []
    let cursor: string | null | undefined
    for (let pages = 0; cursor !== null && pages < 20; pages++) {
      const page = await list({ limit: 3, ...(cursor && { cursor }) }, admin, organizationId)
      seen.push(...page.events.map(({ id }) => id))
      cursor = page.next_cursor
      running.advance(1000)
      await invite(running, admin, organizationId, `${fresh('late')}@example.org`)
    }
    expect(seen).toEqual(before.map(({ id }) => id))
  })

  test('keeps the id of whoever left, and forgets whose account is gone', async () => {
    const { organizationId, admin, manager } = await staff(running)
    const target_id = await invite(running, manager, organizationId, 'kept@example.org')
    const id = await userId(manager)
    const actor = async () => (await list({ target_id }, admin, organizationId)).events[0]?.actor
    await running.rows(`DELETE FROM user_organizations WHERE user_id = '${id}'`)
    expect(await actor()).toEqual({ user_id: id, full_name: '', email: null })
    expect((await list({ actor_id: id }, admin, organizationId)).total).toBeGreaterThan(0)
    await running.rows(`DELETE FROM users WHERE id = '${id}'`)
    expect(await actor()).toBeNull()
  })

  test('is for those who may read it, super admins among them, and says nothing to strangers', async () => {
    for (const person of [team.manager, team.employee])
      expect(await refusal(list({}, person))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
    expect((await list({}, boss)).total).toBe((await list()).total)
    const path = (id: string) => `/api/organizations/${id}/audit-events`
    const headers = { authorization: `Bearer ${await running.token(team.stranger)}` }
    const foreign = await running.send(path(team.organizationId), { headers })
    const unknown = await running.send(path(nobodys), { headers })
    expect([foreign.status, await foreign.text()]).toEqual([unknown.status, await unknown.text()])
    expect(foreign.status).toBe(404)
    expect((await running.send(path(team.organizationId))).status).toBe(401)
  })

  test('holds nothing of other organizations, whatever one filters by', async () => {
    const { events: theirs } = await list({}, team.stranger, team.strangers)
    expect(theirs.map(({ target_id }) => target_id)).toEqual([team.strangers])
    const target_id = await invite(running, team.admin, team.organizationId, 'inside@example.org')
    const actor_id = await userId(team.admin)
    for (const query of [{ target_id }, { actor_id }, { target_id, actor_id }])
      expect(await list(query, team.stranger, team.strangers)).toMatchObject({ events: [], total: 0 })
  })
})

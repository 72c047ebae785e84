import { defaultRoles, type Role } from '@tenantry/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, nobodys, refusal, type Staff } from '../staff.ts'
import { engines, type Running, startTenantry } from '../start-tenantry.ts'
import { type Desk, deskOf, open } from './desk.ts'

const [admin, manager, employee] = defaultRoles
const hr: Role = { key: 'hr', permissions: ['organization:read', 'members:read', 'members:update'] }

describe.each(engines)('membership requests, on %s', (engine) => {
  let running: Running
  let team: Staff
  let desk: Desk
  beforeAll(async () => {
    running = await startTenantry(engine, { roles: [admin, manager, hr, employee] })
    team = await open(running)
    desk = deskOf(running, team)
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  test('are listed with who asks, and what the caller may do', async () => {
    const { asker, request } = await desk.ask()
    expect(request).toMatchObject({
      user: { email: asker.email, full_name: asker.name },
      status: 'pending',
      created_at: running.now().toISOString(),
      decided_at: null,
      decided_by: null,
      actions: ['approve', 'deny'],
    })
    expect(await desk.events(request.id)).toEqual([
      { action: 'membership_request.created', data: {}, actor: asker.email },
    ])
  })

  test('asked twice are one, also at once', async () => {
    const { asker, request } = await desk.ask()
    expect((await desk.join(asker)).status).toBe('requested')
    const another = team.person(fresh('asker'))
    const answers = await Promise.all([desk.join(another), desk.join(another), desk.join(another)])
    expect(answers.map(({ status }) => status)).toEqual(['requested', 'requested', 'requested'])
    const pending = `SELECT r.id FROM membership_requests r JOIN users u ON u.id = r.user_id WHERE u.email`
    expect(await running.rows(`${pending} = '${asker.email}'`)).toHaveLength(1)
    const [only, ...rest] = await running.rows<{ id: string }>(`${pending} = '${another.email}'`)
    expect(rest).toEqual([])
    expect(await desk.events(request.id)).toHaveLength(1)
    expect(await desk.events(only?.id ?? '')).toHaveLength(1)
    const all = `SELECT FROM audit_events WHERE action = 'membership_request.created'
      AND actor_id = (SELECT id FROM users WHERE email = '${another.email}')`
    expect(await running.rows(all)).toHaveLength(1)
  })

  test('approved, let somebody in with the role of new members, and tell them by mail', async () => {
    const { asker, requestId } = await desk.ask()
    running.advance(1000)
    const { success, request } = await desk.decide('approve', requestId)
    expect(success).toBe(true)
    expect(request).toMatchObject({
      status: 'approved',
      decided_at: running.now().toISOString(),
      decided_by: { email: team.admin.email, full_name: team.admin.name },
      actions: [],
    })
    expect(await desk.memberships(asker)).toEqual([
      { role: 'employee', joined_via: 'request', is_default: true, is_active: true },
    ])
    const status = await running.as(asker).organizations.status()
    expect(status).toMatchObject({ scenario: 'has_organizations', defaultOrganization: { id: team.organizationId } })
    await expect.poll(() => running.mails().map(({ to }) => to)).toContain(asker.email)
    const mail = running.mails().find(({ to }) => to === asker.email)
    expect(mail?.subject).toBe(`You are now a member of The ${team.slug}`)
    expect(mail?.text).toContain('http://app.example.com/dashboard')
    const [, event] = await desk.events(requestId)
    expect(event).toMatchObject({
      action: 'membership_request.approved',
      data: { role: 'employee', team_id: null },
      actor: team.admin.email,
    })
    expect((await desk.list(team.admin, { status: 'approved' })).requests.map(({ id }) => id)).toContain(requestId)
    expect((await desk.list()).requests.map(({ id }) => id)).not.toContain(requestId)
  })

  test('approved with a role and a team, give both', async () => {
    const { team: sales } = await running.as(team.admin).teams.create({
      params: { organizationId: team.organizationId },
      body: { name: fresh('Sales') },
    })
    const { asker, requestId } = await desk.ask()
    await desk.decide('approve', requestId, { role: 'manager', team_id: sales.id })
    expect(await desk.memberships(asker)).toMatchObject([{ role: 'manager' }])
    const { teams } = await running
      .as(team.admin)
      .teams.list({ params: { organizationId: team.organizationId }, query: {} })
    expect(teams.find(({ id }) => id === sales.id)?.members).toBe(1)
  })

  test('give no role above the own rank, none that there is not, and no team of others', async () => {
    const clerk = await team.hire(fresh('clerk'), 'hr')
    const { asker, requestId } = await desk.ask()
    for (const role of ['admin', 'manager'])
      expect(await refusal(desk.decide('approve', requestId, { as: clerk, role }))).toMatchObject({
        status: 403,
        code: 'NOT_AUTHORIZED',
      })
    expect(await refusal(desk.decide('approve', requestId, { role: 'captain' }))).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      details: { issues: [{ path: ['role'] }] },
    })
    const { team: foreign } = await running.as(team.stranger).teams.create({
      params: { organizationId: team.strangers },
      body: { name: fresh('Foreign') },
    })
    for (const team_id of [foreign.id, nobodys])
      expect(await refusal(desk.decide('approve', requestId, { team_id }))).toMatchObject({
        status: 404,
        code: 'TEAM_NOT_FOUND',
      })
    expect(await desk.memberships(asker)).toEqual([])
    await desk.decide('approve', requestId, { as: clerk, role: 'hr' })
    expect(await desk.memberships(asker)).toMatchObject([{ role: 'hr' }])
  })

  test('denied, let nobody in, and may be asked again', async () => {
    const { asker, requestId } = await desk.ask()
    const { request } = await desk.decide('deny', requestId)
    expect(request).toMatchObject({ status: 'denied', decided_by: { email: team.admin.email }, actions: [] })
    expect(await desk.memberships(asker)).toEqual([])
    expect(await desk.events(requestId)).toMatchObject([
      {},
      { action: 'membership_request.denied', actor: team.admin.email },
    ])
    expect((await desk.join(asker)).status).toBe('requested')
    const again = (await desk.list()).requests.find(({ user }) => user.email === asker.email)
    expect(again).toMatchObject({ status: 'pending' })
    expect(again?.id).not.toBe(requestId)
  })

  test('are decided once', async () => {
    const denied = await desk.ask()
    await desk.decide('deny', denied.requestId)
    const approved = await desk.ask()
    await desk.decide('approve', approved.requestId)
    for (const { requestId } of [denied, approved])
      for (const act of ['approve', 'deny'] as const)
        expect(await refusal(desk.decide(act, requestId))).toMatchObject({ status: 409, code: 'REQUEST_DECIDED' })
    expect(await desk.memberships(denied.asker)).toEqual([])
  })

  test('decided by several at once, have one outcome', async () => {
    const { asker, requestId } = await desk.ask()
    const acts = ['approve', 'approve', 'deny'] as const
    const outcomes = await Promise.allSettled(acts.map((act) => desk.decide(act, requestId)))
    const won = acts.filter((_, index) => outcomes[index]?.status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ status: 409, code: 'REQUEST_DECIDED' })
    expect(await desk.memberships(asker)).toHaveLength(won[0] === 'approve' ? 1 : 0)
    expect(await desk.events(requestId)).toHaveLength(2)
  })

  test('wait while the organization is full', async () => {
    const full = await open(running)
    const { ask, decide, memberships } = deskOf(running, full)
    const { asker, requestId } = await ask()
    const { organizationId } = full
    const seats = (count: number) =>
      running.rows(
        `UPDATE organization_settings SET member_limit = ${count} WHERE organization_id = '${organizationId}'`,
      )
    await seats(3)
    expect(await refusal(decide('approve', requestId))).toMatchObject({
      status: 409,
      code: 'ORGANIZATION_FULL',
    })
    expect(await memberships(asker)).toEqual([])
    await seats(4)
    expect((await decide('approve', requestId)).success).toBe(true)
  })

  test('of people outside of the required domain are refused, as those whose address is not proved', async () => {
    const strict = await open(running)
    const { ask, decide } = deskOf(running, strict)
    const { organizationId } = strict
    const { asker, requestId } = await ask()
    const requireDomain = (domain: string) =>
      running.rows(`WITH named AS (UPDATE organizations SET google_domain = '${domain}' WHERE id = '${organizationId}')
        UPDATE organization_settings SET require_google_domain = true WHERE organization_id = '${organizationId}'`)
    const refused = { status: 403, code: 'DOMAIN_REQUIRED' }
    await requireDomain('another.example')
    expect(await refusal(decide('approve', requestId))).toMatchObject(refused)
    await requireDomain(`${strict.slug}.example.com`)
    await running.rows(`UPDATE users SET email_confirmed_at = NULL WHERE email = '${asker.email}'`)
    expect(await refusal(decide('approve', requestId))).toMatchObject(refused)
    await running.rows(`UPDATE users SET email_confirmed_at = now() WHERE email = '${asker.email}'`)
    expect((await decide('approve', requestId)).success).toBe(true)
  })

  test('of somebody who came in by another door can only be put away', async () => {
    const { asker, requestId } = await desk.ask()
    const { results } = await running.as(team.admin).invitations.create({
      params: { organizationId: team.organizationId },
      body: { invitations: [{ email: asker.email ?? '', role: 'manager' }] },
    })
    await running.as(asker).invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
    expect((await desk.list()).requests.find(({ id }) => id === requestId)?.actions).toEqual(['deny'])
    expect(await refusal(desk.decide('approve', requestId))).toMatchObject({ status: 409, code: 'MEMBERSHIP_EXISTS' })
    expect(await desk.memberships(asker)).toMatchObject([{ role: 'manager', joined_via: 'invitation' }])
    expect((await desk.decide('deny', requestId)).request.status).toBe('denied')
    expect(await desk.memberships(asker)).toHaveLength(1)
  })
})

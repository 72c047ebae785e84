import { type contract, defaultRoles, type Input, type Role } from '@tenantry/core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/ids.ts'
import { violations } from '../invariants.ts'
import type { Seeded } from '../seed.ts'
import { engines, invite, type Running, startTenantry } from '../start-tenantry.ts'
import { auditOf, refusal, staff } from './staff.ts'

const roles: readonly Role[] = [
  defaultRoles[0],
  { key: 'lead', permissions: ['organization:read', 'members:read', 'members:update', 'members:delete'] },
  ...defaultRoles.slice(1),
]
const root = { email: 'root@example.com' }

describe.each(engines)('changing a member, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine, { roles, superAdmins: [root.email] })
  })
  afterAll(() => running.stop())

  let turn = 0
  let organizationId: string
  let people: Record<'admin' | 'second' | 'lead' | 'manager' | 'employee', Seeded>
  beforeEach(async () => {
    const scene = await staff(running, `update-${++turn}`, {
      second: 'admin',
      lead: 'lead',
      manager: 'manager',
      employee: 'employee',
    })
    ;({ organizationId, ...people } = scene)
  })

  type Body = NonNullable<Input<typeof contract.members.update>['body']>
  const change = (by: { email: string }, whom: { id: string }, body: Body) =>
    running.as(by).members.update({ params: { organizationId, userId: whom.id }, body })

  async function team(name: string) {
    const { team } = await running.as(people.admin).teams.create({ params: { organizationId }, body: { name } })
    return team
  }

  test('gives another role, and writes down by whom, to whom and from where', async () => {
    const { admin, employee } = people
    const { member } = await change(admin, employee, { role: 'manager' })
    expect(member).toMatchObject({ user_id: employee.id, role: 'manager', is_active: true })
    expect(await auditOf(running, employee.id)).toEqual([
      {
        organization_id: organizationId,
        action: 'member.role_changed',
        actor_id: admin.id,
        target_type: 'user',
        target_id: employee.id,
        data: { from: 'employee', to: 'manager' },
        ip: '192.0.2.1',
      },
    ])
  })

  test('changes several things at once, each written down, and nothing where nothing changes', async () => {
    const { admin, employee } = people
    const { id } = await team('Engineering')
    const body = { role: 'manager', team_id: id, is_active: false }
    const { member } = await change(admin, employee, body)
    expect(member).toMatchObject({ role: 'manager', team: { id, name: 'Engineering' }, is_active: false })
    expect(member.actions).toEqual(['change_role', 'change_team', 'reactivate', 'remove'])
    expect((await change(admin, employee, body)).member).toEqual(member)
    const written = (await auditOf(running, employee.id)).map(({ action, data }) => [action, data])
    expect(written.sort()).toEqual([
      ['member.role_changed', { from: 'employee', to: 'manager' }],
      ['member.suspended', {}],
      ['member.team_changed', { from: null, to: id }],
    ])
    expect((await change(admin, employee, { team_id: null })).member.team).toBeNull()
  })

  test('refuses a team of another organization like one that is not there', async () => {
    const foreign = await staff(running, `foreign-${turn}`, {})
    const { team } = await running
      .as(foreign.admin)
      .teams.create({ params: { organizationId: foreign.organizationId }, body: { name: 'Theirs' } })
    for (const team_id of [team.id, uuidv7()])
      expect(await refusal(change(people.admin, people.employee, { team_id }))).toEqual([404, 'TEAM_NOT_FOUND'])
  })

  test('refuses people of another organization like those who are not there, and strangers like both', async () => {
    const foreign = await staff(running, `foreign-${turn}`, {})
    for (const id of [foreign.admin.id, uuidv7()])
      expect(await refusal(change(people.admin, { id }, { role: 'manager' }))).toEqual([404, 'MEMBER_NOT_FOUND'])
    const asStranger = async (organization: string) => {
      const response = await running.send(`/api/organizations/${organization}/members/${people.employee.id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${await running.token(foreign.admin)}`, 'content-type': 'application/json' },
        body: '{"role":"admin"}',
      })
      return [response.status, await response.text()]
    }
    const refused = await asStranger(organizationId)
    expect(refused[0]).toBe(404)
    expect(await asStranger(uuidv7())).toEqual(refused)
  })

  test('keeps everybody to those whose role they have in full', async () => {
    const { admin, second, lead, manager, employee } = people
    const refused = [403, 'NOT_AUTHORIZED']
    expect(await refusal(change(manager, employee, { role: 'manager' }))).toEqual(refused)
    expect(await refusal(change(employee, employee, { role: 'admin' }))).toEqual(refused)
    expect(await refusal(change(lead, admin, { is_active: false }))).toEqual(refused)
    expect(await refusal(change(lead, admin, { role: 'employee' }))).toEqual(refused)
    expect(await refusal(change(lead, admin, { team_id: (await team('Any')).id }))).toEqual(refused)
    // A lead lacks `invitations:create`, which a manager has.
    expect(await refusal(change(lead, manager, { role: 'employee' }))).toEqual(refused)
    expect(await refusal(change(lead, employee, { role: 'manager' }))).toEqual(refused)
    expect(await refusal(change(lead, employee, { role: 'admin' }))).toEqual(refused)
    expect(await refusal(change(lead, lead, { role: 'admin' }))).toEqual(refused)
    expect((await change(lead, employee, { role: 'lead' })).member.role).toBe('lead')
    expect((await change(second, admin, { role: 'employee' })).member.role).toBe('employee')
    expect(await running.rows(violations)).toEqual([])
  })

  test('refuses a role that nobody has heard of, and a body without a change', async () => {
    const { admin, employee } = people
    for (const body of [{ role: 'emperor' }, {}, { is_active: null }, { user_id: admin.id }])
      expect(await refusal(change(admin, employee, body as Body))).toEqual([400, 'VALIDATION_FAILED'])
  })

  test('lets an admin step down while there is another, and then do no more than the new role', async () => {
    const { admin, second, employee } = people
    const { member } = await change(admin, admin, { role: 'employee' })
    expect(member).toMatchObject({ role: 'employee', actions: ['leave'] })
    expect(await refusal(change(admin, employee, { role: 'manager' }))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await refusal(change(second, second, { role: 'employee' }))).toEqual([409, 'LAST_ADMIN'])
    expect(await refusal(change(second, second, { is_active: false }))).toEqual([409, 'LAST_ADMIN'])
  })

  test('keeps the last admin from a super admin too', async () => {
    const { admin, second } = people
    await change(root, second, { role: 'employee' })
    expect(await refusal(change(root, admin, { role: 'employee' }))).toEqual([409, 'LAST_ADMIN'])
    expect(await refusal(change(root, admin, { is_active: false }))).toEqual([409, 'LAST_ADMIN'])
    // A suspended admin is no admin in office.
    await change(root, second, { role: 'admin' })
    await change(root, second, { is_active: false })
    expect(await refusal(change(admin, admin, { role: 'employee' }))).toEqual([409, 'LAST_ADMIN'])
  })

  test('suspends nobody by their own hand', async () => {
    expect(await refusal(change(people.admin, people.admin, { is_active: false }))).toEqual([409, 'SELF_REMOVAL'])
  })

  test('closes everything to somebody suspended, from the very next request, until they are back', async () => {
    const { admin, employee } = people
    const list = () => running.as(employee).members.list({ params: { organizationId } })
    await list()
    await change(admin, employee, { is_active: false })
    const gone = [404, 'ORGANIZATION_NOT_FOUND']
    expect(await refusal(list())).toEqual(gone)
    expect(await refusal(running.as(employee).organizations.get({ params: { organizationId } }))).toEqual(gone)
    expect(await refusal(running.as(employee).members.leave({ params: { organizationId } }))).toEqual(gone)
    const { organizations } = await running.as(employee).organizations.status()
    expect(organizations).toMatchObject([{ organization_id: organizationId, is_active: false }])
    await change(admin, employee, { is_active: true })
    expect((await list()).total).toBe(5)
  })

  test('brings nobody back where no seat is free', async () => {
    const { admin, manager, employee } = people
    await change(admin, employee, { is_active: false })
    await running.rows(`UPDATE organization_settings SET member_limit = 4 WHERE organization_id = '${organizationId}'`)
    expect(await refusal(change(admin, employee, { is_active: true }))).toEqual([409, 'ORGANIZATION_FULL'])
    expect((await change(admin, employee, { role: 'manager' })).member.role).toBe('manager')
    await change(admin, manager, { is_active: false })
    expect((await change(admin, employee, { is_active: true })).member.is_active).toBe(true)
  })

  test('withdraws the invitations for admins of whoever is an admin no more', async () => {
    const { admin, second } = people
    const forAdmin = await invite(running, second, organizationId, 'next@example.org', 'admin')
    const forEmployee = await invite(running, second, organizationId, 'other@example.org')
    await change(admin, second, { role: 'manager' })
    const states = await running.rows(
      `SELECT id, status FROM invitations WHERE organization_id = '${organizationId}' ORDER BY created_at, id`,
    )
    expect(states).toEqual([
      { id: forAdmin, status: 'revoked' },
      { id: forEmployee, status: 'pending' },
    ])
  })
})

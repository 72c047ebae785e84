import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/ids.ts'
import { violations } from '../invariants.ts'
import { engines, type Running, startTenantry } from '../start-tenantry.ts'
import { auditOf, refusal, staff } from './staff.ts'

const root = { email: 'root@example.com' }

describe.each(engines)('handing an organization over, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine, { superAdmins: [root.email] })
  })
  afterAll(() => running.stop())

  const transfer = (by: { email: string }, organizationId: string, user_id: string, role?: string) =>
    running.as(by).members.transferOwnership({ params: { organizationId }, body: { user_id, ...(role && { role }) } })

  const rolesOf = async (organizationId: string) =>
    Object.fromEntries(
      (
        await running.rows<{ user_id: string; role: string }>(
          `SELECT user_id, role FROM user_organizations WHERE organization_id = '${organizationId}'`,
        )
      ).map(({ user_id, role }) => [user_id, role]),
    )

  test('makes the other an admin, and the caller what new members are', async () => {
    const { organizationId, admin, employee } = await staff(running, 'handed-over', { employee: 'employee' })
    const answer = await transfer(admin, organizationId, employee.id)
    expect(answer).toMatchObject({ role: 'employee', member: { user_id: employee.id, role: 'admin', actions: [] } })
    expect(await rolesOf(organizationId)).toEqual({ [admin.id]: 'employee', [employee.id]: 'admin' })
    expect(await auditOf(running, employee.id)).toEqual([
      {
        organization_id: organizationId,
        action: 'organization.ownership_transferred',
        actor_id: admin.id,
        target_type: 'user',
        target_id: employee.id,
        data: { from: 'employee', own_role: 'employee' },
        ip: '192.0.2.1',
      },
    ])
    expect(await refusal(transfer(admin, organizationId, employee.id))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await running.rows(violations)).toEqual([])
  })

  test('gives the caller the role that they ask for', async () => {
    const { organizationId, admin, employee } = await staff(running, 'manager-after', { employee: 'employee' })
    expect((await transfer(admin, organizationId, employee.id, 'manager')).role).toBe('manager')
    expect((await rolesOf(organizationId))[admin.id]).toBe('manager')
  })

  test('is for admins, and to members in office, who are not themselves', async () => {
    const { organizationId, admin, manager, suspended } = await staff(running, 'in-office', {
      manager: 'manager',
      suspended: 'employee',
    })
    const params = { organizationId, userId: suspended.id }
    await running.as(admin).members.update({ params, body: { is_active: false } })
    const before = await rolesOf(organizationId)
    expect(await refusal(transfer(manager, organizationId, manager.id))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await refusal(transfer(admin, organizationId, suspended.id))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await refusal(transfer(admin, organizationId, admin.id))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await refusal(transfer(admin, organizationId, manager.id, 'emperor'))).toEqual([400, 'VALIDATION_FAILED'])
    const foreign = await staff(running, 'not-in-office', {})
    for (const id of [foreign.admin.id, uuidv7()])
      expect(await refusal(transfer(admin, organizationId, id))).toEqual([404, 'MEMBER_NOT_FOUND'])
    for (const id of [organizationId, uuidv7()])
      expect(await refusal(transfer(foreign.admin, id, manager.id))).toEqual([404, 'ORGANIZATION_NOT_FOUND'])
    expect(await rolesOf(organizationId)).toEqual(before)
  })

  test('lets a super admin make an admin, who has nothing to hand over', async () => {
    const { organizationId, admin, employee } = await staff(running, 'by-root', { employee: 'employee' })
    expect((await transfer(root, organizationId, employee.id)).role).toBe('admin')
    expect(await rolesOf(organizationId)).toEqual({ [admin.id]: 'admin', [employee.id]: 'admin' })
  })
})

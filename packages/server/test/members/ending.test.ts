import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/ids.ts'
import { violations } from '../invariants.ts'
import { engines, foundOrganization, invite, type Running, startTenantry } from '../start-tenantry.ts'
import { auditOf, refusal, staff } from './staff.ts'

const root = { email: 'root@example.com' }

describe.each(engines)('the end of a membership, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine, { superAdmins: [root.email] })
  })
  afterAll(() => running.stop())

  const membersOf = async (organizationId: string) =>
    (
      await running.rows<{ user_id: string }>(
        `SELECT user_id FROM user_organizations WHERE organization_id = '${organizationId}'`,
      )
    )
      .map(({ user_id }) => user_id)
      .sort()

  const remove = (by: { email: string }, organizationId: string, userId: string) =>
    running.as(by).members.remove({ params: { organizationId, userId } })
  const leave = (by: { email: string }, organizationId: string) =>
    running.as(by).members.leave({ params: { organizationId } })

  test('removes somebody, who is let in no more, and writes it down', async () => {
    const { organizationId, admin, employee } = await staff(running, 'removal', { employee: 'employee' })
    expect(await remove(admin, organizationId, employee.id)).toEqual({ success: true })
    expect(await membersOf(organizationId)).toEqual([admin.id])
    expect(await refusal(running.as(employee).members.list({ params: { organizationId } }))).toEqual([
      404,
      'ORGANIZATION_NOT_FOUND',
    ])
    expect(await auditOf(running, employee.id)).toEqual([
      {
        organization_id: organizationId,
        action: 'member.removed',
        actor_id: admin.id,
        target_type: 'user',
        target_id: employee.id,
        data: { role: 'employee' },
        ip: '192.0.2.1',
      },
    ])
    expect(await refusal(remove(admin, organizationId, employee.id))).toEqual([404, 'MEMBER_NOT_FOUND'])
    expect(await running.rows(violations)).toEqual([])
  })

  test('withdraws an invitation that still waits for somebody who is removed, and not of somebody who leaves', async () => {
    const people = { removed: 'employee', leaving: 'employee' }
    const { organizationId, admin, removed, leaving } = await staff(running, 'doors', people)
    const waiting: string[] = []
    for (const { email } of [removed, leaving]) {
      const id = await invite(running, admin, organizationId, `first-${email}`)
      // As when they joined by their domain meanwhile.
      await running.rows(`ALTER TABLE invitations DISABLE TRIGGER keep_invitation`)
      await running.rows(`UPDATE invitations SET email = '${email}' WHERE id = '${id}'`)
      await running.rows(`ALTER TABLE invitations ENABLE TRIGGER keep_invitation`)
      waiting.push(id)
    }
    await remove(admin, organizationId, removed.id)
    await leave(leaving, organizationId)
    const list = waiting.map((id) => `'${id}'`).join()
    expect(await running.rows(`SELECT status FROM invitations WHERE id IN (${list}) ORDER BY id`)).toEqual([
      { status: 'revoked' },
      { status: 'pending' },
    ])
    expect((await auditOf(running, waiting[0] ?? '')).map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['invitation.created', admin.id],
      ['invitation.revoked', admin.id],
    ])
    expect(await running.rows(violations)).toEqual([])
  })

  test('refuses to remove oneself, above oneself, and without the right', async () => {
    const { organizationId, admin, manager, employee } = await staff(running, 'ranks', {
      manager: 'manager',
      employee: 'employee',
    })
    expect(await refusal(remove(admin, organizationId, admin.id))).toEqual([409, 'SELF_REMOVAL'])
    expect(await refusal(remove(manager, organizationId, employee.id))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await refusal(remove(manager, organizationId, admin.id))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await refusal(remove(root, organizationId, admin.id))).toEqual([409, 'LAST_ADMIN'])
    expect(await refusal(remove(root, organizationId, employee.id))).toBeNull()
  })

  test('refuses people of another organization like those who are not there, and strangers like both', async () => {
    const mine = await staff(running, 'removing-mine', {})
    const theirs = await staff(running, 'removing-theirs', { employee: 'employee' })
    for (const id of [theirs.employee.id, uuidv7()])
      expect(await refusal(remove(mine.admin, mine.organizationId, id))).toEqual([404, 'MEMBER_NOT_FOUND'])
    const asStranger = async (organizationId: string, path: string, method: string) => {
      const headers = { authorization: `Bearer ${await running.token(mine.admin)}` }
      const response = await running.send(`/api/organizations/${organizationId}/${path}`, { method, headers })
      return [response.status, await response.text()]
    }
    for (const [path, method] of [
      [`members/${theirs.employee.id}`, 'DELETE'],
      ['leave', 'POST'],
    ] as const) {
      const refused = await asStranger(theirs.organizationId, path, method)
      expect(refused[0]).toBe(404)
      expect(await asStranger(uuidv7(), path, method)).toEqual(refused)
    }
    expect(await membersOf(theirs.organizationId)).toHaveLength(2)
  })

  test('passes the default organization on, of somebody removed and of somebody who leaves', async () => {
    const { organizationId, admin, removed, leaver } = await staff(running, 'passing-on', {
      removed: 'employee',
      leaver: 'employee',
    })
    const next = await foundOrganization(running, leaver, 'next-of-leaver')
    const nextOfRemoved = await foundOrganization(running, removed, 'next-of-removed')
    await remove(admin, organizationId, removed.id)
    const status = await running.as(removed).organizations.status()
    expect(status.defaultOrganization?.id).toBe(nextOfRemoved)
    expect(await leave(leaver, organizationId)).toEqual({ success: true, default_organization_id: next })
    expect((await running.as(leaver).organizations.status()).defaultOrganization?.id).toBe(next)
    expect(await running.rows(violations)).toEqual([])
  })

  test('lets somebody leave the only organization, as the last thing they write down there', async () => {
    const { organizationId, admin, employee } = await staff(running, 'leaving', { employee: 'employee' })
    expect(await leave(employee, organizationId)).toEqual({ success: true, default_organization_id: null })
    expect(await membersOf(organizationId)).toEqual([admin.id])
    expect(await auditOf(running, employee.id)).toEqual([
      {
        organization_id: organizationId,
        action: 'member.left',
        actor_id: employee.id,
        target_type: 'user',
        target_id: employee.id,
        data: { role: 'employee' },
        ip: '192.0.2.1',
      },
    ])
    expect(await refusal(leave(employee, organizationId))).toEqual([404, 'ORGANIZATION_NOT_FOUND'])
  })

  test('keeps the last admin, and lets the last but one go', async () => {
    const { organizationId, admin, second } = await staff(running, 'two-admins', { second: 'admin' })
    const invitation = await invite(running, second, organizationId, 'another@example.org', 'admin')
    await leave(second, organizationId)
    expect(await running.rows(`SELECT status FROM invitations WHERE id = '${invitation}'`)).toEqual([
      { status: 'revoked' },
    ])
    expect(await refusal(leave(admin, organizationId))).toEqual([409, 'LAST_ADMIN'])
    expect(await membersOf(organizationId)).toEqual([admin.id])
    expect((await auditOf(running, admin.id)).map(({ action }) => action)).toEqual([])
  })

  test('lets a super admin leave only where they are a member', async () => {
    const { organizationId } = await staff(running, 'without-root', {})
    expect(await refusal(leave(root, organizationId))).toEqual([404, 'ORGANIZATION_NOT_FOUND'])
  })

  test('repeats the answer to whoever asks again with the same key', async () => {
    const { organizationId, employee } = await staff(running, 'repeated', { employee: 'employee' })
    const again = () => running.as(employee).members.leave({ params: { organizationId } }, { idempotencyKey: 'once' })
    const first = await again()
    expect(await again()).toEqual(first)
  })
})

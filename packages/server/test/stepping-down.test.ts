import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { users } from '../src/profiles/users/users.ts'
import { engines, foundOrganization, invite, type Running, startTenantry } from './start-tenantry.ts'

describe.each(engines)('an admin under /api/v1 who steps down, on %s', (engine) => {
  const ada = { sub: 'ada', email: 'ada@example.com' }
  const max = { sub: 'max', email: 'max@example.com' }
  let running: Running

  beforeAll(async () => {
    running = await startTenantry(engine, { profiles: [users()] })
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  async function update(body: object) {
    const headers = { authorization: `Bearer ${await running.token(ada)}`, 'content-type': 'application/json' }
    const me = await (await running.send('/api/v1/users/me', { headers })).json()
    const init = { method: 'PUT', headers, body: JSON.stringify(body) }
    const response = await running.send(`/api/v1/users/${me.id}`, init)
    return { status: response.status, body: await response.json() }
  }

  test('becomes a user, with what else is said in the same request', async () => {
    const organizationId = await foundOrganization(running, ada, `stepping-down-${engine}`)
    const invitationId = await invite(running, ada, organizationId, max.email, 'admin')
    await running.as(max).invitations.accept({ body: { invitation_id: invitationId } })
    const said = { role: 'standard_user', full_name: 'Ada L.', department: 'Research' }
    expect(await update({ ...said, employee_id: '7' })).toMatchObject({ status: 200, body: said })
  })
})

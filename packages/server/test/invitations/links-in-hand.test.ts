import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, refusal, type Staff, staff } from '../staff.ts'
import { engines, invite, type Person, type Running, startTenantry } from '../start-tenantry.ts'

const password = 'a made-up passphrase'

describe.each(engines)('a link that a member was shown, on %s', (engine) => {
  let running: Running
  let team: Staff
  beforeAll(async () => {
    running = await startTenantry(engine)
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  const idOf = async ({ email }: { email: string }) =>
    (await running.rows<{ id: string }>(`SELECT id FROM users WHERE email = '${email}'`))[0]?.id ?? ''
  const memberOf = async (person: { email: string }) => ({
    organizationId: team.organizationId,
    userId: await idOf(person),
  })

  /** An invitation of the first admin's, and the token of a link to it that somebody else was shown. */
  async function shownTo(person: Person, role: string) {
    const email = `${fresh('invited')}@example.org`
    const id = await invite(running, team.admin, team.organizationId, email, role)
    const { url } = await running.as(person).invitations.link({
      params: { organizationId: team.organizationId, invitationId: id },
    })
    return { id, token: new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? '' }
  }
  const enter = (token: string) =>
    running.as(null).auth.signupWithInvitation({ body: { token, password, confirmPassword: password } })
  const statusOf = async (id: string) =>
    (await running.rows<{ status: string }>(`SELECT status FROM invitations WHERE id = '${id}'`))[0]?.status

  const ends: Record<string, (admin: { email: string }) => Promise<unknown>> = {
    'is demoted': async (admin) =>
      running.as(team.admin).members.update({ params: await memberOf(admin), body: { role: 'employee' } }),
    'steps down': async (admin) =>
      running.as(admin).members.update({ params: await memberOf(admin), body: { role: 'employee' } }),
    'is suspended': async (admin) =>
      running.as(team.admin).members.update({ params: await memberOf(admin), body: { is_active: false } }),
    'is removed': async (admin) => running.as(team.admin).members.remove({ params: await memberOf(admin) }),
    leaves: async (admin) => running.as(admin).members.leave({ params: { organizationId: team.organizationId } }),
  }
  test.each(Object.entries(ends))('lets no admin who %s come back as one', async (_, end) => {
    team = await staff(running)
    const second = await team.hire('second', 'admin')
    const { id, token } = await shownTo(second, 'admin')
    await end(second)
    expect(await refusal(enter(token))).toMatchObject({ code: 'INVITATION_REVOKED' })
    expect(await statusOf(id)).toBe('revoked')
  })

  test.each(['is suspended', 'is removed'])('lets nobody who %s come back by it', async (how) => {
    team = await staff(running)
    const own = await invite(running, team.manager, team.organizationId, `${fresh('own')}@example.org`)
    const id = await invite(running, team.manager, team.organizationId, `${fresh('own')}@example.org`)
    const { url } = await running.as(team.manager).invitations.link({
      params: { organizationId: team.organizationId, invitationId: id },
    })
    await ends[how]?.(team.manager)
    const token = new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
    expect(await refusal(enter(token))).toMatchObject({ code: 'INVITATION_REVOKED' })
    // What was mailed to others is in their hands alone.
    expect(await statusOf(own)).toBe('pending')
  })

  test.each(['is demoted', 'is removed'])('does no harm any more when the one who %s has an old one', async (how) => {
    team = await staff(running)
    const second = await team.hire('second', 'admin')
    const { id } = await shownTo(second, 'admin')
    const params = { organizationId: team.organizationId, invitationId: id }
    running.advance(60_000)
    await running.as(team.admin).invitations.resend({ params })
    await ends[how]?.(second)
    expect(await statusOf(id)).toBe('pending')
  })

  test('stays with whoever is demoted, where it leads to no more than they were left with', async () => {
    team = await staff(running)
    const second = await team.hire('second', 'admin')
    const { id } = await shownTo(second, 'employee')
    await ends['is demoted']?.(second)
    expect(await statusOf(id)).toBe('pending')
  })
})

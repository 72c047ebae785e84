import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, nobodys, refusal, type Staff, staff } from '../staff.ts'
import { engines, invite, type Running, startTenantry } from '../start-tenantry.ts'

const MINUTE = 60_000
const WEEK = 7 * 86_400_000

describe.each(engines)('sending an invitation again, on %s', (engine) => {
  let running: Running
  let team: Staff
  beforeAll(async () => {
    running = await startTenantry(engine)
    team = await staff(running)
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  const resend = (invitationId: string, as: { email: string } = team.admin, organizationId = team.organizationId) =>
    running.as(as).invitations.resend({ params: { organizationId, invitationId } })
  const validate = (token: string) => running.as(null).invitations.validateToken({ query: { token } })
  /** The token of the newest of so many mails to somebody. */
  async function tokenOf(email: string, mails: number) {
    const sent = () => running.mails().filter(({ to }) => to === email)
    await expect.poll(() => sent().length).toBe(mails)
    return running.tokenFor(email)
  }

  /** An invitation that was sent a minute ago, and its token. */
  async function sent({ as = team.admin, role = 'employee' }: { as?: { email: string }; role?: string } = {}) {
    const email = `${fresh('again')}@example.org`
    const id = await invite(running, as, team.organizationId, email, role)
    const token = await tokenOf(email, 1)
    running.advance(MINUTE)
    return { id, email, token }
  }

  test('ends the link before, and mails a new one that works for the whole term', async () => {
    const { id, email, token } = await sent()
    const { success, invitation } = await resend(id)
    expect(success).toBe(true)
    expect(invitation).toMatchObject({ id, email, status: 'pending', actions: ['resend', 'revoke', 'link'] })
    expect(invitation.expires_at).toBe(new Date(running.now().getTime() + WEEK).toISOString())
    const next = await tokenOf(email, 2)
    expect(next).not.toBe(token)
    expect(await refusal(validate(token))).toMatchObject({ code: 'INVITATION_NOT_FOUND' })
    expect((await validate(next)).invitation).toMatchObject({ id, expires_at: invitation.expires_at })
    const body = { invitation_id: id }
    expect((await running.as({ email }).invitations.accept({ body })).success).toBe(true)
  })

  test('waits a minute after the invitation, and after each time, and says how long still', async () => {
    const email = `${fresh('again')}@example.org`
    const id = await invite(running, team.admin, team.organizationId, email)
    const tooEarly = { status: 429, code: 'RATE_LIMITED', details: { reason: 'cooldown' } }
    expect(await refusal(resend(id))).toMatchObject({ ...tooEarly, retryAfter: 60 })
    running.advance(MINUTE - 1500)
    expect(await refusal(resend(id))).toMatchObject({ ...tooEarly, retryAfter: 2 })
    running.advance(1500)
    await resend(id)
    expect(await refusal(resend(id, team.admin))).toMatchObject({ ...tooEarly, retryAfter: 60 })
    running.advance(MINUTE)
    expect((await resend(id)).success).toBe(true)
    await tokenOf(email, 3)
  })

  test('of two at once sends one', async () => {
    const { id, email } = await sent()
    const outcomes = await Promise.allSettled([resend(id), resend(id), resend(id)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await tokenOf(email, 2)
  })

  test('revives an invitation that ran out', async () => {
    const { id, email, token } = await sent()
    running.advance(WEEK)
    expect(await refusal(validate(token))).toMatchObject({ code: 'INVITATION_EXPIRED' })
    expect((await resend(id)).invitation.status).toBe('pending')
    expect((await validate(await tokenOf(email, 2))).valid).toBe(true)
  })

  test('refuses what was answered, withdrawn or replaced, and mails nothing', async () => {
    const answered = async (answer: 'accept' | 'decline') => {
      const { id, email } = await sent()
      await running.as({ email }).invitations[answer]({ body: { invitation_id: id } })
      return { id, email }
    }
    const revoked = await sent()
    await running.as(team.admin).invitations.revoke({
      params: { organizationId: team.organizationId, invitationId: revoked.id },
    })
    const replaced = await sent()
    running.advance(WEEK)
    await invite(running, team.admin, team.organizationId, replaced.email)
    await tokenOf(replaced.email, 2)
    running.advance(MINUTE)
    const cases = [
      [await answered('accept'), 'INVITATION_USED', 1],
      [await answered('decline'), 'INVITATION_USED', 1],
      [revoked, 'INVITATION_REVOKED', 1],
      [replaced, 'INVITATION_EXPIRED', 2],
    ] as const
    for (const [{ id, email }, code, mails] of cases) {
      expect(await refusal(resend(id))).toMatchObject({ status: 409, code })
      await tokenOf(email, mails)
    }
  })

  test('is for whoever sent it, below admins; an admin sends any', async () => {
    const own = await sent({ as: team.manager })
    expect((await resend(own.id, team.manager)).invitation.actions).toEqual(['resend', 'revoke', 'link'])
    running.advance(MINUTE)
    expect((await resend(own.id, team.admin)).success).toBe(true)
    const theirs = await sent()
    expect(await refusal(resend(theirs.id, team.manager))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
    expect(await refusal(resend(theirs.id, team.employee))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
    await validate(theirs.token)
  })

  test('is no longer for a sender who may invite nobody, or not for that role', async () => {
    const boss = await team.hire(fresh('boss'), 'admin')
    const forManager = await sent({ as: boss, role: 'manager' })
    const forAdmin = await sent({ as: boss, role: 'admin' })
    const become = (role: string) =>
      running.rows(`UPDATE user_organizations SET role = '${role}'
        WHERE user_id = (SELECT id FROM users WHERE email = '${boss.email}')`)
    await become('manager')
    expect((await resend(forManager.id, boss)).success).toBe(true)
    // The invitation of an admin ended with the rank of who sent it.
    expect(await refusal(resend(forAdmin.id, boss))).toMatchObject({ status: 409, code: 'INVITATION_REVOKED' })
    const body = { invitation_id: forAdmin.id }
    expect(await refusal(running.as({ email: forAdmin.email }).invitations.accept({ body }))).toMatchObject({
      status: 404,
      code: 'INVITATION_REVOKED',
    })
    await become('employee')
    running.advance(MINUTE)
    expect(await refusal(resend(forManager.id, boss))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
  })

  test("ends admins' invitations with the membership of who sent them, and with nobody else's", async () => {
    const boss = await team.hire(fresh('boss'), 'admin')
    const gone = await sent({ as: boss, role: 'admin' })
    const lower = await sent({ as: boss, role: 'manager' })
    const other = await sent({ role: 'admin' })
    await running.rows(`DELETE FROM user_organizations
      WHERE user_id = (SELECT id FROM users WHERE email = '${boss.email}')`)
    expect(await refusal(validate(gone.token))).toMatchObject({ status: 410, code: 'INVITATION_REVOKED' })
    expect((await validate(lower.token)).valid).toBe(true)
    expect((await validate(other.token)).valid).toBe(true)
    const { invitations } = await running.as(team.admin).invitations.list({
      params: { organizationId: team.organizationId },
      query: { search: lower.email },
    })
    expect(invitations).toMatchObject([{ invited_by: null, actions: ['resend', 'revoke', 'link'] }])
  })

  test('says the same of an invitation of another organization as of none', async () => {
    const { id } = await sent()
    const answers = [
      [team.organizationId, id, team.stranger],
      [nobodys, id, team.stranger],
      [team.strangers, id, team.stranger],
      [team.strangers, nobodys, team.stranger],
    ] as const
    const texts = []
    for (const [organizationId, invitationId, person] of answers) {
      const headers = { authorization: `Bearer ${await running.token(person)}` }
      const path = `/api/organizations/${organizationId}/invitations/${invitationId}/resend`
      const response = await running.send(path, { method: 'POST', headers })
      texts.push(`${response.status} ${await response.text()}`)
    }
    const [foreign, unknown, foreignInvitation, unknownInvitation] = texts
    expect(foreign).toBe(unknown)
    expect(foreignInvitation).toBe(unknownInvitation)
    expect([foreign?.slice(0, 3), foreignInvitation?.slice(0, 3)]).toEqual(['404', '404'])
  })

  test('shows how the mail fared', async () => {
    const { id, email } = await sent()
    await resend(id)
    await tokenOf(email, 2)
    const status = `SELECT delivery_status FROM invitations WHERE id = '${id}'`
    await expect.poll(() => running.rows(status)).toEqual([{ delivery_status: 'sent' }])
  })
})

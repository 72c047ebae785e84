import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, nobodys, refusal, type Staff, staff } from '../staff.ts'
import { engines, invite, publicUrl, type Running, startTenantry } from '../start-tenantry.ts'

const WEEK = 7 * 86_400_000

describe.each(engines)('on %s', (engine) => {
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

  const of = (invitationId: string, organizationId = team.organizationId) => ({
    params: { organizationId, invitationId },
  })
  const validate = (token: string) => running.as(null).invitations.validateToken({ query: { token } })
  const tokenIn = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
  async function sent({ as = team.admin, role = 'employee' }: { as?: { email: string }; role?: string } = {}) {
    const email = `${fresh('sent')}@example.org`
    return { email, id: await invite(running, as, team.organizationId, email, role) }
  }

  describe('withdrawing an invitation', () => {
    const revoke = (id: string, as: { email: string } = team.admin, organizationId?: string) =>
      running.as(as).invitations.revoke(of(id, organizationId))

    test('ends it, and its link', async () => {
      const { id, email } = await sent()
      const token = await running.tokenFor(email)
      expect(await revoke(id)).toEqual({ success: true })
      const accepting = running.as({ email }).invitations.accept({ body: { invitation_id: id } })
      expect(await refusal(accepting)).toMatchObject({ status: 404, code: 'INVITATION_REVOKED' })
      expect(await refusal(validate(token))).toMatchObject({ status: 410, code: 'INVITATION_REVOKED' })
      expect((await running.as({ email }).invitations.pending()).count).toBe(0)
    })

    test('makes room for a new one', async () => {
      const { id, email } = await sent()
      await revoke(id)
      await invite(running, team.admin, team.organizationId, email)
    })

    test('works on one that ran out', async () => {
      const { id } = await sent()
      running.advance(WEEK)
      expect((await revoke(id)).success).toBe(true)
    })

    test('refuses what was answered, withdrawn or replaced', async () => {
      const answered = async (answer: 'accept' | 'decline') => {
        const { id, email } = await sent()
        await running.as({ email }).invitations[answer]({ body: { invitation_id: id } })
        return id
      }
      const twice = (await sent()).id
      await revoke(twice)
      const replaced = await sent()
      running.advance(WEEK)
      await invite(running, team.admin, team.organizationId, replaced.email)
      const cases = [
        [await answered('accept'), 'INVITATION_USED'],
        [await answered('decline'), 'INVITATION_USED'],
        [twice, 'INVITATION_REVOKED'],
        [replaced.id, 'INVITATION_EXPIRED'],
      ] as const
      for (const [id, code] of cases) expect(await refusal(revoke(id))).toMatchObject({ status: 409, code })
    })

    test("is for managers with their own, and not with an admin's", async () => {
      const own = await sent({ as: team.manager })
      expect((await revoke(own.id, team.manager)).success).toBe(true)
      const theirs = await sent()
      expect(await refusal(revoke(theirs.id, team.manager))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
      expect(await refusal(revoke(theirs.id, team.employee))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
    })

    test('against accepting at the same time, one wins and the other one hears of it', async () => {
      const { id, email } = await sent()
      const accepting = running.as({ email }).invitations.accept({ body: { invitation_id: id } })
      const [accepted, revoked] = await Promise.allSettled([accepting, revoke(id)])
      expect([accepted.status, revoked.status].sort()).toEqual(['fulfilled', 'rejected'])
      const [row] = await running.rows<{ status: string; members: number }>(`SELECT status,
        (SELECT count(*)::integer FROM user_organizations WHERE invitation_id = i.id) AS members
        FROM invitations i WHERE id = '${id}'`)
      const won =
        accepted.status === 'fulfilled' ? { status: 'accepted', members: 1 } : { status: 'revoked', members: 0 }
      expect(row).toEqual(won)
    })

    test('says the same of an invitation of another organization as of none', async () => {
      const { id } = await sent()
      const outcomes = []
      for (const [invitation, organization] of [
        [id, team.organizationId],
        [id, nobodys],
        [id, team.strangers],
        [nobodys, team.strangers],
      ] as const)
        outcomes.push(await refusal(revoke(invitation, team.stranger, organization)))
      expect(outcomes.map(({ status }) => status)).toEqual([404, 404, 404, 404])
      expect(outcomes.map(({ code }) => code)).toEqual([
        'ORGANIZATION_NOT_FOUND',
        'ORGANIZATION_NOT_FOUND',
        'INVITATION_NOT_FOUND',
        'INVITATION_NOT_FOUND',
      ])
      expect(await running.rows(`SELECT status FROM invitations WHERE id = '${id}'`)).toEqual([{ status: 'pending' }])
    })
  })

  describe('making a link', () => {
    const link = (id: string, as: { email: string } = team.admin, organizationId?: string) =>
      running.as(as).invitations.link(of(id, organizationId))

    test('answers an address that works for the whole term, and ends the one in the mail', async () => {
      const { id, email } = await sent()
      const mailed = await running.tokenFor(email)
      running.advance(1000)
      const { url, expires_at } = await link(id)
      expect(url.startsWith(`${publicUrl}/onboarding#token=`)).toBe(true)
      expect(expires_at).toBe(new Date(running.now().getTime() + WEEK).toISOString())
      expect((await validate(tokenIn(url))).invitation).toMatchObject({ id, expires_at })
      expect(await refusal(validate(mailed))).toMatchObject({ code: 'INVITATION_NOT_FOUND' })
      const again = await link(id)
      expect(await refusal(validate(tokenIn(url)))).toMatchObject({ code: 'INVITATION_NOT_FOUND' })
      expect((await validate(tokenIn(again.url))).valid).toBe(true)
      expect(running.mails().filter(({ to }) => to === email)).toHaveLength(1)
    })

    test('revives an invitation that ran out', async () => {
      const { id } = await sent()
      running.advance(WEEK)
      expect((await validate(tokenIn((await link(id)).url))).valid).toBe(true)
    })

    test('keeps the token nowhere: not in a list, an audit event, or the answer kept for a repetition', async () => {
      const { id, email } = await sent()
      const path = `/api/organizations/${team.organizationId}/invitations/${id}/link`
      const headers = { authorization: `Bearer ${await running.token(team.admin)}`, 'idempotency-key': fresh('key') }
      const first = await (await running.send(path, { method: 'POST', headers })).text()
      const token = tokenIn(JSON.parse(first).url)
      expect(token).toHaveLength(43)
      // The same request again has the same answer: it may have been lost on the way.
      expect(await (await running.send(path, { method: 'POST', headers })).text()).toBe(first)
      const { invitations } = await running.as(team.admin).invitations.list({
        params: { organizationId: team.organizationId },
        query: { search: email },
      })
      expect(JSON.stringify(invitations)).not.toContain(token)
      const kept = await running.rows<{ row: string }>(`SELECT row_to_json(a)::text AS row FROM audit_events a
        UNION ALL SELECT row_to_json(k)::text FROM idempotency_keys k
        UNION ALL SELECT row_to_json(i)::text FROM invitations i`)
      expect(kept.length).toBeGreaterThan(5)
      expect(kept.filter(({ row }) => row.includes(token))).toEqual([])
    })

    test('is refused where sending again is', async () => {
      const theirs = await sent()
      expect(await refusal(link(theirs.id, team.manager))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
      expect(await refusal(link(theirs.id, team.employee))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
      await running.as(team.admin).invitations.revoke(of(theirs.id))
      expect(await refusal(link(theirs.id))).toMatchObject({ status: 409, code: 'INVITATION_REVOKED' })
      const strange = await refusal(link(theirs.id, team.stranger))
      expect(strange).toMatchObject({ status: 404, code: 'ORGANIZATION_NOT_FOUND' })
      expect(await refusal(link(theirs.id, team.stranger, team.strangers))).toMatchObject({
        code: 'INVITATION_NOT_FOUND',
      })
    })
  })
})

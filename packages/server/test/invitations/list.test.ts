import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, nobodys, refusal, type Staff, staff } from '../staff.ts'
import { engines, invite, type Running, startTenantry } from '../start-tenantry.ts'

const WEEK = 7 * 86_400_000

describe.each(engines)('the list of invitations, on %s', (engine) => {
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

  type Query = NonNullable<Parameters<ReturnType<Running['as']>['invitations']['list']>[0]['query']>
  const list = (query: Query = {}, as: { email: string } = team.admin, organizationId = team.organizationId) =>
    running.as(as).invitations.list({ params: { organizationId }, query })
  const emails = async (query: Query, as?: { email: string }, organizationId?: string) =>
    (await list(query, as, organizationId)).invitations.map(({ email }) => email)

  test('shows each invitation in full, with who sent it and what may be done about it', async () => {
    const id = await invite(running, team.admin, team.organizationId, 'whole@example.org', 'manager')
    await running.tokenFor('whole@example.org')
    const [first] = (await list({ search: 'whole@' })).invitations
    expect(first).toMatchObject({
      id,
      organization_id: team.organizationId,
      email: 'whole@example.org',
      role: 'manager',
      team_id: null,
      team_name: null,
      status: 'pending',
      invited_by: { email: team.admin.email, full_name: team.admin.name },
      created_at: running.now().toISOString(),
      expires_at: new Date(running.now().getTime() + WEEK).toISOString(),
      accepted_at: null,
      declined_at: null,
      actions: ['resend', 'revoke', 'link'],
    })
  })

  test('names the team that an invitation leads to', async () => {
    const teamId = '01900000-0000-7000-8000-0000000000aa'
    await running.rows(`INSERT INTO teams (id, organization_id, name, created_at, updated_at)
      VALUES ('${teamId}', '${team.organizationId}', 'Sales', now(), now())`)
    const invitations = [{ email: 'sales@example.org', role: 'employee', team_id: teamId }]
    const params = { organizationId: team.organizationId }
    await running.as(team.admin).invitations.create({ params, body: { invitations } })
    expect((await list({ search: 'sales@' })).invitations[0]).toMatchObject({ team_id: teamId, team_name: 'Sales' })
  })

  test('offers each caller what they may do: managers their own, below admins', async () => {
    const { organizationId } = team
    await invite(running, team.manager, organizationId, 'offer-own@example.org')
    await invite(running, team.admin, organizationId, 'offer-other@example.org', 'admin')
    const offered = async (as: { email: string }) =>
      (await list({ search: 'offer-' }, as)).invitations.map(({ email, actions }) => [email, actions.length])
    expect(await offered(team.manager)).toEqual([
      ['offer-other@example.org', 0],
      ['offer-own@example.org', 3],
    ])
    expect(await offered(team.admin)).toEqual([
      ['offer-other@example.org', 3],
      ['offer-own@example.org', 3],
    ])
  })

  test('is closed to members who may not read invitations, and to strangers, who learn nothing', async () => {
    expect(await refusal(list({}, team.employee))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
    const path = (id: string) => `/api/organizations/${id}/invitations`
    const headers = { authorization: `Bearer ${await running.token(team.stranger)}` }
    const foreign = await running.send(path(team.organizationId), { headers })
    const unknown = await running.send(path(nobodys), { headers })
    expect([foreign.status, await foreign.text()]).toEqual([unknown.status, await unknown.text()])
    expect(foreign.status).toBe(404)
    expect((await running.send(path(team.organizationId))).status).toBe(401)
  })

  test('holds nothing of other organizations, even what was sent to the caller', async () => {
    await invite(running, team.stranger, team.strangers, team.admin.email)
    expect(await emails({ search: team.admin.email })).toEqual([])
    expect(await emails({}, team.stranger, team.strangers)).toEqual([team.admin.email])
  })

  test('is filtered by what became of an invitation; one that ran out is shown as expired', async () => {
    const { organizationId, admin } = await staff(running)
    const accept = async (email: string) => {
      const invitation_id = await invite(running, admin, organizationId, email)
      await running.as({ email }).invitations.accept({ body: { invitation_id } })
    }
    await accept('accepted@status.example')
    const declined = await invite(running, admin, organizationId, 'declined@status.example')
    await running.as({ email: 'declined@status.example' }).invitations.decline({ body: { invitation_id: declined } })
    const revoked = await invite(running, admin, organizationId, 'revoked@status.example')
    await running.as(admin).invitations.revoke({ params: { organizationId, invitationId: revoked } })
    await invite(running, admin, organizationId, 'replaced@status.example')
    await invite(running, admin, organizationId, 'expired@status.example')
    running.advance(WEEK)
    await invite(running, admin, organizationId, 'replaced@status.example')
    await invite(running, admin, organizationId, 'pending@status.example')

    const shown = async (status: Query['status'], total: number) => {
      const { invitations, ...page } = await list({ status }, admin, organizationId)
      expect(page).toEqual({ next_cursor: null, total, total_is_exact: true })
      expect(new Set(invitations.map((invitation) => invitation.status))).toEqual(new Set([status]))
      return invitations.map(({ email, actions }) => [email, actions])
    }
    const all = ['resend', 'revoke', 'link']
    expect((await shown('pending', 2)).sort()).toEqual([
      ['pending@status.example', all],
      ['replaced@status.example', all],
    ])
    expect((await shown('expired', 2)).sort()).toEqual([
      ['expired@status.example', all],
      ['replaced@status.example', []],
    ])
    // The two who were hired first had invitations too.
    expect((await shown('accepted', 3)).map(([email]) => email)).toContain('accepted@status.example')
    expect(await shown('declined', 1)).toEqual([['declined@status.example', []]])
    expect(await shown('revoked', 1)).toEqual([['revoked@status.example', []]])
    const { invitations } = await list({}, admin, organizationId)
    expect(invitations.find(({ email }) => email === 'accepted@status.example')?.accepted_at).not.toBeNull()
    expect(invitations.find(({ email }) => email === 'declined@status.example')?.declined_at).not.toBeNull()
  })

  test.each([
    ['a prefix', 'find-a', ['find-a%b@example.org', 'find-a_c@example.org', 'find-ab@example.org']],
    ['upper case', 'FIND-AB@Example', ['find-ab@example.org']],
    ['a percent sign, literally', 'find-a%', ['find-a%b@example.org']],
    ['an underscore, literally', 'find-a_', ['find-a_c@example.org']],
    ['a backslash, literally', 'find-a\\', []],
    ['letters beyond ASCII', 'find-ż', ['find-żółw@example.org']],
    ['the middle of an address', 'ind-ab', []],
    ['a quote', "find-a'", []],
  ])('is searched by %s', async (_, search, found) => {
    // As the canonical form does not take a percent sign, such an address can only have come with other data.
    const { organizationId } = team
    const now = running.now().toISOString()
    const all = ['find-ab@example.org', 'find-a_c@example.org', 'find-a%b@example.org', 'find-żółw@example.org']
    for (const email of all)
      await running.rows(`INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at, created_at, updated_at)
        SELECT gen_random_uuid(), '${organizationId}', '${email}', 'employee', gen_random_uuid(), '${now}', '${now}', '${now}'
        WHERE NOT EXISTS (SELECT FROM invitations WHERE email = '${email}')`)
    expect((await emails({ search })).sort()).toEqual(found)
  })

  test('is walked page by page, each row once, while others are added', async () => {
    const { organizationId, admin } = await staff(running)
    const add = (email: string) => invite(running, admin, organizationId, email)
    const before = Array.from({ length: 5 }, (_, index) => `page-${index}@example.org`)
    const invitations = before.map((email) => ({ email, role: 'employee' }))
    // All at the same moment: only the ids tell them apart.
    await running.as(admin).invitations.create({ params: { organizationId }, body: { invitations } })
    const seen: string[] = []
    let cursor: string | null | undefined
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const page = await list({ limit: 2, search: 'page-', ...(cursor && { cursor }) }, admin, organizationId)
      expect(page).toMatchObject({ total: 5 + pages, total_is_exact: true })
      seen.push(...page.invitations.map(({ email }) => email))
      cursor = page.next_cursor
      running.advance(1000)
      await add(`page-new-${pages}@example.org`)
    }
    expect(seen.toSorted()).toEqual(before)
    expect(new Set(seen).size).toBe(seen.length)
    expect((await emails({ limit: 1, search: 'page-' }, admin, organizationId))[0]).toBe('page-new-2@example.org')
  })

  test('tells rows apart that stand in one millisecond', async () => {
    const { organizationId, admin } = await staff(running)
    const moments = ['.000001', '.000002', '.000003', '.000004']
    for (const fraction of moments)
      await running.rows(`INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at, created_at, updated_at)
        VALUES (gen_random_uuid(), '${organizationId}', 'in-time${fraction}@example.org', 'employee', gen_random_uuid(),
          '2026-04-01', '2026-02-01 12:00:00${fraction}Z', '2026-02-01')`)
    const first = await list({ limit: 3, search: 'in-time' }, admin, organizationId)
    const cursor = first.next_cursor ?? ''
    const second = await list({ limit: 3, search: 'in-time', cursor }, admin, organizationId)
    const found = [...first.invitations, ...second.invitations].map(({ email }) => email.slice(7, 14))
    expect(found).toEqual(moments.toReversed())
  })

  test('refuses what is no cursor of it, no status and no search', async () => {
    const strange = Buffer.from(JSON.stringify(['yesterday', nobodys])).toString('base64url')
    const wrong: Query[] = [{ cursor: 'nonsense' }, { cursor: strange }, { limit: 0 }, { limit: 101 }, { search: '' }]
    for (const query of wrong)
      expect(await refusal(list(query))).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
    const headers = { authorization: `Bearer ${await running.token(team.admin)}` }
    const path = `/api/organizations/${team.organizationId}/invitations?status=lost`
    expect((await running.send(path, { headers })).status).toBe(400)
  })

  test('counts no further than a thousand', async () => {
    const { organizationId, admin } = await staff(running)
    const word = fresh('many')
    await running.rows(`INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at, created_at, updated_at)
      SELECT gen_random_uuid(), '${organizationId}', '${word}-' || n || '@example.org', 'employee', gen_random_uuid(),
        '2026-04-01', '2026-02-01', '2026-02-01' FROM generate_series(1, 1001) AS n`)
    expect(await list({ limit: 1, search: word }, admin, organizationId)).toMatchObject({
      total: 1000,
      total_is_exact: false,
    })
  })

  test('finds each of more than are counted once, the newest first, however far apart they are', async () => {
    const { organizationId, admin } = await staff(running)
    await running.rows(`INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at, created_at, updated_at)
      SELECT gen_random_uuid(), '${organizationId}', CASE WHEN n BETWEEN 501 AND 2700 THEN 'other-' ELSE 'sought-' END || n || '@example.org',
        'employee', gen_random_uuid(), '2026-04-01', timestamptz '2026-02-01' + n * interval '1 second', '2026-02-01'
      FROM generate_series(1, 3300) AS n`)
    const walked: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await list({ search: 'sought', limit: 100, ...(cursor && { cursor }) }, admin, organizationId)
      walked.push(...page.invitations.map(({ email }) => email))
      cursor = page.next_cursor
    } while (cursor)
    const numbers = [
      ...Array.from({ length: 600 }, (_, n) => 3300 - n),
      ...Array.from({ length: 500 }, (_, n) => 500 - n),
    ]
    expect(walked).toEqual(numbers.map((n) => `sought-${n}@example.org`))
    expect((await emails({ search: 'sought', status: 'pending', limit: 2 }, admin, organizationId))[1]).toBe(walked[1])
    expect(await emails({ search: 'sought', status: 'expired' }, admin, organizationId)).toEqual([])
  })
})

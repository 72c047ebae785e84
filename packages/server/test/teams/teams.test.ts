import { defaultRoles, type Role } from '@tenantry/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/ids.ts'
import { type Seeded, seed } from '../seed.ts'
import { engines, type Running, startTenantry } from '../start-tenantry.ts'

/** Manages teams, and nothing else of anybody. */
const lead = { key: 'lead', permissions: ['organization:read', 'members:read', 'teams:manage'] } as const satisfies Role
/** Manages members who may do no more than they. */
const clerk = { key: 'clerk', permissions: ['organization:read', 'members:read', 'members:update'] } as const
const [admin, ...others] = defaultRoles
const roles: readonly Role[] = [admin, lead, clerk, ...others]

describe.each(engines)('teams on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine, { roles })
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  let turn = 0
  /** An organization with somebody of every role in it, and another one with an admin of its own. */
  async function world() {
    const tag = `${engine}-${++turn}`
    const rows = seed(running.now())
    const people = Object.fromEntries(roles.map(({ key }) => [key, rows.person(`${key}-${tag}@example.com`)]))
    const founder = people.admin as Seeded
    const organizationId = rows.organization(tag, founder)
    for (const { key } of roles.slice(1)) rows.member(organizationId, people[key] as Seeded, key)
    const stranger = rows.person(`stranger-${tag}@example.com`)
    const elsewhere = rows.organization(`other-${tag}`, stranger)
    await rows.save(running.database)
    const as = (key: string) => running.as(people[key] as Seeded).teams
    const id = (key: string) => (people[key] as Seeded).id
    return { as, id, organizationId, stranger, elsewhere, params: { organizationId } }
  }

  type World = Awaited<ReturnType<typeof world>>

  async function teamIn({ as, params }: World, name: string): Promise<string> {
    const { team } = await as('admin').create({ params, body: { name } })
    return team.id
  }

  const events = (organizationId: string) =>
    running.rows(`SELECT action, actor_id, target_type, target_id, data FROM audit_events
      WHERE organization_id = '${organizationId}' ORDER BY created_at, id`)
  /** What every team of an organization counts, and what there is to count. */
  const counts = (organizationId: string) =>
    running.rows<{ name: string; members: number; counted: number }>(`SELECT name, members,
        (SELECT count(*)::integer FROM user_organizations m WHERE m.team_id = teams.id) AS counted
      FROM teams WHERE organization_id = '${organizationId}' ORDER BY name`)

  test('are added, renamed and removed, and each of it is written down', async () => {
    const { as, id, organizationId, params } = await world()
    const { team } = await as('admin').create({ params, body: { name: '  Sales ' } })
    expect(team).toEqual({
      id: team.id,
      name: 'Sales',
      members: 0,
      created_at: running.now().toISOString(),
      actions: ['rename', 'remove'],
    })
    const ofTeam = { ...params, teamId: team.id }
    const renamed = await as('lead').update({ params: ofTeam, body: { name: 'Support' } })
    expect(renamed.team).toEqual({ ...team, name: 'Support' })
    expect((await as('admin').update({ params: ofTeam, body: { name: 'Support' } })).team).toEqual(renamed.team)
    expect(await as('admin').remove({ params: ofTeam })).toEqual({ success: true })
    expect((await as('admin').list({ params })).teams).toEqual([])
    const target = { target_type: 'team', target_id: team.id }
    expect(await events(organizationId)).toEqual([
      { action: 'team.created', actor_id: id('admin'), ...target, data: { name: 'Sales' } },
      { action: 'team.renamed', actor_id: id('lead'), ...target, data: { name: 'Support' } },
      { action: 'team.removed', actor_id: id('admin'), ...target, data: { members: 0 } },
    ])
  })

  test('are listed by name, whatever its case, a page at a time, with what the caller may do', async () => {
    const here = await world()
    const { as, params } = here
    for (const name of ['beta', 'Gamma', 'alpha', 'Delta', 'epsilon']) await teamIn(here, name)
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await as('employee').list({ params, query: { limit: 2, ...(cursor && { cursor }) } })
      expect([page.total, page.total_is_exact]).toEqual([5, true])
      expect(page.teams.flatMap(({ actions }) => actions)).toEqual([])
      names.push(...page.teams.map(({ name }) => name))
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect(names).toEqual(['alpha', 'beta', 'Delta', 'epsilon', 'Gamma'])
    const [first] = (await as('lead').list({ params })).teams
    expect(first?.actions).toEqual(['rename', 'remove'])
    await expect(as('lead').list({ params, query: { cursor: 'made-up' } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
  })

  test('have names of their own in their organization, in whatever case, and in no other', async () => {
    const here = await world()
    const { as, params, stranger, elsewhere } = here
    const sales = await teamIn(here, 'Sales')
    const support = await teamIn(here, 'Support')
    const taken = { status: 409, code: 'TEAM_EXISTS' }
    await expect(as('admin').create({ params, body: { name: 'SALES' } })).rejects.toMatchObject(taken)
    const renaming = as('admin').update({ params: { ...params, teamId: support }, body: { name: 'sales' } })
    await expect(renaming).rejects.toMatchObject(taken)
    const own = await as('admin').update({ params: { ...params, teamId: sales }, body: { name: 'SALES' } })
    expect(own.team.name).toBe('SALES')
    const theirs = { params: { organizationId: elsewhere }, body: { name: 'Sales' } }
    expect((await running.as(stranger).teams.create(theirs)).team.name).toBe('Sales')
    for (const name of ['', '   ', 'x'.repeat(101), 'a\u0000b', 'a\u202Eb'])
      await expect(as('admin').create({ params, body: { name } })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
  })

  test('of ten who want one name at once, one gets it', async () => {
    const { as, params, organizationId } = await world()
    const wishes = Array.from({ length: 10 }, () => as('admin').create({ params, body: { name: 'Wanted' } }))
    const outcomes = await Promise.allSettled(wishes)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'TEAM_EXISTS' })
    expect(await counts(organizationId)).toHaveLength(1)
  })

  test('are changed by those who may, and by nobody else', async () => {
    const here = await world()
    const teamId = await teamIn(here, 'Sales')
    const { as, id, params } = here
    const ofTeam = { ...params, teamId }
    const ofMember = { ...ofTeam, userId: id('employee') }
    const refused = { status: 403, code: 'NOT_AUTHORIZED' }
    for (const key of ['manager', 'employee', 'clerk']) {
      await expect(as(key).create({ params, body: { name: 'Own' } })).rejects.toMatchObject(refused)
      await expect(as(key).update({ params: ofTeam, body: { name: 'Own' } })).rejects.toMatchObject(refused)
      await expect(as(key).remove({ params: ofTeam })).rejects.toMatchObject(refused)
    }
    for (const key of ['manager', 'employee']) {
      await expect(as(key).addMember({ params: ofMember })).rejects.toMatchObject(refused)
      await expect(as(key).removeMember({ params: ofMember })).rejects.toMatchObject(refused)
      const nobody = { ...ofTeam, userId: uuidv7() }
      await expect(as(key).addMember({ params: nobody })).rejects.toMatchObject(refused)
    }
    // A team permits nothing by itself: who manages teams puts admins into one as well.
    for (const key of ['admin', 'employee']) await as('lead').addMember({ params: { ...ofTeam, userId: id(key) } })
    for (const key of ['manager', 'employee']) await as('admin').addMember({ params: { ...ofTeam, userId: id(key) } })
    await as('clerk').removeMember({ params: ofMember })
    const ofAdmin = { ...ofTeam, userId: id('admin') }
    await expect(as('clerk').removeMember({ params: ofAdmin })).rejects.toMatchObject(refused)
  })

  test('count who is in them, whoever comes and goes, and however', async () => {
    const here = await world()
    const { as, id, params, organizationId } = here
    const sales = await teamIn(here, 'Sales')
    const support = await teamIn(here, 'Support')
    const put = (key: string, teamId: string) =>
      as('admin').addMember({ params: { organizationId, teamId, userId: id(key) } })
    const inTeams = async (...expected: number[]) => {
      const found = await counts(organizationId)
      expect(found.map(({ members }) => members)).toEqual(expected)
      expect(found.map(({ counted }) => counted)).toEqual(expected)
    }
    expect((await put('employee', sales)).team.members).toBe(1)
    expect((await put('employee', sales)).team.members).toBe(1)
    expect((await put('manager', sales)).team.members).toBe(2)
    await inTeams(2, 0)
    expect((await put('employee', support)).team.members).toBe(1)
    await inTeams(1, 1)
    const leaving = { organizationId, teamId: support, userId: id('employee') }
    expect((await as('admin').removeMember({ params: leaving })).team.members).toBe(0)
    const again = as('admin').removeMember({ params: leaving })
    await expect(again).rejects.toMatchObject({ status: 404, code: 'MEMBER_NOT_FOUND' })
    await inTeams(1, 0)

    const email = `invited-${organizationId}@example.org`
    const invitations = [{ email, role: 'employee', team_id: support }]
    const { results } = await running
      .as({ sub: `admin-${engine}-${turn}@example.com`, email: `admin-${engine}-${turn}@example.com` })
      .invitations.create({ params, body: { invitations } })
    const body = { invitation_id: results[0]?.invitation?.id ?? '' }
    expect((await running.as({ email }).invitations.accept({ body })).team_name).toBe('Support')
    await inTeams(1, 1)

    await running.rows(`DELETE FROM user_organizations WHERE user_id = '${id('manager')}'`)
    await inTeams(0, 1)
    // Somebody came by an invitation to this team: what was answered stays, without it.
    await as('admin').remove({ params: { organizationId, teamId: support } })
    await inTeams(0)
    expect(
      await running.rows(`SELECT i.status, i.team_id AS invited, m.team_id AS member FROM user_organizations m
        JOIN invitations i ON i.id = m.invitation_id WHERE m.organization_id = '${organizationId}'`),
    ).toEqual([{ status: 'accepted', invited: null, member: null }])
    await put('employee', sales)
    await running.rows(`DELETE FROM users WHERE id = '${id('employee')}'`)
    await inTeams(0)
  })

  test('write down who was put into which, once', async () => {
    const here = await world()
    const { as, id, organizationId } = here
    const teamId = await teamIn(here, 'Sales')
    const params = { organizationId, teamId, userId: id('employee') }
    await as('lead').addMember({ params })
    await as('lead').addMember({ params })
    await as('admin').removeMember({ params })
    const event = { action: 'member.team_changed', target_type: 'user', target_id: id('employee') }
    expect((await events(organizationId)).slice(1)).toEqual([
      { ...event, actor_id: id('lead'), data: { from: null, to: teamId } },
      { ...event, actor_id: id('admin'), data: { from: teamId, to: null } },
    ])
  })

  test('an invitation to a team that is gone by the time it is accepted leads in without one', async () => {
    const here = await world()
    const { as, params, organizationId } = here
    const teamId = await teamIn(here, 'Sales')
    const email = `late-${organizationId}@example.org`
    const admin = { sub: `admin-${engine}-${turn}@example.com`, email: `admin-${engine}-${turn}@example.com` }
    const invitations = [{ email, role: 'employee', team_id: teamId }]
    const { results } = await running.as(admin).invitations.create({ params, body: { invitations } })
    await as('admin').remove({ params: { organizationId, teamId } })
    const body = { invitation_id: results[0]?.invitation?.id ?? '' }
    expect(await running.as({ email }).invitations.accept({ body })).toMatchObject({ success: true, team_name: null })
  })

  test('of others, and those that nobody has, look the same', async () => {
    const here = await world()
    const { id, organizationId, stranger, elsewhere } = here
    const teamId = await teamIn(here, 'Sales')
    const token = await running.token(stranger)
    const said = async (method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const response = await running.send(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return [response.status, await response.text()]
    }
    const teamPath = (organization: string, team: string) => `/api/organizations/${organization}/teams/${team}`
    const both = async (method: string, [one, other]: [string, string], body?: object) => {
      const [theirs, nobodys] = [await said(method, one, body), await said(method, other, body)]
      expect(theirs[0]).toBe(404)
      expect(theirs).toEqual(nobodys)
    }
    const name = { name: 'Mine' }
    // In their organization, and in one that is not there.
    await both('GET', [`/api/organizations/${organizationId}/teams`, `/api/organizations/${uuidv7()}/teams`])
    await both('POST', [`/api/organizations/${organizationId}/teams`, `/api/organizations/${uuidv7()}/teams`], name)
    for (const [method, body] of [['PATCH', name], ['DELETE']] as const) {
      await both(method, [teamPath(organizationId, teamId), teamPath(uuidv7(), teamId)], body)
      // Their team in the stranger's own organization, and one that is not there.
      await both(method, [teamPath(elsewhere, teamId), teamPath(elsewhere, uuidv7())], body)
    }
    const { team } = await running
      .as(stranger)
      .teams.create({ params: { organizationId: elsewhere }, body: { name: 'Own' } })
    for (const method of ['PUT', 'DELETE']) {
      const own = teamPath(elsewhere, team.id)
      await both(method, [`${own}/members/${id('employee')}`, `${own}/members/${uuidv7()}`])
      const foreign = [teamPath(elsewhere, teamId), teamPath(elsewhere, uuidv7())]
      await both(method, foreign.map((path) => `${path}/members/${stranger.id}`) as [string, string])
    }
    expect(await counts(organizationId)).toEqual([{ name: 'Sales', members: 0, counted: 0 }])
  })
})

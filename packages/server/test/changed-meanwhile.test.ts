import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { users } from '../src/profiles/users/users.ts'
import { type Seeded, seed } from './seed.ts'
import { type Running, startTenantry } from './start-tenantry.ts'

let running: Running
beforeAll(async () => {
  // PGlite runs one transaction after another: nobody waits there for a lock.
  running = await startTenantry('postgres', { profiles: [users()] })
})
afterAll(async () => {
  expect(running.faults).toEqual([])
  await running.stop()
})

const waiting = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%lock_organization%'`

let turn = 0
async function scene() {
  const tag = `meanwhile-${++turn}`
  const rows = seed(running.now())
  const admin = rows.person(`admin-${tag}@example.com`)
  const second = rows.person(`second-${tag}@example.com`)
  const organizationId = rows.organization(tag, admin)
  rows.member(organizationId, second, 'admin')
  await rows.save(running.database)
  const { team } = await running.as(admin).teams.create({ params: { organizationId }, body: { name: 'Team' } })
  const domain = `${tag}.example`
  await running.rows(`INSERT INTO organization_domains (id, organization_id, domain, verified_by, verified_at, created_at)
    VALUES (gen_random_uuid(), '${organizationId}', '${domain}', 'dns', now(), now())`)
  const [found] = await running.rows<{ id: string }>(`SELECT id FROM organization_domains WHERE domain = '${domain}'`)
  return { admin, second, organizationId, teamId: team.id, domain, domainId: found?.id ?? '' }
}

/** What becomes of a request that waits for its turn in an organization while something changes there. */
async function outcomeOf<T>(organizationId: string, request: () => Promise<T>, change: string): Promise<unknown> {
  const asked = await running.database.kysely.transaction().execute(async (tx) => {
    await sql`SELECT FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`.execute(tx)
    const outcome = request().catch((error: unknown) => error)
    await expect.poll(() => running.rows(waiting)).toHaveLength(1)
    await sql.raw(change).execute(tx)
    return { outcome }
  })
  return asked.outcome
}

const demoted = ({ id }: Seeded) => `UPDATE user_organizations SET role = 'employee' WHERE user_id = '${id}'`
const removed = ({ id }: Seeded) => `DELETE FROM user_organizations WHERE user_id = '${id}'`

type Scene = Awaited<ReturnType<typeof scene>>
const acts: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'adds a team': ({ second, organizationId }) =>
    running.as(second).teams.create({ params: { organizationId }, body: { name: 'Other' } }),
  'renames a team': ({ second, organizationId, teamId }) =>
    running.as(second).teams.update({ params: { organizationId, teamId }, body: { name: 'Other' } }),
  'removes a team': ({ second, organizationId, teamId }) =>
    running.as(second).teams.remove({ params: { organizationId, teamId } }),
  'puts somebody into a team': ({ admin, second, organizationId, teamId }) =>
    running.as(second).teams.addMember({ params: { organizationId, teamId, userId: admin.id } }),
  'adds a domain': ({ second, organizationId }) =>
    running.as(second).domains.add({ params: { organizationId }, body: { domain: 'meanwhile.example' } }),
  'has a domain proved': ({ second, organizationId, domainId }) =>
    running.as(second).domains.verify({ params: { organizationId, domainId } }),
  'removes a domain': ({ second, organizationId, domainId }) =>
    running.as(second).domains.remove({ params: { organizationId, domainId } }),
}

test.each(Object.entries(acts))('nobody %s who may not any more when the turn comes', async (_, act) => {
  const here = await scene()
  const state = () =>
    running.rows(`SELECT (SELECT jsonb_agg(t) FROM teams t WHERE organization_id = '${here.organizationId}') AS teams,
      (SELECT jsonb_agg(d) FROM organization_domains d WHERE organization_id = '${here.organizationId}') AS domains`)
  const before = await state()
  const asDemoted = await outcomeOf(here.organizationId, () => act(here), demoted(here.second))
  expect(asDemoted).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
  await running.rows(`UPDATE user_organizations SET role = 'admin' WHERE user_id = '${here.second.id}'`)
  const asRemoved = await outcomeOf(here.organizationId, () => act(here), removed(here.second))
  expect(asRemoved).toMatchObject({ status: 404, code: 'ORGANIZATION_NOT_FOUND' })
  expect(await state()).toEqual(before)
})

test('a stranger who leaves takes no turn', async () => {
  const { organizationId } = await scene()
  const stranger = { email: 'stranger@example.net' }
  await running.as(stranger).organizations.status()
  const outcome = await running.database.kysely.transaction().execute(async (tx) => {
    await sql`SELECT FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`.execute(tx)
    const answer = running.as(stranger).members.leave({ params: { organizationId } })
    const isWaiting = vi.waitFor(async () => expect(await running.rows(waiting)).toHaveLength(1), 5000)
    answer.catch(() => {})
    return Promise.race([answer.catch((error: unknown) => error), isWaiting.then(() => 'waits')])
  })
  expect(outcome).toMatchObject({ status: 404, code: 'ORGANIZATION_NOT_FOUND' })
})

test('a member who leaves before the turn comes is put into no team', async () => {
  const { admin, second, organizationId, teamId } = await scene()
  const params = { organizationId, teamId, userId: second.id }
  const outcome = await outcomeOf(organizationId, () => running.as(admin).teams.addMember({ params }), removed(second))
  expect(outcome).toMatchObject({ status: 404, code: 'MEMBER_NOT_FOUND' })
})

test('nobody is put into a team that is gone when the turn comes', async () => {
  const { admin, second, organizationId, teamId } = await scene()
  const params = { organizationId, teamId, userId: second.id }
  const gone = `DELETE FROM teams WHERE id = '${teamId}'`
  const outcome = await outcomeOf(organizationId, () => running.as(admin).teams.addMember({ params }), gone)
  expect(outcome).toMatchObject({ status: 404, code: 'TEAM_NOT_FOUND' })
})

test('whoever accepts while the team goes comes in without one', async () => {
  const { admin, organizationId, teamId } = await scene()
  const invited = { email: `invited-${turn}@example.org` }
  const body = { invitations: [{ ...invited, role: 'employee', team_id: teamId }] }
  const { results } = await running.as(admin).invitations.create({ params: { organizationId }, body })
  const accepting = () =>
    running.as(invited).invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
  const outcome = await outcomeOf(organizationId, accepting, `DELETE FROM teams WHERE id = '${teamId}'`)
  expect(outcome).toMatchObject({ success: true, team_name: null })
  const entered = `SELECT team_id FROM user_organizations WHERE organization_id = '${organizationId}' AND joined_via = 'invitation'`
  expect(await running.rows(entered)).toEqual([{ team_id: null }])
})

test.each(['dns', 'email'])(
  'nobody comes in by a domain, proved by %s, that is gone when the turn comes',
  async (by) => {
    const { organizationId, domain, domainId } = await scene()
    await running.rows(`UPDATE organization_domains SET verified_by = '${by}' WHERE id = '${domainId}'`)
    const joining = () =>
      running.as({ email: `colleague@${domain}` }).organizations.join({ params: { organizationId } })
    const gone = `DELETE FROM organization_domains WHERE id = '${domainId}'`
    expect(await outcomeOf(organizationId, joining, gone)).toMatchObject({
      status: 404,
      code: 'ORGANIZATION_NOT_FOUND',
    })
    const left = `SELECT user_id FROM membership_requests WHERE organization_id = '${organizationId}'
    UNION ALL SELECT user_id FROM user_organizations WHERE organization_id = '${organizationId}' AND joined_via <> 'created'`
    expect(await running.rows(left)).toEqual([])
  },
)

test('what one admin says of a user takes nothing back that another one said meanwhile', async () => {
  const { admin, second } = await scene()
  const [user] = await running.rows<{ number: number }>(`SELECT number FROM users WHERE id = '${second.id}'`)
  const renaming = async () => {
    const headers = { authorization: `Bearer ${await running.token(admin)}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ phone: '+48 221234567' })
    return running.send(`/api/v1/users/${user?.number}`, { method: 'PUT', headers, body })
  }
  const answered = await running.database.kysely.transaction().execute(async (tx) => {
    await sql`UPDATE users SET full_name = 'Named meanwhile', username = 'meanwhile' WHERE id = ${second.id}`.execute(
      tx,
    )
    const answer = renaming()
    const queue = waiting.replace('lock_organization', 'update_user')
    await expect.poll(() => running.rows(queue)).toHaveLength(1)
    return { answer }
  })
  expect((await answered.answer).status).toBe(200)
  const state = `SELECT full_name, username, phone FROM users WHERE id = '${second.id}'`
  expect(await running.rows(state)).toEqual([
    { full_name: 'Named meanwhile', username: 'meanwhile', phone: '+48 221234567' },
  ])
})

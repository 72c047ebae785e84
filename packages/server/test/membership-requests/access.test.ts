import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, nobodys, refusal, type Staff } from '../staff.ts'
import { engines, type Person, type Running, startTenantry } from '../start-tenantry.ts'
import { type Desk, deskOf, open } from './desk.ts'

const boss = { email: 'boss@everywhere.example.net' }

describe.each(engines)('membership requests, on %s', (engine) => {
  let running: Running
  let team: Staff
  let desk: Desk
  beforeAll(async () => {
    running = await startTenantry(engine, { superAdmins: [boss.email] })
    team = await open(running)
    desk = deskOf(running, team)
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  test('are answered by super admins too', async () => {
    const { asker, requestId } = await desk.ask()
    expect((await desk.list(boss)).requests.map(({ id }) => id)).toContain(requestId)
    expect((await desk.decide('approve', requestId, { as: boss, role: 'admin' })).request.decided_by).toMatchObject(
      boss,
    )
    expect(await desk.memberships(asker)).toMatchObject([{ role: 'admin' }])
  })

  test('are closed to members who may not manage members, to askers, and to strangers, who learn nothing', async () => {
    const { asker, requestId } = await desk.ask()
    for (const person of [team.manager, team.employee]) {
      expect(await refusal(desk.list(person))).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
      for (const act of ['approve', 'deny'] as const)
        expect(await refusal(desk.decide(act, requestId, { as: person }))).toMatchObject({ status: 403 })
    }
    async function answersTo(person: Person, organizationId: string, id: string) {
      const headers = { authorization: `Bearer ${await running.token(person)}`, 'content-type': 'application/json' }
      const path = `/api/organizations/${organizationId}/membership-requests`
      const responses = [
        await running.send(path, { headers }),
        await running.send(`${path}/${id}/approve`, { method: 'POST', headers, body: '{}' }),
        await running.send(`${path}/${id}/deny`, { method: 'POST', headers }),
      ]
      return Promise.all(responses.map(async (response) => `${response.status} ${await response.text()}`))
    }
    const foreign = await answersTo(team.stranger, team.organizationId, requestId)
    expect(foreign).toEqual(await answersTo(team.stranger, nobodys, requestId))
    expect(foreign).toEqual(await answersTo(asker, team.organizationId, requestId))
    expect(foreign.map((answer) => answer.slice(0, 3))).toEqual(['404', '404', '404'])
    const [, ...others] = await answersTo(team.stranger, team.strangers, requestId)
    const [, ...unknown] = await answersTo(team.stranger, team.strangers, nobodys)
    expect(others).toEqual(unknown)
    expect(others.every((answer) => answer.includes('REQUEST_NOT_FOUND'))).toBe(true)
    expect((await desk.list(team.stranger, {}, { ...team, organizationId: team.strangers })).requests).toEqual([])
  })

  test('are walked page by page, each once, while others ask', async () => {
    const busy = await open(running)
    const { join, list } = deskOf(running, busy)
    const askers = Array.from({ length: 4 }, () => busy.person(fresh('asker')))
    for (const asker of askers) await join(asker)
    const seen: string[] = []
    let cursor: string | null | undefined
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const page = await list(busy.admin, { limit: 3, ...(cursor && { cursor }) })
      expect(page).toMatchObject({ total: 4 + pages, total_is_exact: true })
      seen.push(...page.requests.map(({ user }) => user.email ?? ''))
      cursor = page.next_cursor
      running.advance(1000)
      await join(busy.person(fresh('asker')))
    }
    expect(seen.toSorted()).toEqual(askers.map(({ email }) => email).toSorted())
    expect(await refusal(list(busy.admin, { cursor: 'nonsense' }))).toMatchObject({ status: 400 })
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { employeesMay } from '../acts.ts'
import { attempt, type Caller } from '../as-role.ts'
import { insertRows } from '../seed.ts'
import { engines, type Running, startTenantry } from '../start-tenantry.ts'
import { callerOf, tenant } from '../two-tenants.ts'

const mine = tenant('a')
const theirs = tenant('b')
const admin = callerOf(theirs.admin)

/** Who proves the domain of a tenant past all checks but those of the database, and whether it is proved then. */
const proving: Readonly<Record<string, { readonly caller: Caller; readonly proved: boolean }>> = {
  'an admin': { caller: admin, proved: true },
  'an admin whose request is about that organization': {
    caller: { ...admin, organization_id: theirs.organization },
    proved: true,
  },
  'an admin whose request is about another organization': {
    caller: { ...admin, organization_id: mine.organization },
    proved: false,
  },
  'somebody whose role manages domains': {
    caller: { ...callerOf(theirs.employee), roles: employeesMay('domains:manage') },
    proved: true,
  },
  'a super admin whose request is about that organization': {
    caller: { ...callerOf(mine.invited), super_admin: 'on', organization_id: theirs.organization },
    proved: true,
  },
  'a super admin whose request is about no organization': {
    caller: { ...callerOf(mine.invited), super_admin: 'on' },
    proved: false,
  },
  'an employee': { caller: callerOf(theirs.employee), proved: false },
  'an admin who is suspended': { caller: callerOf(theirs.suspended), proved: false },
  'somebody who is invited': { caller: callerOf(theirs.invited), proved: false },
  'an admin of another tenant': { caller: callerOf(mine.admin), proved: false },
  nobody: { caller: {}, proved: false },
}

describe.each(engines)('by the function that notes a proof, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine)
    await insertRows(running.database, mine.rows)
    await insertRows(running.database, theirs.rows)
  })
  afterAll(() => running.stop())

  const state = (id: string) => `SELECT verified_by, verified_at = tenantry.moment() AS just_now
    FROM organization_domains WHERE id = '${id}'`
  const prove = (caller: Caller, before: readonly string[]) =>
    attempt(running.database, {
      caller,
      before,
      tries: [`SELECT tenantry.prove_domain('${theirs.domain}')`],
      after: state(theirs.domain),
    })

  test.each(Object.entries(proving))('%s proves a domain: $proved', async (_, { caller, proved }) => {
    const before = ['UPDATE organization_domains SET verified_by = NULL, verified_at = NULL']
    const { refused, left } = await prove(caller, before)
    expect(refused).toBeNull()
    expect(left).toEqual([proved ? { verified_by: 'dns', just_now: true } : { verified_by: null, just_now: null }])
  })

  test('an admin proves what an address half proved', async () => {
    const { left } = await prove(admin, [`UPDATE organization_domains SET verified_by = 'email'`])
    expect(left).toMatchObject([{ verified_by: 'dns' }])
  })

  test('an admin does not prove what another tenant proved', async () => {
    const name = `UPDATE organization_domains SET domain = 'same.example.org'`
    const before = [
      `UPDATE organization_domains SET verified_by = NULL, verified_at = NULL WHERE id = '${theirs.domain}'`,
      name,
    ]
    expect((await prove(admin, before)).refused).toBe('23505')
  })

  test('what is proved keeps its date', async () => {
    const { left } = await prove({ ...admin, now: '2026-04-01T12:00:00Z' }, [])
    expect(left).toEqual([{ verified_by: 'dns', just_now: false }])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './invariants.ts'
import { seed } from './seed.ts'
import { engines, type Running, startTenantry } from './start-tenantry.ts'

describe.each(engines)('whoever loses the default organization, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine)
  })
  afterAll(() => running.stop())

  /** A person in three organizations of another; the first is the default, the second has suspended the person. */
  async function member(name: string) {
    const rows = seed(running.now())
    const admin = rows.person(`admin-${name}@example.com`)
    const person = rows.person(`${name}@example.com`)
    const homes = ['first', 'second', 'third', 'fourth'].map((home) => rows.organization(`${home}-${name}`, admin))
    for (const home of homes) rows.member(home, person)
    await rows.save(running.database)
    for (const [days, home] of homes.entries())
      await running.rows(`UPDATE user_organizations SET created_at = created_at + interval '${days} days'
        WHERE organization_id = '${home}'`)
    await running.rows(`UPDATE user_organizations SET is_active = false
      WHERE user_id = '${person.id}' AND organization_id = '${homes[1]}'`)
    return { person, admin, homes }
  }

  const defaultOf = async ({ id }: { readonly id: string }) =>
    (
      await running.rows<{ organization_id: string }>(
        `SELECT organization_id FROM user_organizations WHERE user_id = '${id}' AND is_default`,
      )
    ).map(({ organization_id }) => organization_id)

  test('goes on in the oldest of the others when it is deleted', async () => {
    const { person, admin, homes } = await member('deleted')
    await running.rows(`DELETE FROM organizations WHERE id = '${homes[0]}'`)
    expect(await defaultOf(person)).toEqual([homes[2]])
    expect(await defaultOf(admin)).toEqual([homes[1]])
    expect(await running.rows(violations)).toEqual([])
  })

  test('goes on when several go at once, up to the last, where nothing is left', async () => {
    const { person, admin, homes } = await member('several')
    await running.rows(`DELETE FROM organizations WHERE id IN ('${homes[0]}', '${homes[2]}', '${homes[3]}')`)
    expect(await defaultOf(person)).toEqual([homes[1]])
    await running.rows(`DELETE FROM organizations WHERE id = '${homes[1]}'`)
    expect([await defaultOf(person), await defaultOf(admin)]).toEqual([[], []])
    expect(await running.rows(violations)).toEqual([])
  })

  test('goes on when the membership alone ends', async () => {
    const { person, homes } = await member('removed')
    const mine = `user_id = '${person.id}' AND organization_id`
    await running.rows(`DELETE FROM user_organizations WHERE ${mine} = '${homes[3]}'`)
    expect(await defaultOf(person)).toEqual([homes[0]])
    await running.rows(`DELETE FROM user_organizations WHERE ${mine} = '${homes[0]}'`)
    expect(await defaultOf(person)).toEqual([homes[2]])
  })

  test('leaves nothing behind who is deleted', async () => {
    const { person } = await member('gone')
    await running.rows(`DELETE FROM users WHERE id = '${person.id}'`)
    expect(await running.rows(`SELECT id FROM user_organizations WHERE user_id = '${person.id}'`)).toEqual([])
  })
})

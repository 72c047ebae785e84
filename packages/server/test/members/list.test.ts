import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Seeded, seed } from '../seed.ts'
import { engines, type Running, startTenantry } from '../start-tenantry.ts'
import { everyPage, namesOf } from './every-page.ts'

const names = [
  'Ada Lovelace',
  'Zoë Ångström',
  'łukasz Żółć',
  'Émile du Châtelet',
  'Grace Hopper',
  'Łucja Ćma',
  'Софья Ковалевская',
  '100% Real_Name',
  'Mary-Ann O’Neil',
]

describe.each(engines)('the list of members, on %s', (engine) => {
  let running: Running
  let admin: Seeded
  let organizationId: string
  let stranger: Seeded

  beforeAll(async () => {
    running = await startTenantry(engine)
    const rows = seed(running.now())
    admin = rows.person('admin@example.com', 'Root Admin')
    organizationId = rows.organization('mine', admin)
    for (const [index, name] of names.entries())
      rows.member(
        organizationId,
        rows.person(`person${index}@example.org`, name),
        index % 3 === 0 ? 'manager' : 'employee',
      )
    stranger = rows.person('ada@elsewhere.example', 'Ada Elsewhere')
    rows.organization('theirs', stranger)
    await rows.save(running.database)
    await running.rows(`UPDATE user_organizations m SET created_at = m.created_at + u.number * interval '1 day 1 microsecond'
      FROM users u WHERE u.id = m.user_id`)
  })
  afterAll(() => running.stop())

  const list = (query = {}, person: Seeded = admin) =>
    running.as(person).members.list({ params: { organizationId }, query })
  const found = async (search: string) => namesOf((await list({ search })).members).sort()

  test('shows each member by name, without regard to case and accents, and counts them', async () => {
    const page = await list()
    expect(namesOf(page.members)).toEqual([
      '100% Real_Name',
      'Ada Lovelace',
      'Émile du Châtelet',
      'Grace Hopper',
      'Łucja Ćma',
      'łukasz Żółć',
      'Mary-Ann O’Neil',
      'Root Admin',
      'Zoë Ångström',
      'Софья Ковалевская',
    ])
    expect(page).toMatchObject({ next_cursor: null, total: 10, total_is_exact: true })
    expect(page.members[1]).toEqual({
      user_id: expect.any(String),
      email: 'person0@example.org',
      full_name: 'Ada Lovelace',
      role: 'manager',
      team: null,
      is_active: true,
      joined_via: 'created',
      joined_at: expect.stringMatching(/^2026-/),
      is_self: false,
      is_last_admin: false,
      actions: ['change_role', 'change_team', 'suspend', 'remove', 'transfer_ownership'],
    })
  })

  test.each(['name', '-name', 'joined_at', '-joined_at'] as const)(
    'walks in pages of every size by %s',
    async (sort) => {
      const { members } = await list({ sort })
      expect(members).toHaveLength(10)
      for (const limit of [1, 3, 9, 10, 100])
        expect(await everyPage(running, admin, organizationId, { sort, limit })).toEqual(members)
    },
  )

  test('sorts by the day of joining, and the other way round', async () => {
    const { members } = await list({ sort: 'joined_at' })
    expect(namesOf(members)).toEqual(['Root Admin', ...names])
    expect((await list({ sort: '-joined_at' })).members).toEqual(members.toReversed())
    expect((await list({ sort: '-name' })).members).toEqual((await list()).members.toReversed())
  })

  test.each([
    ['ada', ['Ada Lovelace']],
    ['LOVE', ['Ada Lovelace']],
    ['love ada', ['Ada Lovelace']],
    ['angstrom', ['Zoë Ångström']],
    ['Ångström zoe', ['Zoë Ångström']],
    ['luk', ['łukasz Żółć']],
    ['ŁU', ['Łucja Ćma', 'łukasz Żółć']],
    ['zolc', ['łukasz Żółć']],
    ['КОВАЛЕВ', ['Софья Ковалевская']],
    ['chat', ['Émile du Châtelet']],
    ['person4@example.org', ['Grace Hopper']],
    ['real_name', ['100% Real_Name']],
    ['ann neil', ['Mary-Ann O’Neil']],
    ['admin@example.com', ['Root Admin']],
    ['lovelace x', []],
    ['ovelace', []],
    ['%', []],
    ['_', []],
    ["'", []],
    ['elsewhere', []],
    ['a:* | b', []],
  ])('finds by the beginning of any word: %s', async (search, expected) => {
    expect(await found(search)).toEqual(expected)
  })

  test('counts what a search leaves, and walks it in pages', async () => {
    const page = await list({ search: 'example.org', limit: 4 })
    expect(page).toMatchObject({ total: 9, total_is_exact: true })
    const all = await everyPage(running, admin, organizationId, { search: 'example.org', limit: 4, sort: '-joined_at' })
    expect(namesOf(all)).toEqual(names.toReversed())
  })

  test('filters by role, and by role within a search', async () => {
    const managers = await list({ role: 'manager' })
    expect(namesOf(managers.members)).toEqual(['Ada Lovelace', 'Émile du Châtelet', 'Софья Ковалевская'])
    expect(managers.total).toBe(3)
    expect(namesOf((await list({ role: 'manager', search: 'love' })).members)).toEqual(['Ada Lovelace'])
    expect(await list({ role: 'nobody-has-it' })).toMatchObject({ members: [], total: 0, next_cursor: null })
  })

  test('is refused in the same words for a foreign organization and for none', async () => {
    const answers = await Promise.all(
      [organizationId, 'aaaaaaaa-0000-7000-8000-000000000001'].map(async (id) => {
        const response = await running.send(`/api/organizations/${id}/members`, {
          headers: { authorization: `Bearer ${await running.token(stranger)}` },
        })
        return [response.status, await response.text()]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(404)
  })
})

import { type Team, TenantryError } from '@tenantry/core'
import { membersOf, organization, type Roster, rosterOf } from './organization.ts'
import type { Replies } from './world.tsx'

export const design = { id: '01900000-0000-7000-8000-0000000000c1', name: 'Design' }
export const sales = { id: '01900000-0000-7000-8000-0000000000c2', name: 'Sales' }

/** A server whose organization has teams that members can be put into: Design, where Bob is, and Sales. */
export function organizationWithTeams(
  own: Replies = {},
  { actions = ['rename', 'remove'], roster = rosterOf(membersOf()) }: Partial<Team> & { readonly roster?: Roster } = {},
): Replies {
  let held = [design, sales]
  const show = (team: typeof design): Team => ({
    ...team,
    members: roster.all().filter((member) => member.team?.id === team.id).length,
    created_at: '2026-02-01T09:00:00Z',
    actions,
  })
  const find = (teamId: string) => {
    const found = held.find(({ id }) => id === teamId)
    if (!found) throw new TenantryError('TEAM_NOT_FOUND', { status: 404 })
    return found
  }
  const taken = (name: string) => held.some((team) => team.name.toLowerCase() === name.toLowerCase())
  const answer = (team: typeof design) => ({ success: true as const, team: show(team) })
  const move = (userId: string, teamId: string, isIn: boolean) => {
    const team = find(teamId)
    roster.put({ ...roster.find(userId), team: isIn ? team : null })
    return answer(team)
  }
  return organization(roster, {
    ...own,
    teams: {
      list: ({ query: { limit, cursor } }) => {
        const from = Number(cursor ?? 0)
        const more = from + limit < held.length
        return {
          teams: held.slice(from, from + limit).map(show),
          next_cursor: more ? String(from + limit) : null,
          total: held.length,
          total_is_exact: true,
        }
      },
      create: ({ body: { name } }) => {
        if (taken(name)) return 'TEAM_EXISTS'
        const team = { id: `01900000-0000-7000-8000-0000000001c${held.length}`, name }
        held = [...held, team]
        return answer(team)
      },
      update: ({ params, body: { name } }) => {
        if (taken(name)) return 'TEAM_EXISTS'
        const team = { ...find(params.teamId), name }
        held = held.map((one) => (one.id === team.id ? team : one))
        return answer(team)
      },
      remove: ({ params }) => {
        for (const member of roster.all()) if (member.team?.id === params.teamId) roster.put({ ...member, team: null })
        held = held.filter(({ id }) => id !== params.teamId)
        return { success: true }
      },
      addMember: ({ params }) => move(params.userId, params.teamId, true),
      removeMember: ({ params }) => move(params.userId, params.teamId, false),
      ...own.teams,
    },
  })
}

import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { COUNTED, type RowKey } from '../http/page.ts'

const columns = ['id', 'name', 'members', 'created_at'] as const

/** One page of an organization's teams by name. `sort_key` is what the page is sorted by. */
export function pageOfTeams(
  tx: Tx,
  { organizationId, after, rows }: { organizationId: string; after: RowKey | null; rows: number },
) {
  return tx
    .selectFrom('teams')
    .select([...columns, sql<string>`lower(name)`.as('sort_key')])
    .where('organization_id', '=', organizationId)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(lower(name), id) > (${after?.value}::text, ${after?.id}::uuid)`),
    )
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(rows)
    .execute()
}

/** How many teams an organization has, counted up to one more than `COUNTED`. */
export async function countTeams(tx: Tx, organizationId: string): Promise<number> {
  const some = tx
    .selectFrom('teams')
    .select('id')
    .where('organization_id', '=', organizationId)
    .limit(COUNTED + 1)
  const { found } = await tx
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)::integer`.as('found'))
    .executeTakeFirstOrThrow()
  return found
}

/** A team as its organization's lists show it. */
export type FoundTeam = Awaited<ReturnType<typeof teamOf>> & {}

export function teamOf(tx: Tx, organizationId: string, teamId: string) {
  return tx
    .selectFrom('teams')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', teamId)
    .executeTakeFirst()
}

export interface NewTeam {
  readonly id: string
  readonly organization_id: string
  readonly name: string
}

export async function insertTeam(tx: Tx, team: NewTeam, now: Date): Promise<void> {
  await tx
    .insertInto('teams')
    .values({ ...team, created_at: now, updated_at: now })
    .execute()
}

export async function renameTeam(tx: Tx, teamId: string, name: string, now: Date): Promise<void> {
  await tx.updateTable('teams').set({ name, updated_at: now }).where('id', '=', teamId).execute()
}

/** Removes a team; the database takes its members and invitations out of it. */
export async function deleteTeam(tx: Tx, teamId: string): Promise<void> {
  await tx.deleteFrom('teams').where('id', '=', teamId).execute()
}

/** What a member of an organization is, and in which team; undefined when nobody there has the id. */
export function assignmentOf(tx: Tx, organizationId: string, userId: string) {
  return tx
    .selectFrom('user_organizations')
    .select(['role', 'team_id'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

export interface Assignment {
  readonly organization_id: string
  readonly user_id: string
  /** Null for no team. */
  readonly team_id: string | null
}

/** Says which team a member is in; the database counts. */
export async function assignTeam(tx: Tx, { organization_id, user_id, team_id }: Assignment, now: Date): Promise<void> {
  await tx
    .updateTable('user_organizations')
    .set({ team_id, updated_at: now })
    .where('organization_id', '=', organization_id)
    .where('user_id', '=', user_id)
    .execute()
}

import { type Role, type Team, teamActions } from '@tenantry/core'
import { timestamp } from '../http/timestamp.ts'
import type { FoundTeam } from './queries.ts'

/** Writes a team as somebody with a role sees it. */
export function showTeam({ id, name, members, created_at }: FoundTeam, roles: readonly Role[], caller: string): Team {
  return { id, name, members, created_at: timestamp(created_at), actions: teamActions(roles, caller) }
}

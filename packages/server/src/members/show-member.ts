import { isLastAdmin, type Member, type MemberScene, memberActions } from '@tenantry/core'
import { timestamp } from '../http/timestamp.ts'
import type { FoundMember } from './queries.ts'

/** Writes a member as the caller sees one, with what the caller may do about it. */
export function showMember(member: FoundMember, scene: Omit<MemberScene, 'member'>): Member {
  const { user_id, email, full_name, role, team_id, team_name, is_active, joined_via, created_at } = member
  const team = team_id !== null && team_name !== null ? { id: team_id, name: team_name } : null
  return {
    user_id,
    email,
    full_name,
    role,
    team,
    is_active,
    joined_via,
    joined_at: timestamp(created_at),
    is_self: user_id === scene.caller.user_id,
    is_last_admin: isLastAdmin({ ...scene, member }),
    actions: memberActions({ ...scene, member }),
  }
}

import type { orgsContract } from '@tenantry/core/orgs'
import type { HandlersOf } from '../../context.ts'
import { membersOf, subjectsOf } from './queries.ts'
import { toMember } from './shapes.ts'

export const members: HandlersOf<typeof orgsContract>['members'] = {
  async list({ params }, { tx }) {
    const rows = await membersOf(tx, params.orgId)
    const subjects = await subjectsOf(
      tx,
      rows.map(({ user_id }) => user_id),
    )
    return rows.map((row) => toMember(row, subjects))
  },
}

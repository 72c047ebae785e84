import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { joinable as findJoinable } from './queries.ts'

/** Lists the organizations whose door is open, or ajar, to the caller's e-mail domain. */
export const joinable: Handler<typeof contract.organizations.joinable> = async (_input, { tx, principal }) => {
  const found = await findJoinable(tx, principal)
  const organizations = found.map(({ id, name, slug, verified_by, request_id }) => ({
    id,
    name,
    slug,
    via: verified_by === 'dns' ? ('join' as const) : ('request' as const),
    requested: request_id !== null,
  }))
  return { organizations }
}

import { usersContract } from '@tenantry/core/users'
import { type Profile, profile } from '../profile.ts'
import { create } from './create.ts'
import { dialect } from './dialect.ts'
import { invitations } from './invitations.ts'
import { list } from './list.ts'
import { me } from './me.ts'
import { remove } from './remove.ts'
import { update } from './update.ts'

/** The API of seed 004 under `/api/v1`: users by integer ids, over the same services, for `createTenantry({ profiles: [users()] })`. */
export function users(): Profile {
  const managing = { list: plain(list), create: plain(create), update: plain(update), remove: plain(remove) }
  return profile({
    base: '/api/v1',
    contract: usersContract,
    handlers: { organizationUsers: managing, invitations, users: { ...managing, me }, usersOtherwise: managing },
    dialect,
  })
}

// `Handler` is compared by its endpoint; as a plain function, one serves every endpoint that takes what it takes.
function plain<Given extends unknown[], Answer>(handler: (...given: Given) => Answer): (...given: Given) => Answer {
  return handler
}

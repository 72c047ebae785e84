import { type CountedSection, proveSections } from '../prove-sections.ts'
import type { Engine } from '../start-tenantry.ts'
import { authentication, overview, support } from './authentication.ts'
import { benefits } from './benefits.ts'
import { createUser } from './create-user.ts'
import { creationFlow } from './creation-flow.ts'
import { deleteUser } from './delete-user.ts'
import { environment } from './environment.ts'
import { errorCodes } from './error-codes.ts'
import { examples } from './examples.ts'
import { cancelInvitation, listInvitations, resendInvitation } from './invitations.ts'
import { legacy, permissions } from './legacy.ts'
import { listUsers } from './list-users.ts'
import { migrationNotes } from './migration-notes.ts'
import { rateLimiting } from './rate-limiting.ts'
import { technicalDetails } from './technical-details.ts'
import { updateUser } from './update-user.ts'
import { createWorld, startServers, type World } from './world.ts'

/**
 * Every section of the seed with its count of rows: a row that goes missing is noticed. "Recommended Migration" has none: it is advice
 * to the authors of clients. What names Supabase is proved at the port, with a provider that keeps its users outside of the database.
 */
const sections: readonly CountedSection<World>[] = [
  [overview, 4],
  [authentication, 2],
  [creationFlow, 8],
  [benefits, 4],
  [technicalDetails, 5],
  [environment, 7],
  [permissions, 4],
  [listUsers, 23],
  [createUser, 33],
  [updateUser, 22],
  [deleteUser, 7],
  [listInvitations, 15],
  [resendInvitation, 5],
  [cancelInvitation, 5],
  [legacy, 5],
  [errorCodes, 7],
  [rateLimiting, 3],
  [examples, 8],
  [migrationNotes, 5],
  [support, 3],
]

/** Proves every line of seed 004 on one engine. */
export function proveAll(engine: Engine): void {
  proveSections({
    title: `seed 004 on ${engine}`,
    sections,
    start: () => startServers(engine),
    createWorld(servers, number) {
      // Nor are the calls of the row before this one's.
      for (const { faults, advance } of [servers.embedded, servers.remote]) {
        faults.splice(0)
        advance(60_000)
      }
      return createWorld(servers, number)
    },
    faultsOf: ({ embedded, remote }) => [...embedded.faults, ...remote.faults],
  })
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../start-tenantry.ts'
import { authentication, overview, support } from './authentication.ts'
import { createUser } from './create-user.ts'
import { deleteUser } from './delete-user.ts'
import { cancelInvitation, listInvitations, resendInvitation } from './invitations.ts'
import { legacy, permissions } from './legacy.ts'
import { listUsers } from './list-users.ts'
import { errorCodes, examples, migrationNotes, rateLimiting } from './rules.ts'
import { benefits, creationFlow, environment, technicalDetails } from './supabase.ts'
import { updateUser } from './update-user.ts'
import { createWorld, type Section, type Servers, startServers } from './world.ts'

/**
 * Every section of the seed with its count of rows: a row that goes missing is noticed. "Recommended Migration" has none: it is advice
 * to the authors of clients. What names Supabase is proved at the port, with a provider that keeps its users outside of the database.
 */
const sections: readonly (readonly [section: Section, rows: number])[] = [
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
  let servers: Servers
  let number = 0

  beforeAll(async () => {
    servers = await startServers(engine)
  })
  afterAll(() => servers.stop())

  for (const [{ name, rows }, expected] of sections) {
    describe(`seed 004 on ${engine}: ${name}`, () => {
      test(`has ${expected} rows`, () => {
        expect(rows).toHaveLength(expected)
        expect(new Set(rows.map(({ line }) => line)).size).toBe(expected)
      })
      // Not `test.each`, which cuts long names short.
      for (const { line, prove } of rows) {
        test(line, async () => {
          number += 1
          const { embedded, remote } = servers
          // What a row before this one left behind is not this one's failure, nor are its calls this one's.
          for (const { faults } of [embedded, remote]) faults.splice(0)
          for (const { advance } of [embedded, remote]) advance(60_000)
          await prove(createWorld(servers, number))
          expect([...embedded.faults, ...remote.faults]).toEqual([])
        })
      }
    })
  }
}

import { defaultRoles } from '@tenantry/core'
import { createDatabase } from '@tenantry/testing/database'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { permissionsByRole } from '../src/authorize.ts'
import { postgres } from '../src/database/postgres.ts'
import type { Limiter } from '../src/limits/limiter.ts'
import { enter } from '../src/users/enter.ts'
import { type Contender, gains } from './contenders.ts'
import { gate, type Meeting, meetingIn, race } from './gate.ts'
import { violations } from './invariants.ts'
import { memberRaces } from './member-races.ts'
import { type Naive, type NaiveAct, naive, naiveTables, type Try } from './naive.ts'
import { races } from './race-table.ts'
import { seed } from './seed.ts'
import { accessToken, publicUrl, type Running, startTenantry } from './start-tenantry.ts'

const ROUNDS = Number(process.env.RACE_ROUNDS ?? 40)

interface Outcome {
  readonly status: number
  readonly body: { readonly code?: string; readonly results?: readonly { readonly code?: string }[] }
}

// Races are about what is true, not about how often one may ask.
const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

let running: Running
let meeting: Meeting

beforeAll(async () => {
  // PGlite runs transactions one after another: only PostgreSQL shows a race.
  const created = await createDatabase(inject('postgresUrl'))
  // All who meet hold a connection, and there are up to 32.
  const opened = postgres(created.url, { maxConnections: 40 })
  meeting = meetingIn({ ...opened, close: () => opened.close().then(created.drop) })
  running = await startTenantry('postgres', { database: meeting.database, limiter: unlimited })
  await running.database.runSql(naiveTables, [])
})
afterAll(() => running.stop())
beforeEach(() => running.database.runSql('TRUNCATE users, organizations, idempotency_keys CASCADE', []))

async function send(contender: Contender): Promise<Outcome> {
  if ('revoke' in contender) return revoke(contender)
  const { by, method, path, body, key } = contender
  const response = await running.send(path, {
    method,
    headers: {
      authorization: `Bearer ${await accessToken(by, running.now())}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer: Outcome = { status: response.status, body: await response.json() }
  // Recipients get answers of their own, inside of one that succeeds.
  const skipped = answer.body.results?.[0]?.code
  if (skipped !== undefined) return { status: 409, body: { code: skipped } }
  // As the answer says: again, until the first one has ended.
  return answer.body.code === 'IDEMPOTENCY_IN_PROGRESS' ? send(contender) : answer
}

const policy = { superAdmins: [], permissionsByRole: permissionsByRole(defaultRoles) }

/** Takes an invitation back with no more rights than a request of the admin has. */
function revoke({ by, revoke: id }: Contender & { readonly revoke: string }): Promise<Outcome> {
  const identity = {
    issuer: publicUrl,
    subject: by.sub,
    email: by.email,
    emailVerified: true,
    name: null,
    issuedAt: running.now(),
  }
  return running.database.kysely.transaction().execute(async (tx) => {
    await enter(tx, { identity, policy, now: running.now(), newId: () => '' })
    const pending = tx.updateTable('invitations').where('id', '=', id).where('status', '=', 'pending')
    const { numUpdatedRows } = await pending.set({ status: 'revoked' }).executeTakeFirst()
    return numUpdatedRows === 1n ? { status: 200, body: {} } : { status: 404, body: { code: 'INVITATION_USED' } }
  })
}

async function count(table: string): Promise<number> {
  const [row] = await running.rows<{ total: number }>(`SELECT count(*)::int AS total FROM ${table}`)
  return row?.total ?? 0
}

for (const { name, naive: control, scene, successes, losers } of [...races, ...memberRaces]) {
  describe(name, () => {
    test(`${ROUNDS} rounds leave nothing untrue`, { timeout: 120_000 }, async () => {
      const rows = seed(running.now())
      const rounds = Array.from({ length: ROUNDS }, (_, round) => scene(rows, round))
      let memberships = await rows.save(running.database)
      for (const contenders of rounds) {
        const start = gate(contenders.length)
        meeting.at(start)
        const tries = contenders.map((contender) => () => send(contender))
        const outcomes = await race(start, tries)
        const lost = outcomes.filter(({ status }) => status >= 300)
        const [least, most] = typeof successes === 'number' ? [successes, successes] : successes
        expect(outcomes.length - lost.length).toBeGreaterThanOrEqual(least)
        expect(outcomes.length - lost.length).toBeLessThanOrEqual(most)
        expect(lost.filter(({ status }) => status < 400 || status > 499)).toEqual([])
        expect(losers).toEqual(expect.arrayContaining(lost.map(({ body }) => body.code)))

        const won = contenders.filter((_, index) => (outcomes[index]?.status ?? 500) < 300)
        memberships += gains(won)
        expect(await count('user_organizations')).toBe(memberships)
        expect(await running.rows(violations)).toEqual([])
        const keyed = outcomes.filter((_, index) => 'key' in (contenders[index] ?? {}))
        expect(new Set(keyed.map(({ body }) => JSON.stringify(body))).size).toBe(keyed.length > 0 ? 1 : 0)
      }
      expect(running.faults).toEqual([])
    })

    test(`the naive way to ${control} breaks most rounds`, { timeout: 120_000 }, async () => {
      const size = scene(seed(running.now()), 0).length
      let broken = 0
      for (let round = 0; round < ROUNDS; round++) if (await breaks(control, round, size)) broken += 1
      expect(broken).toBeGreaterThan(ROUNDS / 2)
    })
  })
}

async function breaks(control: NaiveAct, round: number, size: number): Promise<boolean> {
  const { seed: prepare, attempt, onlyOne }: Naive = naive[control]
  const { database } = running
  await database.runSql('TRUNCATE naive.invitations, naive.organizations, naive.memberships, naive.answers', [])
  if (prepare) await database.runSql(prepare, [round])
  const start = gate(size)
  const tries = Array.from({ length: size }, (_, index) => () => {
    const transaction = database.kysely.transaction().setIsolationLevel('read committed')
    return transaction.execute((tx) => {
      const run: Try['run'] = (text, values) => tx.executeQuery(CompiledQuery.raw(text, [...values]))
      return attempt({ round, index, run, meeting: start })
    })
  })
  const succeeded = (await race(start, tries)).filter(Boolean).length
  return (onlyOne === 'success' ? succeeded : await count('naive.memberships WHERE is_default')) !== 1
}

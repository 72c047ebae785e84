import { createDatabase } from '@tenantry/testing/database'
import { Kysely } from 'kysely'
import { inject } from 'vitest'
import { postgres } from '../src/database/postgres.ts'
import type { Tables } from '../src/database/tables.ts'
import { fakeDns } from './fake-dns.ts'
import { heldJobs } from './held-jobs.ts'
import { startProxy } from './proxy.ts'
import { foundOrganization, invite, type Person, startTenantry } from './start-tenantry.ts'

/** What a call costs at the database. */
export interface Cost {
  /** BEGIN and COMMIT included. */
  readonly statements: readonly string[]
  /** How often the server sent something and waited, as seen on the wire. */
  readonly roundTrips: number
}

export type Measured = Awaited<ReturnType<typeof startMeasured>>

/** A kit whose talk with PostgreSQL is listened to. */
export async function startMeasured() {
  const created = await createDatabase(inject('postgresUrl'))
  const proxy = await startProxy(created.url)
  const statements: string[] = []
  const log = ({ query }: { query: { sql: string } }) => void statements.push(query.sql)
  const opened = postgres(proxy.url)
  const database = { ...opened, kysely: new Kysely<Tables>({ dialect: opened.dialect, log }) }
  const jobs = heldJobs()
  const dns = fakeDns()
  const running = await startTenantry('postgres', { database, jobs, resolveTxt: dns.resolveTxt })
  let turn = 0
  const next = () => `measured-${++turn}`

  /** Somebody whom the server has seen before, so that a call is counted and not an introduction. */
  async function person(): Promise<Person & { readonly email: string }> {
    const known = { email: `${next()}@example.com` }
    await running.as(known).organizations.status()
    return known
  }

  async function organization() {
    const founder = await person()
    return { founder, organizationId: await foundOrganization(running, founder, next()) }
  }

  async function invitation(email: string) {
    const { founder, organizationId } = await organization()
    return invite(running, founder, organizationId, email)
  }

  return {
    running,
    next,
    person,
    organization,
    invitation,

    /** A team of a new organization, and somebody to put into it. */
    async team() {
      const { founder, organizationId } = await organization()
      const { team } = await running.as(founder).teams.create({ params: { organizationId }, body: { name: 'Team' } })
      const [row] = await running.rows<{ user_id: string }>(
        `SELECT user_id FROM user_organizations WHERE organization_id = '${organizationId}'`,
      )
      return { founder, organizationId, teamId: team.id, userId: row?.user_id ?? '' }
    },

    /** A domain of a new organization, whose record is there. */
    async domain() {
      const { founder, organizationId } = await organization()
      const body = { domain: `${next()}.example` }
      const { domain } = await running.as(founder).domains.add({ params: { organizationId }, body })
      dns.answer(domain.record.name, [[domain.record.value]])
      return { founder, organizationId, domainId: domain.id }
    },

    /** Sends the mails that wait, and gives the token of the newest to somebody. */
    async tokenFor(email: string): Promise<string> {
      await jobs.run()
      return running.tokenFor(email)
    },

    /** Makes one call and says what it cost. */
    async costOf(call: () => Promise<unknown>): Promise<Cost> {
      statements.length = 0
      const before = proxy.roundTrips
      await call()
      return { statements: [...statements], roundTrips: proxy.roundTrips - before }
    },

    async stop() {
      await running.stop()
      await proxy.close()
      await created.drop()
    },
  }
}

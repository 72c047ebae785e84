import type { Provider } from '@tenantry/core/provider'
import { createDatabase } from '@tenantry/testing/database'
import { Kysely } from 'kysely'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { postgres } from '../../src/database/postgres.ts'
import type { Tables } from '../../src/database/tables.ts'
import { memoryLimiter } from '../../src/limits/memory.ts'
import { startTenantry } from '../start-tenantry.ts'
import { fakeSites, type SiteName } from './fault-sites.ts'

const CREATES = 200

/** A server on PostgreSQL that tells what it said to it. */
async function counted(
  provider: Provider,
  token: (subject: string, email: string) => Promise<string>,
  now: () => number,
) {
  const created = await createDatabase(inject('postgresUrl'))
  const statements: string[] = []
  const log = ({ query }: { query: { sql: string } }) => void statements.push(query.sql)
  const opened = postgres(created.url)
  const database = { ...opened, kysely: new Kysely<Tables>({ dialect: opened.dialect, log }) }
  const running = await startTenantry('postgres', { database, provider, limiter: memoryLimiter({ now }) })
  onTestFinished(() => running.stop().then(created.drop))
  async function create(subject: string, email: string, slug: string): Promise<number> {
    const headers = { authorization: `Bearer ${await token(subject, email)}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify({ name: slug, slug }) }
    const since = performance.now()
    const { status } = await running.send('/api/organizations', init)
    const took = performance.now() - since
    expect(status).toBe(201)
    return took
  }
  /** The statements of a transaction that made an organization, from its beginning to its end. */
  const ofCreation = () => {
    const end = statements.findIndex(
      (one, at) =>
        /^commit/i.test(one) && statements.slice(0, at).some((each) => /insert into "organizations"/i.test(each)),
    )
    const begin = statements.slice(0, end).findLastIndex((one) => /^(begin|start transaction)/i.test(one))
    return statements.slice(begin, end + 1)
  }
  return { running, url: created.url, statements, create, ofCreation }
}

const time = Date.parse('2026-03-01T12:00:00Z')
const now = () => time

/** The same provider with and without organizations, each with a server. */
async function pair(name: SiteName) {
  const site = await fakeSites[name]({ now, deadlineMs: 5000 })
  onTestFinished(() => site.served.stop())
  const { organizations, ...without } = site.provider
  const plain = await counted(without, site.token, now)
  return { site, plain, synced: await counted(site.provider, site.token, now) }
}

test.each([
  // Kinde answers with a code alone: whose it is, a second call says.
  ['kinde', ['POST /api/v1/organization', 'GET /api/v1/organization']],
  ['clerk', ['POST /v1/organizations']],
] as const)(
  'at %s a creation takes one statement more, and nothing but the creation there before it is answered',
  async (name, calls) => {
    const { site, plain, synced } = await pair(name)
    const subject = site.account('ada@example.com')
    for (const server of [plain, synced]) {
      await server.create(subject, 'ada@example.com', 'first')
      await expect.poll(() => server.running.rows('SELECT kind FROM sync_items')).toEqual([])
      server.statements.length = 0
    }
    // The id is noted beside the answer: whoever holds the row that it is noted in holds nobody up.
    const holder = new pg.Client({ connectionString: synced.url })
    await holder.connect()
    await plain.create(subject, 'ada@example.com', 'second')
    const seen = site.served.exchanges.length
    await holder.query(`
    CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END';
    CREATE TRIGGER wait BEFORE UPDATE ON provider_organizations FOR EACH ROW EXECUTE FUNCTION public.wait();
    SELECT pg_advisory_lock(7)`)
    await synced.create(subject, 'ada@example.com', 'second')
    const before = site.served.exchanges.slice(seen).map(({ method, url }) => `${method} ${url.split('?')[0]}`)
    await holder.end()
    expect(before).toEqual(calls)
    expect(synced.ofCreation()).toHaveLength(plain.ofCreation().length + 1)
    await expect.poll(() => synced.running.rows('SELECT kind FROM sync_items')).toEqual([])
  },
)

test.each(['kinde', 'clerk'] as const)(
  'with %s away and its breaker open a creation asks nobody and takes about as long as without',
  async (name) => {
    const { site, plain, synced } = await pair(name)
    const subject = site.account('ada@example.com')
    for (const server of [plain, synced]) await server.create(subject, 'ada@example.com', 'first')
    await expect.poll(() => synced.running.rows('SELECT kind FROM sync_items')).toEqual([])
    site.plant('everything', { status: 503 }, Number.POSITIVE_INFINITY)
    const people = Array.from({ length: CREATES + 20 }, (_, index) => {
      const email = `person-${index}@example.com`
      return { email, subject: site.account(email), slug: `made-${index}` }
    })
    const times = { plain: [] as number[], synced: [] as number[] }
    let seen = 0
    for (const [index, { email, subject: who, slug }] of people.entries()) {
      // The first ones open the breaker.
      if (index === 20) seen = site.served.exchanges.length
      const order = index % 2 === 0 ? (['plain', 'synced'] as const) : (['synced', 'plain'] as const)
      for (const kind of order) {
        const took = await { plain, synced }[kind].create(who, email, slug)
        if (index >= 20) times[kind].push(took)
      }
    }
    expect(site.served.exchanges.slice(seen).map(({ method, url }) => `${method} ${url}`)).toEqual([])
    const at = (all: readonly number[], part: number) =>
      all.toSorted((one, other) => one - other)[Math.ceil(all.length * part) - 1] ?? 0
    const ratio = (part: number) => at(times.synced, part) / at(times.plain, part)
    const shown = [0.5, 0.99].map(
      (part) =>
        `p${part * 100} ${at(times.plain, part).toFixed(1)} ms without, ${at(times.synced, part).toFixed(1)} ms with, ratio ${ratio(part).toFixed(2)}`,
    )
    console.info(`${CREATES} creations while ${name} is away: ${shown.join('; ')}`)
    expect(ratio(0.5)).toBeLessThan(2)
  },
)

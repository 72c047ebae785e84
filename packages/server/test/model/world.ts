import { type Endpoint, isSafe, isTenantryError } from '@tenantry/core'
import type { Limiter } from '../../src/limits/limiter.ts'
import { orgs } from '../../src/profiles/orgs/orgs.ts'
import { users } from '../../src/profiles/users/users.ts'
import { createKeys } from '../../src/tokens/keys.ts'
import { fakeDns } from '../fake-dns.ts'
import { lastingViolations } from '../invariants.ts'
import { insertRows } from '../seed.ts'
import { type Engine, publicUrl, type Running, secretKey, startTenantry } from '../start-tenantry.ts'
import { type Known, type Model, people, readFacts } from './state.ts'

/** How many may be active in a new organization. */
export const SEATS = 3
// What is true does not depend on how often one may ask.
const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** A server with every dialect, whose ids come in the order in which they are made. */
export async function openWorld(engine: Engine) {
  const dns = fakeDns()
  let made = 0
  const newId = () => `01900000-0000-7000-9000-${(++made).toString(16).padStart(12, '0')}`
  const options = { profiles: [orgs(), users()], memberLimit: SEATS, limiter: unlimited, newId }
  const running = await startTenantry(engine, { ...options, resolveTxt: dns.resolveTxt })
  await running.rows(violationsFunction)
  return { engine, running, dns, keys: createKeys(secretKey), newKey: newId }
}

// To plan so many queries takes longer than to run them; a function is planned once.
const violationsFunction = `CREATE FUNCTION lasting_violations() RETURNS TABLE (broken text, whose text)
  LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN QUERY ${lastingViolations}; END $$`

/** Which sentences are broken. */
export const violationsIn = ({ running }: World) =>
  running.rows<object>('SELECT broken, whose FROM lasting_violations()')

/** What went wrong inside, but for the DNS, which is told to be silent now and then. */
export const faultsOf = ({ running }: World) =>
  running.faults.filter((fault) => fault !== undefined && !isTenantryError(fault, 'DNS_UNAVAILABLE'))

/** Empties the database but for the people, and starts a model of it. */
export async function begin({ running }: World): Promise<Model> {
  running.faults.length = 0
  // Faster than TRUNCATE, for a few rows.
  for (const table of ['organizations', 'users', 'audit_events', 'idempotency_keys', 'auth."user"'])
    await running.database.runSql(`DELETE FROM ${table}`, [])
  const now = running.now()
  const stamps = { created_at: now, updated_at: now }
  await insertRows(running.database, {
    users: people.map(({ id, email, email_verified, name = '' }) => {
      return { id, email, email_confirmed_at: email_verified ? now : null, full_name: name, ...stamps }
    }),
    identities: people.map(({ id, sub }) => ({ provider: publicUrl, subject: sub, user_id: id, created_at: now })),
  })
  return readModel(running)
}

/** A model of what is there. */
export async function readModel(running: Running): Promise<Model> {
  return { ...(await readFacts(running)), now: running.now().getTime(), links: {} }
}

export interface Answer {
  readonly status: number
  // What it is, each endpoint says.
  readonly body: never
}

interface Sending {
  readonly by: Known | null
  readonly endpoint: Endpoint
  readonly input: { readonly params?: object; readonly query?: object; readonly body?: object }
  readonly key: string
}

/** Sends one request as the contract of its endpoint describes it. */
export async function send({ running }: World, { by, endpoint, input, key }: Sending): Promise<Answer> {
  const params = new Map(Object.entries(input.params ?? {}))
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params.get(name))))
  const query = new URLSearchParams(Object.entries(input.query ?? {}).map(([name, value]) => [name, String(value)]))
  const response = await running.send(query.size > 0 ? `${path}?${query}` : path, {
    method: endpoint.method,
    headers: {
      ...(by && { authorization: `Bearer ${await running.token(by)}` }),
      ...(input.body && { 'content-type': 'application/json' }),
      ...(!isSafe(endpoint) && { 'idempotency-key': key }),
    },
    ...(input.body && { body: JSON.stringify(input.body) }),
  })
  return { status: response.status, body: (await response.json()) as never }
}

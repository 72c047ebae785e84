import { createClient, isTenantryError, type TenantryClient } from '@tenantry/core'
import { inlineJobs } from '../../src/jobs/inline.ts'
import { memoryLimiter } from '../../src/limits/memory.ts'
import { users } from '../../src/profiles/users/users.ts'
import { openDatabase, publicUrl, startTenantry } from '../start-tenantry.ts'
import { fakeSites, type SiteName } from './fault-sites.ts'
import type { Policy } from './fault-table.ts'

/** So long the provider may take, before somebody is answered and for each call of a job. */
const DEADLINE_MS = 500
/** How much longer the rest of a request may take on a machine that does other things too. */
const SPARE_MS = 1000
/** And an answer: as much as nobody would need who waits for each call in turn, and less than for one that is never given up. */
const LATE_MS = 5000
/** What was begun beside the answer is done by then: a clock that went on before would take it for abandoned. */
const SOON_MS = 400
/** And what was under way when something else failed. */
const WHILE_MS = 200
const HOURS = 3_600_000

export type FaultWorld = Awaited<ReturnType<typeof openFaultWorld>>

/** A server beside the real adapter of a provider, whose stand-in fails when it is told to. */
export async function openFaultWorld(name: SiteName, policy: Policy) {
  const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
  const now = () => clock.now().getTime()
  const site = await fakeSites[name]({ now, deadlineMs: DEADLINE_MS })
  const database = await openDatabase('postgres')
  const failures: unknown[] = []
  const heard = { failed: 0 }
  const running = await startTenantry('postgres', {
    database,
    provider: site.provider,
    profiles: [users()],
    onProviderFailure: policy,
    providerDeadlines: { creationMs: DEADLINE_MS, callMs: DEADLINE_MS },
    limiter: memoryLimiter({ now }),
    jobs: inlineJobs({ runSql: database.runSql, onError: () => {}, pauses: Array(200).fill(50) }),
    log: {
      info() {},
      warn: (_, message) => void (message === 'not synced with the provider' && heard.failed++),
      error: ({ error }) => void (error !== undefined && !isTenantryError(error) && failures.push(error)),
    },
  })
  clock.now = running.now
  let people = 0

  /** Somebody with an account at the provider. */
  function person() {
    const email = `person-${++people}@example.com`
    const subject = site.account(email)
    const getToken = () => site.token(subject, email)
    const fetch = (input: RequestInfo | URL, init?: RequestInit) => running.tenantry.fetch(new Request(input, init))
    const client: TenantryClient = createClient({ baseURL: publicUrl, fetch, getToken })
    return { email, subject, client, getToken }
  }

  const nobody = person()
  // Its keys are there before anything fails.
  while (!(await nobody.client.organizations.status().catch(() => null)));
  failures.length = 0
  /** Makes the worker look at what is due: every write does. */
  const nudge = () =>
    nobody.client.invitations.decline({ body: { invitation_id: crypto.randomUUID() } }).catch(() => {})

  /** Waits until it is done or the worker gave something up, for so long at the most. */
  async function until(done: () => Promise<boolean>, longest = DEADLINE_MS + SPARE_MS): Promise<boolean> {
    const { failed } = heard
    for (const end = performance.now() + longest; performance.now() < end; ) {
      if (await done()) return true
      if (heard.failed > failed) return done()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return false
  }

  /** Lets hours pass, some at a time, until it is done. */
  async function settle(done: () => Promise<boolean>, rounds = 15): Promise<void> {
    // What was begun beside the answer is done soon; everything else waits for its time.
    if (await until(done, SOON_MS)) return
    for (let round = 0; round < rounds; round++) {
      running.advance(2 * HOURS)
      const { failed } = heard
      await nudge()
      // What failed at once may have met another that is still asking: it needs its time before the clock goes on.
      if (await until(done, heard.failed === failed ? undefined : WHILE_MS)) return
    }
  }

  return {
    ...{ name, policy, site, running, failures, person, nudge, settle },
    /** Lets hours pass in which the provider still fails. */
    async pass(done: () => Promise<boolean>): Promise<void> {
      running.advance(2 * HOURS)
      const { failed } = heard
      await nudge()
      await until(async () => heard.failed > failed || done())
    },
    /** Whether somebody was answered in time. */
    inTime: (since: number) => performance.now() - since <= DEADLINE_MS + LATE_MS,
    async stop() {
      site.clear()
      await running.stop()
      await site.served.stop()
    },
  }
}

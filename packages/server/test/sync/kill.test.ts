import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '@tenantry/testing/database'
import { expect, inject, onTestFinished, test } from 'vitest'
import { postgres } from '../../src/database/postgres.ts'
import { fakeSites } from './fault-sites.ts'
import { policies } from './fault-table.ts'
import { type KillServer, startKillServer } from './kill-server.ts'
import { accountSteps, refusedSteps, removalSteps, type Step, steps } from './kill-steps.ts'

const HOURS = 3_600_000

/** A database, a provider and a mailbox, which outlive the servers. */
async function openPlace(policy: string) {
  const created = await createDatabase(inject('postgresUrl'))
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-killed-'))
  let later = 0
  const site = await fakeSites.kinde({ now: () => Date.now() + later, deadlineMs: 5000 })
  const mails = join(folder, 'mails')
  const database = postgres(created.url)
  onTestFinished(async () => {
    await database.close()
    await created.drop()
    await site.served.stop()
    await rm(folder, { recursive: true })
  })
  return {
    site,
    rows: async (statement: string) => (await database.runSql(statement, [])).rows,
    mailsTo: async (to: string) =>
      (await readFile(mails, 'utf8').catch(() => '')).split('\n').filter((line) => line.includes(`"${to}"`)).length,
    /** Starts a server, two hours later than the one before. */
    async serve(): Promise<KillServer> {
      later += 2 * HOURS
      const environment = { DATABASE_URL: created.url, PROVIDER_URL: site.served.url, MAILS: mails, POLICY: policy }
      return startKillServer({ ...environment, LATER: String(later) })
    },
  }
}

test.each(policies)(
  'killed at every step of a creation under `%s`, it ends with one organization on both sides',
  {
    timeout: 120_000,
  },
  async (policy) => {
    const { site, serve, rows, mailsTo } = await openPlace(policy)
    let server = await serve()
    onTestFinished(() => server.kill().then(() => {}))

    for (const [turn, step] of steps.entries()) {
      const [founder, invited] = [`founder-${turn}@example.com`, `invited-${turn}@example.com`]
      const subject = site.account(founder)
      const name = `Killed ${turn}`

      async function post(path: string, body: object, key: string) {
        const authorization = `Bearer ${await site.token(subject, founder)}`
        const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': key }
        const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
        return { status: response.status, body: (await response.json()) as { organization: { id: string } } }
      }
      /** Makes an organization and invites somebody; sent again, it is the same request. */
      const create = () => post('/api/organizations', { name, slug: `killed-${turn}` }, `create-${turn}-of-${policy}`)
      async function act() {
        const made = await create()
        const invitations = [{ email: invited, role: 'employee' }]
        const path = `/api/organizations/${made.body.organization?.id}/invitations`
        return [made.status, (await post(path, { invitations }, `invite-${turn}-of-${policy}`)).status]
      }

      await server.arm(step)
      // A mail that was under way when it was killed would be sent again only after a pause.
      const begun = step === 'when the mail is sent' ? act() : create()
      await begun.catch(() => 'not answered')
      expect([step, await server.ended]).toEqual([step, 'SIGKILL'])
      server = await serve()
      expect([step, ...(await act())]).toEqual([step, 201, 201])

      await expect.poll(() => rows('SELECT kind FROM sync_items'), { timeout: 10_000, message: step }).toEqual([])
      await expect.poll(() => mailsTo(invited), { timeout: 20_000, message: step }).toBeGreaterThan(0)
      const held = site.holds(name)
      expect([step, held]).toEqual([step, [{ id: held[0]?.id, name, members: { [subject]: 'admin' } }]])
      expect(
        await rows(`
      SELECT o.name, p.status, p.provider_id FROM organizations o JOIN provider_organizations p ON p.organization_id = o.id
      WHERE o.slug = 'killed-${turn}'`),
      ).toEqual([{ name, status: 'synced', provider_id: held[0]?.id }])
      // Once, and once more at the most when it was killed over it.
      expect(await mailsTo(invited), step).toBeLessThanOrEqual(step === 'when the mail is sent' ? 2 : 1)
    }
    expect(server.told.filter(({ failed }) => failed !== undefined)).toEqual([])
  },
)

test.each(refusedSteps)('killed %s, the same request makes it once the provider does', async (step) => {
  const { site, serve, rows } = await openPlace('reject')
  let server = await serve()
  onTestFinished(() => server.kill().then(() => {}))
  const subject = site.account('ada@example.com')
  async function create(): Promise<number> {
    const authorization = `Bearer ${await site.token(subject, 'ada@example.com')}`
    const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': 'the-same-key-each-time' }
    const body = JSON.stringify({ name: 'Refused', slug: 'refused' })
    return (await fetch(`${server.url}/api/organizations`, { method: 'POST', headers, body })).status
  }
  site.plant('create an organization', { status: 403 }, 1)
  await server.arm(step)
  await create().catch(() => 'not answered')
  expect(await server.ended).toBe('SIGKILL')
  server = await serve()
  expect(await create()).toBe(201)
  await expect.poll(() => rows('SELECT kind FROM sync_items'), { timeout: 10_000 }).toEqual([])
  const [held] = site.holds('Refused')
  expect(site.holds('Refused')).toEqual([{ id: held?.id, name: 'Refused', members: { [subject]: 'admin' } }])
  expect(
    await rows(
      'SELECT o.slug, p.provider_id FROM organizations o JOIN provider_organizations p ON p.organization_id = o.id',
    ),
  ).toEqual([{ slug: 'refused', provider_id: held?.id }])
})

/** A server that people sign up at. */
async function openSignUp() {
  const { site, serve, rows } = await openPlace('reject')
  let server = await serve()
  onTestFinished(() => server.kill().then(() => {}))
  return {
    ...{ site, rows },
    /** Lets it end at a step of signing up. */
    async killed(step: Step, email: string): Promise<void> {
      await server.arm(step)
      await this.signUp(email).catch(() => 'not answered')
      expect([step, await server.ended]).toEqual([step, 'SIGKILL'])
    },
    async restart(): Promise<void> {
      server = await serve()
    },
    async signUp(email: string): Promise<number> {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ email, password: 'a made-up passphrase' })
      return (await fetch(`${server.url}/api/auth/signup`, { method: 'POST', headers, body })).status
    },
    told: () => server.told,
  }
}

test('killed at every step of making an account, it ends with one at the provider and one user', {
  timeout: 120_000,
}, async () => {
  const place = await openSignUp()
  const { site, rows, told } = place
  for (const [turn, step] of accountSteps.entries()) {
    const email = `new-${turn}@example.com`
    await place.killed(step, email)
    await place.restart()
    // What was left is cleared up beside, or by whoever comes back for the same address.
    expect([step, await place.signUp(email)]).toEqual([step, 202])
    await expect.poll(() => rows('SELECT marker FROM pending_accounts'), { timeout: 10_000, message: step }).toEqual([])
    const there = await site.accounts(email)
    expect([step, there.length]).toEqual([step, 1])
    const users = `SELECT i.subject FROM users u JOIN identities i ON i.user_id = u.id WHERE u.email = '${email}'`
    expect([step, await rows(users)]).toEqual([step, [{ subject: there[0] }]])
  }
  expect(await rows('SELECT subject FROM identities WHERE user_id IS NULL')).toEqual([])
  expect(told().filter(({ failed }) => failed !== undefined)).toEqual([])
})

test('killed at every step of removing an account that no user got, it ends with none', {
  timeout: 120_000,
}, async () => {
  const place = await openSignUp()
  const { site, rows } = place
  await rows(`CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '53100'; END $$`)
  for (const [turn, step] of removalSteps.entries()) {
    const email = `half-${turn}@example.com`
    await rows('CREATE TRIGGER refuse BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION public.refuse()')
    await place.killed(step, email)
    await rows('DROP TRIGGER refuse ON users')
    await place.restart()
    await expect.poll(() => rows('SELECT marker FROM pending_accounts'), { timeout: 10_000, message: step }).toEqual([])
    expect([step, await site.accounts(email)]).toEqual([step, []])
    expect([step, await place.signUp(email)]).toEqual([step, 202])
    expect([step, (await site.accounts(email)).length]).toEqual([step, 1])
  }
  expect(await rows('SELECT subject FROM identities WHERE user_id IS NULL')).toEqual([])
})

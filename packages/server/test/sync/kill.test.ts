import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '@tenantry/testing/database'
import { expect, inject, onTestFinished, test } from 'vitest'
import { postgres } from '../../src/database/postgres.ts'
import { fakeSites } from './fault-sites.ts'
import { policies } from './fault-table.ts'
import { type KillServer, startKillServer } from './kill-server.ts'
import { steps } from './kill-steps.ts'

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
      async function act() {
        const made = await post('/api/organizations', { name, slug: `killed-${turn}` }, `create-${turn}-of-${policy}`)
        const invitations = [{ email: invited, role: 'employee' }]
        const path = `/api/organizations/${made.body.organization?.id}/invitations`
        return [made.status, (await post(path, { invitations }, `invite-${turn}-of-${policy}`)).status]
      }

      await server.arm(step)
      await act().catch(() => 'not answered')
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

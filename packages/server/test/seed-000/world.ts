import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@tenantry/core'
import type { Check } from '@tenantry/core/provider'
import { type Exchange, type KindeFake, kindeFake, kindeScopes, serveFake } from '@tenantry/fakes'
import { createDatabase } from '@tenantry/testing/database'
import { expect } from 'vitest'
import { runCommand } from '../run-command.ts'
import { serve } from '../serve-process.ts'
import { publicUrl, secretKey } from '../start-tenantry.ts'

export type World = Awaited<ReturnType<typeof openWorld>>

/** What the seed's log had: members may be added, organizations listed, and none created. */
const TOO_FEW = kindeScopes.filter((scope) => scope !== 'create:organizations')

/** A Kinde on loopback, the `serve` command beside it on PostgreSQL, and the operator's view of both. */
export async function openWorld(postgresUrl: string) {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-seed-000-'))
  let fake: KindeFake | undefined
  const served = await serveFake(async (url) => {
    fake = await kindeFake({ url })
    return fake
  })
  if (!fake) throw new TypeError('the fake was not made')
  const kinde = fake
  const database = await createDatabase(postgresUrl)
  const environment = {
    DATABASE_URL: database.url,
    PUBLIC_URL: publicUrl,
    SECRET_KEY: secretKey,
    TENANTRY_PROVIDER: 'kinde',
    KINDE_DOMAIN: served.url,
    KINDE_CLIENT_ID: 'm2m',
    KINDE_CLIENT_SECRET: 'm2m-secret',
  }
  const running = await serve(folder, { ...environment, TENANTRY_METRICS: 'on' })
  let number = 0

  function person() {
    number += 1
    const email = `person-${number}@example.com`
    const subject = kinde.account(email)
    const getToken = () => kinde.accessToken(subject, { aud: [publicUrl] })
    return { email, subject, client: createClient({ baseURL: running.url, getToken }) }
  }
  type Person = ReturnType<typeof person>

  function scopes(which: 'all' | 'too few'): void {
    const ticked = new Set(which === 'all' ? kindeScopes : TOO_FEW)
    kinde.state.clients.set('m2m', { secret: 'm2m-secret', scopes: ticked, authorized: true })
    // Those of before say what was ticked then.
    kinde.revokeTokens()
  }

  return {
    kinde,
    url: served.url,
    faults: served.faults,
    environment,
    written: running.written,
    person,
    /** Lets the machine-to-machine application do everything, or no more than in the seed. */
    scopes,
    async found(founder: Person, name = `Organization ${++number}`) {
      const body = { name, slug: `organization-${++number}` }
      const { organization } = await founder.client.organizations.create({ body })
      return { id: organization.id, name }
    },
    async join(organizationId: string, admin: Person, guest: Person) {
      const body = { invitations: [{ email: guest.email, role: 'employee' }] }
      const { results } = await admin.client.invitations.create({ params: { organizationId }, body })
      await guest.client.invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
    },
    status: async (organizationId: string, { client }: Person) =>
      (await client.sync.get({ params: { organizationId } })).sync,
    /** The members of an organization at Kinde; undefined when it is not there. */
    membersOf: (name: string) =>
      kinde
        .holds()
        .find((held) => held.name === name)
        ?.members.map(({ subject }) => subject)
        .toSorted(),
    /** Notes a moment; gives all calls about organizations since. */
    mark() {
      const from = served.exchanges.length
      const since = (): readonly Exchange[] =>
        served.exchanges.slice(from).filter(({ url }) => /^\/api\/v1\/organizations?\b/.test(url))
      return Object.assign(since, {
        lines: () => since().map(({ method, url, answer }) => `${method} ${url} ${answer?.status}`),
      })
    },
    /** A call as the program of the seed made it, with a token of the machine. */
    async asInTheSeed(method: string, path: string, body?: object) {
      const form = {
        grant_type: 'client_credentials',
        client_id: 'm2m',
        client_secret: 'm2m-secret',
        audience: `${served.url}/api`,
      }
      const token = await fetch(`${served.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
      const { access_token } = (await token.json()) as { access_token: string }
      const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
      const response = await fetch(served.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return { status: response.status, text: await response.text() }
    },
    async doctor(more: Readonly<Record<string, string>> = {}) {
      const { code, out, err } = await runCommand(['doctor', '--json'], {
        folder,
        environment: { ...environment, ...more },
      })
      expect(err).toBe('')
      const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: readonly Check[] }
      const named = (name: string) => checks.find((check) => check.name === name)
      return { code, ok, checks, named }
    },
    async doctorInWords() {
      return runCommand(['doctor'], { folder, environment })
    },
    async metrics() {
      const text = await (await fetch(`${running.url}/metrics`)).text()
      return (series: string) =>
        Number(
          text
            .split('\n')
            .find((line) => line.startsWith(`${series} `))
            ?.split(' ')[1] ?? 0,
        )
    },
    async close() {
      await running.end('SIGTERM')
      await served.stop()
      await database.drop()
      await rm(folder, { recursive: true })
    },
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@tenantry/core'
import type { Check } from '@tenantry/core/provider'
import { type Exchange, type KindeFake, kindeFake, kindeScopes, serveFake } from '@tenantry/fakes'
import { createDatabase } from '@tenantry/testing/database'
import { expect } from 'vitest'
import { runCommand } from '../run-command.ts'
import { type Served, serve } from '../serve-process.ts'
import { publicUrl, secretKey } from '../start-tenantry.ts'

export type World = Awaited<ReturnType<typeof openWorld>>
export type Site = Awaited<ReturnType<World['allowed']>>

const SECRET = 'm2m-secret'

/** Two machine-to-machine applications: one with every scope, and the one of the seed, which may create no organization. */
const clients = {
  allowed: { secret: SECRET, scopes: new Set(kindeScopes), authorized: true },
  refused: {
    secret: SECRET,
    scopes: new Set(kindeScopes.filter((scope) => scope !== 'create:organizations')),
    authorized: true,
  },
}

/** A Kinde on loopback; for each of its applications the `serve` command on PostgreSQL, and the operator's view of it. */
export async function openWorld(postgresUrl: string) {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-seed-000-'))
  let fake: KindeFake | undefined
  const served = await serveFake(async (url) => {
    fake = await kindeFake({ url, clients })
    return fake
  })
  if (!fake) throw new TypeError('the fake was not made')
  const kinde = fake
  const closing: (() => Promise<unknown>)[] = []
  let number = 0

  async function openSite(clientId: keyof typeof clients) {
    const database = await createDatabase(postgresUrl)
    const environment = {
      DATABASE_URL: database.url,
      PUBLIC_URL: publicUrl,
      SECRET_KEY: secretKey,
      TENANTRY_PROVIDER: 'kinde',
      KINDE_DOMAIN: served.url,
      KINDE_CLIENT_ID: clientId,
      KINDE_CLIENT_SECRET: SECRET,
    }
    const start = () => serve(folder, { ...environment, TENANTRY_METRICS: 'on' })
    let running: Served = await start()
    closing.push(() => running.end('SIGTERM').then(database.drop))

    function person() {
      number += 1
      const email = `person-${number}@example.com`
      const subject = kinde.account(email)
      const getToken = () => kinde.accessToken(subject, { aud: [publicUrl] })
      return { email, subject, client: () => createClient({ baseURL: running.url, getToken }) }
    }
    type Person = ReturnType<typeof person>

    return {
      person,
      async found(founder: Person) {
        number += 1
        const name = `Organization ${number}`
        const { organization } = await founder.client().organizations.create({ body: { name, slug: `of-${number}` } })
        return { id: organization.id, name }
      },
      async join(organizationId: string, admin: Person, guest: Person) {
        const body = { invitations: [{ email: guest.email, role: 'employee' }] }
        const { results } = await admin.client().invitations.create({ params: { organizationId }, body })
        await guest.client().invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
      },
      status: async (organizationId: string, { client }: Person) =>
        (await client().sync.get({ params: { organizationId } })).sync,
      written: () => running.written(),
      doctorInWords: () => runCommand(['doctor'], { folder, environment }),
      async doctor(more: Readonly<Record<string, string>> = {}) {
        const asked = { folder, environment: { ...environment, ...more } }
        const { code, out, err } = await runCommand(['doctor', '--json'], asked)
        expect(err).toBe('')
        const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: readonly Check[] }
        return { code, ok, checks, named: (name: string) => checks.find((check) => check.name === name) }
      },
      async metric(series: string) {
        const text = await (await fetch(`${running.url}/metrics`)).text()
        const line = text.split('\n').find((one) => one.startsWith(`${series} `))
        return Number(line?.slice(series.length) ?? 0)
      },
      /** Ticks every scope. The token at hand says what was ticked before, so the server starts anew. */
      async tickAll() {
        kinde.state.clients.set(clientId, clients.allowed)
        await running.end('SIGTERM')
        running = await start()
      },
    }
  }

  const opened = new Map<keyof typeof clients, ReturnType<typeof openSite>>()
  function site(clientId: keyof typeof clients) {
    const known = opened.get(clientId) ?? openSite(clientId)
    opened.set(clientId, known)
    return known
  }

  return {
    kinde,
    faults: served.faults,
    allowed: () => site('allowed'),
    refused: () => site('refused'),
    /** The members of an organization at Kinde; undefined when it is not there. */
    membersOf: (name: string) =>
      kinde
        .holds()
        .find((held) => held.name === name)
        ?.members.map(({ subject }) => subject)
        .toSorted(),
    /** Notes a moment; gives all calls about organizations since, but for those that are there already: their members follow later. */
    mark() {
      const from = served.exchanges.length
      const known = kinde.holds().map(({ id }) => id)
      const since = (): readonly Exchange[] =>
        served.exchanges
          .slice(from)
          .filter(({ url }) => /^\/api\/v1\/organizations?\b/.test(url) && !known.some((id) => url.includes(id)))
      const lines = () => since().map(({ method, url, answer }) => `${method} ${url} ${answer?.status}`)
      return { since, lines }
    },
    /** A call as the program of the seed made it, with a token of the machine. */
    async asInTheSeed(method: string, path: string, body?: object) {
      const audience = `${served.url}/api`
      const form = { grant_type: 'client_credentials', client_id: 'refused', client_secret: SECRET, audience }
      const token = await fetch(`${served.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
      const { access_token } = (await token.json()) as { access_token: string }
      const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
      const response = await fetch(served.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return { status: response.status, text: await response.text() }
    },
    async close() {
      for (const close of closing) await close()
      await served.stop()
      await rm(folder, { recursive: true })
    },
  }
}

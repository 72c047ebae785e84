import { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tables } from '../src/database/tables.ts'
import { foundOrganization, invite, openDatabase, type Running, startTenantry } from './start-tenantry.ts'

const statements: string[] = []
let running: Running

beforeAll(async () => {
  const database = await openDatabase('postgres')
  const log = ({ query }: { query: { sql: string } }) => void statements.push(query.sql)
  running = await startTenantry('postgres', {
    database: { ...database, kysely: new Kysely<Tables>({ dialect: database.dialect, log }) },
  })
})
afterAll(() => running.stop())

const password = 'a made-up passphrase'
let turn = 0
const next = () => `statement-${++turn}`

/** Somebody whom the server has seen before, so that a call is counted and not an introduction. */
async function person() {
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

/** Each endpoint, prepared anew, and the statements it takes: BEGIN and COMMIT included. */
const endpoints: Record<string, { count: number; prepare: () => Promise<() => Promise<unknown>> }> = {
  'GET /api/user/organization-status': {
    count: 4,
    prepare: async () => {
      const client = running.as(await person())
      return () => client.organizations.status()
    },
  },
  'POST /api/organizations': {
    count: 12,
    prepare: async () => {
      const client = running.as(await person())
      const body = { name: 'Statements', slug: next(), google_domain: 'example.com' }
      return () => client.organizations.create({ body })
    },
  },
  'GET /api/organizations/slug-availability': {
    count: 4,
    prepare: async () => {
      const client = running.as(await person())
      return () => client.organizations.slugAvailability({ query: { slug: 'whatever' } })
    },
  },
  'GET /api/organizations/joinable': {
    count: 4,
    prepare: async () => {
      const client = running.as(await person())
      return () => client.organizations.joinable()
    },
  },
  'POST /api/organizations/:organizationId/default': {
    count: 9,
    prepare: async () => {
      const { founder } = await organization()
      const organizationId = await foundOrganization(running, founder, next())
      return () => running.as(founder).organizations.makeDefault({ params: { organizationId } })
    },
  },
  'POST /api/organizations/:organizationId/invitations, 1 recipient': {
    count: 13,
    prepare: async () => {
      const { founder, organizationId } = await organization()
      return () => invite(running, founder, organizationId, `${next()}@example.org`)
    },
  },
  'POST /api/organizations/:organizationId/invitations, 100 recipients': {
    count: 13,
    prepare: async () => {
      const { founder, organizationId } = await organization()
      const invitations = Array.from({ length: 100 }, () => ({ email: `${next()}@example.org`, role: 'employee' }))
      return () => running.as(founder).invitations.create({ params: { organizationId }, body: { invitations } })
    },
  },
  'POST /api/invitations/accept': {
    count: 14,
    prepare: async () => {
      const invited = await person()
      const body = { invitation_id: await invitation(invited.email) }
      return () => running.as(invited).invitations.accept({ body })
    },
  },
  'POST /api/invitations/decline': {
    count: 8,
    prepare: async () => {
      const invited = await person()
      const body = { invitation_id: await invitation(invited.email) }
      return () => running.as(invited).invitations.decline({ body })
    },
  },
  'GET /api/invitations/validate-token': {
    count: 4,
    prepare: async () => {
      const email = `${next()}@example.net`
      await invitation(email)
      const query = { token: await running.tokenFor(email) }
      return () => running.as(null).invitations.validateToken({ query })
    },
  },
  'POST /api/dashboard/pending-invitations': {
    count: 4,
    prepare: async () => {
      const client = running.as(await person())
      return () => client.invitations.pending()
    },
  },
  'POST /api/auth/signup': {
    count: 14,
    prepare: async () => {
      const body = { email: `${next()}@example.net`, password }
      return () => running.as(null).auth.signup({ body })
    },
  },
  'POST /api/auth/signup-with-invitation': {
    count: 21,
    prepare: async () => {
      const email = `${next()}@example.net`
      await invitation(email)
      const body = { token: await running.tokenFor(email), password, confirmPassword: password }
      return () => running.as(null).auth.signupWithInvitation({ body })
    },
  },
  'POST /api/auth/resend-verification': {
    count: 12,
    prepare: async () => {
      const body = { email: `${next()}@example.net` }
      await running.as(null).auth.signup({ body: { ...body, password } })
      return () => running.as(null).auth.resendVerification({ body })
    },
  },
  'GET /api/auth/verify-email': {
    count: 12,
    prepare: async () => {
      const email = `${next()}@example.net`
      await running.as(null).auth.signup({ body: { email, password } })
      const token = await running.tokenFor(email)
      return () => running.send(`/api/auth/verify-email?token=${token}`)
    },
  },
}

test.each(Object.entries(endpoints))('%s takes a constant number of statements', async (_name, { count, prepare }) => {
  const call = await prepare()
  statements.length = 0
  await call()
  // A mail that goes out meanwhile notes its delivery on its own.
  const own = statements.filter((sql) => !sql.startsWith('update "invitations" set "delivery_status"'))
  expect(own, own.join('\n')).toHaveLength(count)
})

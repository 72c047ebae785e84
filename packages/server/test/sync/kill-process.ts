import { appendFileSync } from 'node:fs'
import { isProviderError, type Provider } from '@tenantry/core/provider'
import { kinde } from '@tenantry/kinde'
import type { KyselyPlugin, QueryId } from 'kysely'
import { postgres } from '../../src/database/postgres.ts'
import { pgBossJobs } from '../../src/jobs/pg-boss.ts'
import { listen } from '../../src/node/listen.ts'
import { toNodeListener } from '../../src/node/listener.ts'
import { createTenantry } from '../../src/tenantry.ts'
import type { Step } from './kill-steps.ts'

// A server of its own that ends at once when it comes to the step it was told: nothing runs any more then, as after kill -9.
const { DATABASE_URL = '', PROVIDER_URL = '', MAILS = '', POLICY, LATER = '0' } = process.env
const secretKey = 'a-made-up-secret-of-more-than-32-bytes'
const now = () => new Date(Date.now() + Number(LATER))
let end: Step | null = null

function at(step: Step): void {
  if (step === end) process.kill(process.pid, 'SIGKILL')
}

const adapter = kinde({
  ...{ domain: PROVIDER_URL, clientId: 'm2m', clientSecret: 'm2m-secret', audience: 'https://api.example.com' },
  hashPassword: async () => '$2b$12$a.made.up.hash',
  now: () => now().getTime(),
})
const { organizations, createUser, deleteUser } = adapter
if (!organizations || !createUser || !deleteUser) throw new Error('the adapter keeps no organizations, or no people')

const provider: Provider = {
  ...adapter,
  async createUser(user, context) {
    at('before the account is asked for')
    const identity = await createUser(user, context)
    at('when the account is there')
    return identity
  },
  async deleteUser(identity, context) {
    at('before the account is removed')
    await deleteUser(identity, context)
    at('when the account is removed')
  },
  organizations: {
    ...organizations,
    async create(organization, options) {
      at('before the provider is asked')
      const id = await organizations.create(organization, options)
      at('when the provider answered')
      return id
    },
    async setMember(id, member, options) {
      at('before the member is told')
      await organizations.setMember(id, member, options)
      at('when the member is told')
    },
  },
}

// Seen before they are sent.
const STATEMENTS: readonly (readonly [part: string, step: Step])[] = [
  ['tenantry.begin_sync', 'before the commit'],
  ['tenantry.adopt_sync', 'before the commit'],
  ['SET provider_id =', 'before the id is noted'],
  ['DELETE FROM sync_items', 'when the id is noted'],
  ['DELETE FROM provider_organizations WHERE', 'before it is taken back'],
  ['tenantry.begin_account', 'before the account is noted'],
  ['tenantry.keep_account', 'before the commit of the user'],
  ['user_id, created_at) VALUES', 'before the account is nobody’s'],
  ['DELETE FROM pending_accounts', 'before the account is forgotten'],
]
const takingBack = new WeakSet<QueryId>()
const plugin: KyselyPlugin = {
  transformQuery({ node, queryId }) {
    if (node.kind !== 'RawNode') return node
    const has = (part: string) => node.sqlFragments.some((one) => one.includes(part))
    for (const [part, step] of STATEMENTS) if (has(part)) at(step)
    if (has('DELETE FROM provider_organizations WHERE')) takingBack.add(queryId)
    return node
  },
  async transformResult({ queryId, result }) {
    if (takingBack.has(queryId)) at('when it is taken back')
    return result
  },
}

const opened = postgres(DATABASE_URL)
const database = { ...opened, kysely: opened.kysely.withPlugin(plugin) }
const tell = (fields: object) => void process.send?.(fields)

const tenantry = createTenantry({
  ...{ database, provider, now, secretKey },
  publicUrl: 'http://app.example.com',
  onProviderFailure: POLICY === 'reject' ? 'reject' : 'keep-local',
  mailer: {
    async send({ to, subject }) {
      appendFileSync(MAILS, `${JSON.stringify({ to, subject })}\n`)
      at('when the mail is sent')
    },
    async close() {},
  },
  jobs: pgBossJobs({
    runSql: database.runSql,
    enqueueRole: 'tenantry_app',
    pollSeconds: 1,
    expireSeconds: 2,
    superviseSeconds: 1,
    onError() {},
  }),
  log: {
    info: ({ organizationId, kind }, message) =>
      message.startsWith('synced') && tell({ synced: { organizationId, kind } }),
    warn: ({ error }) => tell({ warned: isProviderError(error) ? error.message : String(error) }),
    error: ({ error }) => tell({ failed: String(error) }),
  },
})

process.on('message', (step: Step | null) => {
  end = step
  tell({ armed: true })
})
process.on('disconnect', () => process.exit())

const server = await listen({ port: 0 })
server.answer(toNodeListener(tenantry))
await tenantry.start()
tell({ url: server.url })

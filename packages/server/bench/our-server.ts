import { embedded } from '@tenantry/better-auth'
import { postgres } from '../src/database/postgres.ts'
import { pgBossJobs } from '../src/jobs/pg-boss.ts'
import type { Limiter } from '../src/limits/limiter.ts'
import { mailbox } from '../src/mail/mailbox.ts'
import { listen } from '../src/node/listen.ts'
import { toNodeListener } from '../src/node/listener.ts'
import { createTenantry } from '../src/tenantry.ts'
import { countStatements } from './count-statements.ts'
import { secret } from './people.ts'

// The kit as the command puts it together, without limits on how often one may ask. Runs as a process of its own.
const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

countStatements('of transactions')
const database = postgres(process.env.DATABASE_URL ?? '')
const server = await listen({ port: 0 })
const publicUrl = server.url
const provider = embedded({ database: database.dialect, publicUrl, secret, sendResetPassword: async () => {} })
const jobs = pgBossJobs({
  runSql: database.runSql,
  enqueueRole: 'tenantry_app',
  onError: (error) => console.error(error),
})
const tenantry = createTenantry({
  database,
  provider,
  publicUrl,
  secretKey: secret,
  mailer: mailbox(),
  limiter: unlimited,
  jobs,
})
await tenantry.start()
server.answer(toNodeListener(tenantry))
process.send?.({ url: publicUrl })
process.on('disconnect', () => process.exit())

import { embedded } from '@tenantry/better-auth'
import { postgres } from '../src/database/postgres.ts'
import type { Jobs } from '../src/jobs/jobs.ts'
import { pgBossJobs } from '../src/jobs/pg-boss.ts'
import type { Limiter } from '../src/limits/limiter.ts'
import { mailbox } from '../src/mail/mailbox.ts'
import type { Mailer } from '../src/mail/mailer.ts'
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

const database = postgres(process.env.DATABASE_URL ?? '')
const server = await listen({ port: 0 })
const publicUrl = server.url
const provider = embedded({ database: database.dialect, publicUrl, secret, sendResetPassword: async () => {} })
const queue = pgBossJobs({
  runSql: database.runSql,
  enqueueRole: 'tenantry_app',
  onError: (error) => console.error(error),
})
// A mail waits from the moment that it is added, which is always followed by a commit here, until it was handed over.
let waiting = 0
const jobs: Jobs = {
  ...queue,
  enqueue(runSql, name, ...data) {
    if (name === 'send-mail') waiting += data.length
    return queue.enqueue(runSql, name, ...data)
  },
}
const box = mailbox()
const mailer: Mailer = {
  ...box,
  async send(mail) {
    await box.send(mail)
    waiting -= 1
  },
}
countStatements('of transactions', () => waiting)
const tenantry = createTenantry({
  database,
  provider,
  publicUrl,
  secretKey: secret,
  mailer,
  limiter: unlimited,
  jobs,
})
await tenantry.start()
server.answer(toNodeListener(tenantry))
process.send?.({ url: publicUrl })
process.on('disconnect', () => process.exit())

import { embedded } from '@tenantry/better-auth'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pgBossJobs } from '../src/jobs/pg-boss.ts'
import { mailbox } from '../src/mail/mailbox.ts'
import { createTenantry } from '../src/tenantry.ts'
import { engines, openDatabase, publicUrl, secretKey } from './start-tenantry.ts'

const account = { email: 'ada@example.com', password: 'a made-up passphrase' }
const reset = 'reset-password#token='

test.each(engines)(
  'on %s, a password reset is a sealed job, tried until it is mailed, in the language of who asked',
  async (engine) => {
    const database = await openDatabase(engine)
    const box = mailbox()
    const onError = vi.fn()
    const provider = embedded({
      database: database.dialect,
      publicUrl,
      secret: secretKey,
      passwordCost: 4,
      sendResetPassword: (asked) => tenantry.postPasswordReset(asked),
    })
    const send = vi.fn(box.send)
    const mailer = { ...box, send }
    const jobs = pgBossJobs({ runSql: database.runSql, enqueueRole: 'tenantry_app', pollSeconds: 0.5, onError })
    const tenantry = createTenantry({ database, provider, publicUrl, secretKey, mailer, jobs })
    await tenantry.start()
    onTestFinished(async () => {
      await tenantry.stop()
      await database.close()
    })
    const post = (path: string, body: object) =>
      tenantry.fetch(
        new Request(publicUrl + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'accept-language': 'pl-PL, en;q=0.5' },
          body: JSON.stringify(body),
        }),
      )
    await post('/api/auth/signup', account)
    await expect.poll(() => box.mails()).toHaveLength(1)

    send.mockRejectedValueOnce(new Error('made-up outage'))
    expect((await post('/auth/request-password-reset', { email: account.email })).status).toBe(200)
    await expect.poll(() => onError).toHaveBeenCalledOnce()
    const waiting = () => database.runSql(`SELECT data FROM tenantry_jobs.job WHERE state = 'retry'`, [])
    await expect
      .poll(async () => (await waiting()).rows)
      .toEqual([{ data: { sealed: expect.any(String), invitationId: null } }])
    const { rows } = await waiting()
    expect(JSON.stringify(rows)).not.toContain('token')

    await database.runSql(`UPDATE tenantry_jobs.job SET start_after = now() WHERE state = 'retry'`, [])
    await expect.poll(() => box.mails()).toHaveLength(2)
    const [mail] = box.mails()
    expect(mail).toMatchObject({ to: account.email, subject: expect.stringContaining('hasł') })
    expect(mail?.text).toContain(`${publicUrl}/${reset}`)
  },
)

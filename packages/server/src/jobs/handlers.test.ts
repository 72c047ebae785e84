import { expect, onTestFinished, test } from 'vitest'
import { foundOrganization, invite, secretKey, startTenantry } from '../../test/start-tenantry.ts'
import { mailbox } from '../mail/mailbox.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { createKeys } from '../tokens/keys.ts'
import { jobHandlers } from './handlers.ts'
import type { Jobs } from './jobs.ts'

const mail = { to: 'guest@example.org', subject: 'made up', text: 'made up', html: 'made up' }
// Nobody works: every mail stays where it is.
const idle: Jobs = { async enqueue() {}, nudge() {}, async start() {}, async stop() {} }

test('marks an invitation as not delivered when its mail was sealed with another secret', async () => {
  const running = await startTenantry('pglite', { jobs: idle })
  onTestFinished(() => running.stop())
  const founder = { email: 'founder@example.com' }
  const invitationId = await invite(
    running,
    founder,
    await foundOrganization(running, founder, 'sealed'),
    'guest@example.org',
  )
  const status = () => running.rows('SELECT delivery_status FROM invitations')
  const box = mailbox()
  const metrics = createMetrics()
  const handlers = jobHandlers({ ...running, mailer: box, keys: createKeys(secretKey), metrics })

  const sealed = await createKeys('another-made-up-secret-of-more-than-32-bytes').seal(mail)
  await expect(handlers['send-mail']({ sealed, invitationId })).rejects.toThrow()
  expect(await status()).toEqual([{ delivery_status: 'failed' }])

  await handlers['send-mail']({ sealed: await createKeys(secretKey).seal(mail), invitationId })
  expect(await status()).toEqual([{ delivery_status: 'sent' }])
  expect(box.mails()).toMatchObject([mail])
  const counted = (result: string) => metrics.valueOf('mails', { result })
  expect([counted('failed'), counted('sent')]).toEqual([1, 1])
})

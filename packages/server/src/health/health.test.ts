import { embedded } from '@tenantry/better-auth'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, publicUrl, secretKey } from '../../test/start-tenantry.ts'
import { migrate } from '../database/migrate.ts'
import { mailbox } from '../mail/mailbox.ts'
import { createTenantry } from '../tenantry.ts'

test('is alive at once, and ready when its start has finished, whatever the database holds before', async () => {
  const database = await openDatabase('pglite')
  onTestFinished(() => database.close())
  await migrate(database)
  const sendResetPassword = async () => {}
  const provider = embedded({ database: database.dialect, publicUrl, secret: secretKey, sendResetPassword })
  const tenantry = createTenantry({ database, provider, publicUrl, secretKey, mailer: mailbox() })
  const ask = async (path: string) => (await tenantry.fetch(new Request(publicUrl + path))).status
  expect([await ask('/healthz'), await ask('/readyz')]).toEqual([200, 503])
  await tenantry.start()
  expect([await ask('/healthz'), await ask('/readyz')]).toEqual([200, 200])
  await tenantry.stop()
})

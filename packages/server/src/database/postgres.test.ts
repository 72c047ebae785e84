import { createDatabase } from '@tenantry/testing/database'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startProxy } from '../../test/proxy.ts'
import { postgres } from './postgres.ts'

test('limits how long anything waits, without asking for it as the connection starts', async () => {
  const created = await createDatabase(inject('postgresUrl'))
  const proxy = await startProxy(created.url)
  const database = postgres(proxy.url)
  onTestFinished(async () => {
    await database.close()
    await proxy.close()
    await created.drop()
  })
  const settings = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  const { rows } = await database.runSql('SELECT name, setting FROM pg_settings WHERE name = ANY($1)', [settings])
  expect(
    Object.fromEntries((rows as { name: string; setting: string }[]).map((row) => [row.name, row.setting])),
  ).toEqual({
    statement_timeout: '30000',
    lock_timeout: '10000',
    idle_in_transaction_session_timeout: '30000',
  })
  expect(proxy.greetings).toHaveLength(1)
  expect(proxy.greetings[0]).toContain('database')
  expect(proxy.greetings[0]).not.toContain('timeout')
})

test.each(['', 'nonsense', 'mysql://127.0.0.1/app'])('refuses %j, which is no address of PostgreSQL', (url) => {
  expect(() => postgres(url)).toThrow('url must look like postgres://user@host:5432/name.')
})

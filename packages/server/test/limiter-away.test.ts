import { expect, onTestFinished, test } from 'vitest'
import { memoryLimiter } from '../src/limits/memory.ts'
import { silentLog } from '../src/log/log.ts'
import { foundOrganization, startTenantry } from './start-tenantry.ts'

test('a limiter that cannot give back is reported, and hides no other failure', async () => {
  const warned: string[] = []
  const running = await startTenantry('postgres', {
    limiter: {
      ...memoryLimiter(),
      async giveBack() {
        throw new Error('the limiter is away')
      },
    },
    log: { ...silentLog, warn: ({ error }, message) => void warned.push(`${message}: ${error}`) },
  })
  onTestFinished(() => running.stop())
  await foundOrganization(running, { email: 'ada@example.com' }, 'acme')
  const again = foundOrganization(running, { email: 'ben@example.com' }, 'acme')
  await expect(again).rejects.toMatchObject({ code: 'ORGANIZATION_EXISTS' })
  expect(warned).toEqual(['a point of a limit was not given back: Error: the limiter is away'])
})

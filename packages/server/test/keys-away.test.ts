import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startTenantry } from './start-tenantry.ts'
import { memoryProvider } from './sync/memory-provider.ts'

test('a server that cannot fetch the keys of its provider says when to come back, and lets people in when it can', async () => {
  const { provider, token } = await memoryProvider()
  const [issuer] = provider.tokens
  if (!issuer || typeof issuer.keys !== 'function') throw new Error('the provider has no keys')
  const { keys } = issuer
  let isAway = true
  const server = createServer(async (_, response) => {
    response.writeHead(isAway ? 502 : 200).end(isAway ? 'Bad gateway' : JSON.stringify(await keys()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`)
  const tokens = [{ ...issuer, keys: address }]
  const running = await startTenantry('postgres', { provider: { ...provider, tokens } })
  onTestFinished(async () => {
    await running.stop()
    await new Promise((resolve) => server.close(resolve))
  })

  const authorization = `Bearer ${await token('ada', running.now())}`
  const ask = () => running.send('/api/user/organization-status', { headers: { authorization } })
  const refused = await ask()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await refused.json()).toMatchObject({ code: 'NOT_READY' })
  expect(running.faults).toContainEqual(expect.objectContaining({ code: 'NOT_READY' }))
  isAway = false
  expect((await ask()).status).toBe(200)
})

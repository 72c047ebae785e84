import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { acme, ann, beta, statusOf } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import { tenantryKey, tenantryKeys } from '../query/keys.ts'
import { cachingClient } from './caching-client.ts'

test('what the cache forgets on the way is asked for anew', async () => {
  const world = createWorld(ann, { organizations: { status: 'pending' } })
  const queryClient = new QueryClient()
  const { status } = cachingClient(world.client, queryClient).organizations
  const answer = status()
  await expect.poll(() => world.asked).toHaveLength(1)
  world.reply({ organizations: { status: statusOf([beta]) } })
  await queryClient.resetQueries({ queryKey: tenantryKey })
  expect(await answer).toEqual(statusOf([beta]))
})

test('a failure comes at once, and leaves the known answer to others', async () => {
  const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
  const queryClient = new QueryClient()
  const { status } = cachingClient(world.client, queryClient).organizations
  await status()
  world.reply({ organizations: { status: 'NETWORK_FAILED' } })
  await expect(status()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
  expect(world.asked).toHaveLength(2)
  expect(queryClient.getQueryData(tenantryKeys.organizationStatus)).toEqual(statusOf([acme]))
})

test('what a server asked for ahead is good to begin with, and is asked anew afterwards', async () => {
  const world = createWorld(ann, { organizations: { status: statusOf([beta]) } })
  const queryClient = new QueryClient()
  queryClient.setQueryData(tenantryKeys.organizationStatus, statusOf([acme]))
  const { status } = cachingClient(world.client, queryClient).organizations
  expect(await status()).toEqual(statusOf([acme]))
  expect(await status()).toEqual(statusOf([beta]))
  expect(world.asked).toHaveLength(1)
})

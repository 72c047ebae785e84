import { expect, test } from 'vitest'
import { createWorld, reach, refusal } from '../../test/onboarding-world.ts'
import { createOnboarding } from './store.ts'

const draft = { name: 'Acme', slug: 'acme' }
const lost = refusal('NETWORK_FAILED', { status: 0 })

test('a write whose answer was lost is repeated under its first key', async () => {
  const world = createWorld()
  const { create } = world.server
  world.server.create = async () => Promise.reject(lost)
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')
  await onboarding.create(draft)
  await onboarding.create({ ...draft, name: 'Acme & Co' })
  world.server.create = create
  await onboarding.create(draft)

  const [first, other, again] = world.keys
  expect(again).toBe(first)
  expect(other).not.toBe(first)
})

test('a write that was refused is tried anew under a new key', async () => {
  const world = createWorld()
  world.server.create = async () => Promise.reject(refusal('ORGANIZATION_EXISTS'))
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')
  await onboarding.create(draft)
  expect(onboarding.$state.get()).toMatchObject({ draft, problem: { code: 'ORGANIZATION_EXISTS' } })
  await onboarding.create(draft)

  const [first, again] = world.keys
  expect(again).not.toBe(first)
})

test('a refusal ends the key that a lost answer had kept', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')
  for (const error of [lost, refusal('RATE_LIMITED', { status: 429 }), lost]) {
    world.server.create = async () => Promise.reject(error)
    await onboarding.create(draft)
  }

  const [first, again, anew] = world.keys
  expect(again).toBe(first)
  expect(anew).not.toBe(first)
})

import { expect, test } from 'vitest'
import { createWorld, reach, refusal, token } from '../../test/onboarding-world.ts'
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

test.each(['RATE_LIMITED', 'CONFLICT', 'IDEMPOTENCY_IN_PROGRESS', 'ORGANIZATION_EXISTS', 'INTERNAL'] as const)(
  '%s after a lost answer leaves the key as it is',
  async (code) => {
    const world = createWorld()
    const { create } = world.server
    const onboarding = createOnboarding(world)
    onboarding.start()
    await reach(onboarding, 'create-organization')
    for (const error of [lost, refusal(code)]) {
      world.server.create = async () => Promise.reject(error)
      await onboarding.create(draft)
    }
    world.server.create = create
    await onboarding.create(draft)

    expect(onboarding.$state.get().name).toBe('invite-people')
    expect(world.keys).toHaveLength(3)
    expect(new Set(world.keys).size).toBe(1)
  },
)

test('a session that ended on the way leaves the key as it is', async () => {
  const world = createWorld()
  const { create } = world.server
  const onboarding = createOnboarding(world)
  onboarding.start()
  for (const error of [lost, refusal('UNAUTHENTICATED', { status: 401 })]) {
    await reach(onboarding, 'create-organization')
    world.server.create = async () => Promise.reject(error)
    await onboarding.create(draft)
  }
  world.server.create = create
  await onboarding.checkAgain()
  await onboarding.create(draft)

  expect(onboarding.$state.get().name).toBe('invite-people')
  expect(new Set(world.keys).size).toBe(1)
})

test.each(['VALIDATION_FAILED', 'IDEMPOTENCY_KEY_REUSED'] as const)('%s ends the key', async (code) => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')
  for (const error of [lost, refusal(code, { status: 400 }), lost]) {
    world.server.create = async () => Promise.reject(error)
    await onboarding.create(draft)
  }

  const [first, again, anew] = world.keys
  expect(again).toBe(first)
  expect(anew).not.toBe(first)
})

test('a write that succeeded ends its key', async () => {
  const world = createWorld()
  const onboarding = createOnboarding({ ...world, storage: null })
  onboarding.start()
  await reach(onboarding, 'create-organization')
  await onboarding.create(draft)
  const people = [{ email: 'ben@example.com', role: 'employee' }]
  await onboarding.invite(people)
  await onboarding.invite(people)

  expect(new Set(world.keys).size).toBe(3)
})

test('a sign-up whose answer was lost is repeated under its first key, and another password is another sign-up', async () => {
  const form = { password: 'made-up-password', confirmPassword: 'made-up-password' }
  const world = createWorld()
  world.facts.user = null
  const { signUp } = world.server
  world.server.signUp = async () => Promise.reject(lost)
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')
  await onboarding.signUp(form)
  await onboarding.signUp({ password: 'another-password', confirmPassword: 'another-password' })
  world.server.signUp = signUp
  await onboarding.signUp(form)

  expect(onboarding.$state.get()).toMatchObject({ name: 'done', arrival: 'accepted' })
  const [first, other, again] = world.keys
  expect(again).toBe(first)
  expect(other).not.toBe(first)
})

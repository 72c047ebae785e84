import { expect, test } from 'vitest'
import {
  acme,
  ann,
  bob,
  createWorld,
  deferred,
  joinable,
  reach,
  refusal,
  settled,
  statusOf,
  toAcme,
  toBeta,
} from '../../test/onboarding-world.ts'
import { createOnboarding } from './store.ts'

const draft = { name: 'Acme', slug: 'acme' }
const lost = refusal('NETWORK_FAILED', { status: 0 })

test('a second start makes no second request', async () => {
  const world = createWorld()
  world.facts.members = [acme]
  const onboarding = createOnboarding(world)
  onboarding.start()()
  onboarding.start()

  await reach(onboarding, 'done')
  expect(world.calls).toEqual(['status'])
})

test('a remount keeps the state, and notices who came meanwhile', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  const stop = onboarding.start()
  await reach(onboarding, 'create-organization')
  stop()
  onboarding.start()()
  await settled()
  expect(world.calls).toEqual(['status', 'joinable'])

  world.facts.user = bob
  onboarding.start()
  await reach(onboarding, 'loading')
  expect(await reach(onboarding, 'create-organization')).toMatchObject({ email: bob.email })
})

test('a double submission makes one request', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')

  await Promise.all([onboarding.create(draft), onboarding.create(draft)])
  await reach(onboarding, 'invite-people')
  expect(world.calls.filter((call) => call === 'create')).toHaveLength(1)
})

test('two rows are answered side by side', async () => {
  const world = createWorld()
  world.facts.invited = [toAcme, toBeta]
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'invitations')

  await Promise.all([onboarding.decline(toAcme.id), onboarding.decline(toAcme.id), onboarding.decline(toBeta.id)])
  expect(onboarding.$state.get().name).toBe('create-organization')
  expect(world.calls.filter((call) => call === 'decline')).toHaveLength(2)
})

test('a failing row keeps its problem beside the others', async () => {
  const world = createWorld()
  world.facts.invited = [toAcme, toBeta]
  world.server.accept = async () => Promise.reject(refusal('INVITATION_REVOKED'))
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'invitations')

  await onboarding.accept(toAcme.id)
  expect(onboarding.$state.get()).toMatchObject({
    name: 'invitations',
    rows: [{ invitation: toAcme, problem: { code: 'INVITATION_REVOKED' } }, { problem: null }],
  })
})

test('a late answer of an abandoned run changes nothing', async () => {
  const world = createWorld()
  const first = deferred<ReturnType<typeof statusOf>>()
  const second = deferred<ReturnType<typeof statusOf>>()
  world.server.status = () => first.promise
  const onboarding = createOnboarding(world)
  onboarding.start()
  await settled()

  world.server.status = () => second.promise
  world.announce(bob)
  await settled()
  first.resolve(statusOf([acme]))
  await settled()
  expect(onboarding.$state.get().name).toBe('loading')

  second.resolve(statusOf([], [toBeta]))
  await settled()
  expect(onboarding.$state.get().name).toBe('invitations')
})

test('a session that calls without news throws no form away', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  onboarding.start()
  const form = await reach(onboarding, 'create-organization')

  world.announce({ ...ann })
  world.announce({ ...ann })
  await settled()
  expect(onboarding.$state.get()).toBe(form)
})

test('a session that cannot be asked for a moment throws no form away', async () => {
  const world = createWorld()
  const { getUser } = world.server
  const onboarding = createOnboarding(world)
  onboarding.start()
  const form = await reach(onboarding, 'create-organization')

  world.server.getUser = async () => Promise.reject(new TypeError('fetch failed'))
  world.announce(ann)
  await settled()
  world.server.getUser = getUser
  world.announce(ann)
  await settled()
  expect(onboarding.$state.get()).toBe(form)
  world.announce(bob)
  expect(await reach(onboarding, 'loading')).toBeDefined()
})

test('signing out elsewhere leads to the sign-in, signing in leads back', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')

  world.announce(null)
  await reach(onboarding, 'signed-out')
  world.facts.members = [acme]
  world.announce(ann)
  await reach(onboarding, 'done')
})

test('nothing is followed after stop', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  const stop = onboarding.start()
  const form = await reach(onboarding, 'create-organization')
  stop()
  world.announce(null)
  await settled()
  expect(onboarding.$state.get()).toBe(form)
})

test('coming back online ends offline', async () => {
  const world = createWorld()
  const { status } = world.server
  world.server.status = async () => Promise.reject(lost)
  const onboarding = createOnboarding(world)
  onboarding.start()
  expect(await reach(onboarding, 'offline')).toMatchObject({ problem: { code: 'NETWORK_FAILED' } })

  world.server.status = status
  world.page.dispatchEvent(new Event('online'))
  await reach(onboarding, 'create-organization')

  world.page.dispatchEvent(new Event('online'))
  expect(world.calls).toEqual(['status', 'status', 'joinable'])
})

test('too many requests say how long to wait', async () => {
  const world = createWorld()
  world.server.status = async () => Promise.reject(refusal('RATE_LIMITED', { status: 429, retryAfter: 30 }))
  const onboarding = createOnboarding(world)
  onboarding.start()
  expect(await reach(onboarding, 'offline')).toMatchObject({ problem: { code: 'RATE_LIMITED', retryAfter: 30 } })
})

test('a session that fails is offline, not a crash', async () => {
  const world = createWorld()
  const { getUser } = world.server
  world.server.getUser = async () => Promise.reject(new TypeError('fetch failed'))
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'offline')

  world.server.getUser = getUser
  await onboarding.checkAgain()
  expect(onboarding.$state.get().name).toBe('create-organization')
})

test('an unconfirmed address gets a new mail, and goes on after a look', async () => {
  const world = createWorld()
  world.facts.user = { ...ann, emailVerified: false }
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'unverified')

  await Promise.all([onboarding.resend(), onboarding.resend()])
  expect(onboarding.$state.get()).toMatchObject({ name: 'unverified', resend: 'sent' })
  await onboarding.checkAgain()
  expect(onboarding.$state.get()).toMatchObject({ name: 'unverified', resend: 'idle' })

  world.facts.user = ann
  await onboarding.checkAgain()
  expect(onboarding.$state.get().name).toBe('create-organization')
  expect(world.calls).toEqual(['resend', 'status', 'joinable'])
})

test('a company with an open door is joined at once', async () => {
  const world = createWorld()
  world.facts.joinable = [joinable()]
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'company-here')

  await Promise.all([onboarding.join(acme.id), onboarding.join(acme.id)])
  expect(await reach(onboarding, 'done')).toMatchObject({ organization: acme, arrival: 'joined' })
  expect(world.calls).toEqual(['status', 'joinable', 'join'])
})

test('a company that wants to be asked is asked, and lets in', async () => {
  const world = createWorld()
  world.facts.joinable = [joinable(acme, { via: 'request' })]
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'company-here')
  await onboarding.join(acme.id)
  expect(onboarding.$state.get()).toMatchObject({ name: 'join-requested', organization: acme })

  await onboarding.checkAgain()
  expect(onboarding.$state.get().name).toBe('join-requested')
  world.facts.members = [acme]
  await onboarding.checkAgain()
  expect(onboarding.$state.get().name).toBe('done')
})

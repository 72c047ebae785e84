import { expect, test } from 'vitest'
import {
  acme,
  ann,
  beta,
  createWorld,
  link,
  reach,
  refusal,
  settled,
  toAcme,
  toBeta,
  token,
} from '../../test/onboarding-world.ts'
import { createOnboarding } from './store.ts'

const password = 'made-up-password'
const form = { password, confirmPassword: password }
const draft = { name: 'Acme', slug: 'acme' }

test('scenario 1: a link and a password lead into the organization, signed in', async () => {
  const world = createWorld()
  world.facts.user = null
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()

  expect(await reach(onboarding, 'invitation-signup')).toMatchObject({ invitation: link, submitting: false })
  await onboarding.signUp(form)

  expect(onboarding.$state.get()).toEqual({ name: 'done', organization: acme, arrival: 'accepted' })
  expect(world.calls).toEqual(['validateToken', 'signUp', 'signIn'])
  expect(world.storage.entries.size).toBe(0)
})

test('scenario 1: a session that tells of its own sign-in late changes nothing', async () => {
  const world = createWorld()
  world.facts.user = null
  world.server.signIn = async () => {
    world.facts.user = ann
  }
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')
  await onboarding.signUp(form)
  world.announce(ann)
  await settled()
  expect(onboarding.$state.get()).toMatchObject({ name: 'done', arrival: 'accepted' })
})

test('scenario 1: without a sign-in of its own, the host shows one and the member is inside', async () => {
  const world = createWorld()
  world.facts.user = null
  const { signIn: _, ...session } = world.session
  const onboarding = createOnboarding({ ...world, session, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')

  await onboarding.signUp(form)
  expect(onboarding.$state.get()).toEqual({ name: 'signed-out', invitation: null, note: 'account-created' })
  expect(world.storage.entries.size).toBe(0)

  world.announce(ann)
  expect(await reach(onboarding, 'done')).toMatchObject({ organization: acme, arrival: 'existing' })
})

test('scenario 1: a failing sign-in does not take the new account back', async () => {
  const world = createWorld()
  world.facts.user = null
  world.server.signIn = async () => Promise.reject(refusal('NETWORK_FAILED', { status: 0 }))
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')

  await onboarding.signUp(form)
  expect(onboarding.$state.get()).toMatchObject({ name: 'signed-out', note: 'account-created' })
})

test('scenario 1: the password is in no state and in no storage', async () => {
  const world = createWorld()
  world.facts.user = null
  world.server.signUp = async () => Promise.reject(refusal('NETWORK_FAILED', { status: 0 }))
  const onboarding = createOnboarding({ ...world, token })
  const seen: string[] = []
  onboarding.$state.subscribe((state) => void seen.push(JSON.stringify(state)))
  onboarding.start()
  await reach(onboarding, 'invitation-signup')

  await onboarding.signUp(form)
  expect(seen.join()).not.toContain(password)
  expect([...world.storage.entries.values()].join()).not.toContain(password)
})

test('scenario 2: a verified person founds an organization, invites and is done', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')

  await onboarding.create(draft)
  expect(onboarding.$state.get()).toMatchObject({ name: 'invite-people', organization: acme, results: [] })

  await onboarding.invite([{ email: 'bob@example.com', role: 'employee' }])
  expect(onboarding.$state.get()).toMatchObject({ results: [{ email: 'bob@example.com', status: 'invited' }] })

  await onboarding.finish()
  expect(onboarding.$state.get()).toEqual({ name: 'done', organization: acme, arrival: 'created' })
  expect(world.calls).toEqual(['status', 'joinable', 'create', 'invite'])
})

test('scenario 2: the host can leave the invitation screen out', async () => {
  const world = createWorld()
  const onboarding = createOnboarding({ ...world, skipInvitationScreen: true })
  onboarding.start()
  await reach(onboarding, 'create-organization')

  await onboarding.create(draft)
  expect(onboarding.$state.get()).toEqual({ name: 'done', organization: acme, arrival: 'created' })
})

test('scenario 3: accepting one of two invitations is the way in', async () => {
  const world = createWorld()
  world.facts.invited = [toAcme, toBeta]
  const onboarding = createOnboarding(world)
  onboarding.start()
  expect((await reach(onboarding, 'invitations')).rows.map((row) => row.invitation)).toEqual([toAcme, toBeta])

  await onboarding.accept(toBeta.id)
  expect(onboarding.$state.get()).toEqual({ name: 'done', organization: beta, arrival: 'accepted' })
})

test('scenario 3: declining the last invitation leads to scenario 2', async () => {
  const world = createWorld()
  world.facts.invited = [toAcme, toBeta]
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'invitations')

  await onboarding.decline(toAcme.id, 'Wrong person')
  expect(onboarding.$state.get()).toMatchObject({ name: 'invitations', rows: [{ invitation: toBeta }] })

  await onboarding.decline(toBeta.id)
  expect(onboarding.$state.get()).toMatchObject({ name: 'create-organization', email: ann.email })
})

test('scenario 4: a member is done after one request', async () => {
  const world = createWorld()
  world.facts.members = [acme]
  world.facts.invited = [toBeta]
  const onboarding = createOnboarding(world)
  onboarding.start()

  expect(await reach(onboarding, 'done')).toEqual({ name: 'done', organization: acme, arrival: 'existing' })
  expect(world.calls).toEqual(['status'])
})

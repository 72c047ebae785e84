import { expect, test } from 'vitest'
import {
  acme,
  ann,
  bob,
  createWorld,
  deferred,
  link,
  reach,
  refusal,
  settled,
  toBeta,
  token,
} from '../../test/onboarding-world.ts'
import { createOnboarding } from './store.ts'

const form = { password: 'made-up-password', confirmPassword: 'made-up-password' }

test('a link cut short is unknown', async () => {
  const world = createWorld()
  world.server.validateToken = async () => Promise.reject(refusal('VALIDATION_FAILED', { status: 400 }))
  const onboarding = createOnboarding({ ...world, token: 'short' })
  onboarding.start()

  expect(await reach(onboarding, 'invitation-unknown')).toMatchObject({ signedIn: true })
  expect(world.calls).toEqual(['validateToken'])
  await onboarding.leaveInvitation()
  expect(onboarding.$state.get().name).toBe('create-organization')
})

test('the right person accepts by link', async () => {
  const world = createWorld()
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')

  await onboarding.accept(link.id)
  expect(onboarding.$state.get()).toEqual({ name: 'done', organization: acme, arrival: 'accepted' })
  expect(world.storage.entries.size).toBe(0)
})

test('the right person declines by link, and goes on without it', async () => {
  const world = createWorld()
  world.facts.invited = [toBeta]
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')

  await onboarding.decline(link.id)
  expect(onboarding.$state.get()).toMatchObject({ name: 'invitations', rows: [{ invitation: toBeta }] })
  expect(world.storage.entries.size).toBe(0)
})

test('the wrong account is changed without losing the link', async () => {
  const world = createWorld()
  world.facts.user = bob
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  expect(await reach(onboarding, 'wrong-account')).toMatchObject({ email: bob.email, invitation: link })

  await onboarding.switchAccount()
  expect(onboarding.$state.get().name).toBe('invitation-signup')
  await onboarding.signInInstead()
  expect(onboarding.$state.get()).toMatchObject({ name: 'signed-out', invitation: link })

  world.announce(ann)
  await reach(onboarding, 'invitation-review')
})

test('the host changes the account where the session cannot sign out', async () => {
  const world = createWorld()
  world.facts.user = bob
  const { signOut: _, ...session } = world.session
  const onboarding = createOnboarding({ ...world, session, token })
  onboarding.start()
  await reach(onboarding, 'wrong-account')

  await onboarding.switchAccount()
  expect(onboarding.$state.get().name).toBe('invitation-signup')
})

test('the server has the last word on whose invitation it is', async () => {
  const world = createWorld()
  world.server.accept = async () => Promise.reject(refusal('NOT_AUTHORIZED', { status: 403 }))
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')

  await onboarding.accept(link.id)
  expect(onboarding.$state.get()).toMatchObject({ name: 'wrong-account' })
  expect(world.storage.entries.size).toBe(1)
})

test('an account that exists signs in and then accepts', async () => {
  const world = createWorld()
  world.facts.user = null
  world.server.signUp = async () => Promise.reject(refusal('USER_EXISTS'))
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')
  await onboarding.signUp(form)
  expect(onboarding.$state.get()).toMatchObject({ name: 'account-exists', invitation: link })

  world.announce(ann)
  await reach(onboarding, 'invitation-review')
})

test('a sign-in elsewhere during a failing sign-up is noticed', async () => {
  const world = createWorld()
  world.facts.user = null
  const answer = deferred<never>()
  world.server.signUp = () => answer.promise
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')

  const submitted = onboarding.signUp(form)
  world.announce(ann)
  await settled()
  expect(onboarding.$state.get()).toMatchObject({ name: 'invitation-signup', submitting: true })
  answer.reject(refusal('USER_EXISTS'))
  await submitted
  expect(onboarding.$state.get().name).toBe('invitation-review')
})

test('a sign-up is not overtaken by the look at its own sign-in', async () => {
  const world = createWorld()
  world.facts.user = null
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')
  const names: string[] = []
  onboarding.$state.listen(({ name }) => names.push(name))
  const network = deferred<void>()
  world.server.getUser = async () => network.promise.then(() => world.facts.user)

  await onboarding.signUp(form)
  world.announce(ann)
  network.resolve()
  await settled()
  expect(names).toEqual(['invitation-signup', 'done'])
  expect(onboarding.$state.get()).toMatchObject({ arrival: 'accepted' })
  expect(world.calls).toEqual(['validateToken', 'signUp', 'signIn'])

  world.announce(bob)
  await reach(onboarding, 'loading')
})

test('a look at the session that a sign-up overtakes is made up for when it fails', async () => {
  const world = createWorld()
  world.facts.user = null
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')
  const answer = deferred<never>()
  world.server.signUp = () => answer.promise
  world.announce(ann)
  const submitted = onboarding.signUp(form)
  await settled()
  expect(onboarding.$state.get()).toMatchObject({ name: 'invitation-signup', submitting: true })

  answer.reject(refusal('INTERNAL', { status: 500 }))
  await submitted
  expect(onboarding.$state.get().name).toBe('invitation-review')
})

test('a second submission of the sign-up leaves the first alone', async () => {
  const world = createWorld()
  world.facts.user = null
  const network = deferred<void>()
  const { signUp } = world.server
  world.server.signUp = () => network.promise.then(signUp)
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')
  const names: string[] = []
  onboarding.$state.listen(({ name }) => names.push(name))

  const submitted = [onboarding.signUp(form), onboarding.signUp(form)]
  await settled()
  network.resolve()
  await Promise.all(submitted)
  await settled()
  expect(names).toEqual(['invitation-signup', 'done'])
})

test('a session that cannot be asked after a sign-up takes nobody out again', async () => {
  const world = createWorld()
  world.facts.user = null
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-signup')
  const { getUser } = world.server
  world.server.getUser = async () => Promise.reject(new TypeError('fetch failed'))
  await onboarding.signUp(form)
  const inside = onboarding.$state.get()
  expect(inside).toMatchObject({ name: 'done', arrival: 'accepted' })

  world.server.getUser = getUser
  world.announce(ann)
  await settled()
  expect(onboarding.$state.get()).toBe(inside)
})

test('the link outlives a session that cannot be asked, and one that has ended', async () => {
  const world = createWorld()
  const { getUser, status } = world.server
  world.server.getUser = async () => Promise.reject(new TypeError('fetch failed'))
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'offline')
  world.announce(ann)
  await settled()
  expect(onboarding.$state.get().name).toBe('offline')
  expect(world.storage.entries.size).toBe(1)

  world.server.getUser = getUser
  world.server.status = async () => Promise.reject(refusal('UNAUTHENTICATED', { status: 401 }))
  await onboarding.checkAgain()
  expect(onboarding.$state.get()).toMatchObject({ name: 'signed-out', note: 'session-ended' })
  expect(world.storage.entries.size).toBe(1)

  world.server.status = status
  await onboarding.checkAgain()
  expect(onboarding.$state.get()).toMatchObject({ name: 'invitation-review', invitation: link })
})

test('a full organization is looked at again', async () => {
  const world = createWorld()
  const { accept } = world.server
  world.server.accept = async () => Promise.reject(refusal('ORGANIZATION_FULL'))
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')
  await onboarding.accept(link.id)
  expect(onboarding.$state.get()).toMatchObject({ name: 'organization-full', organization: acme, again: false })

  await onboarding.checkAgain()
  await onboarding.accept(link.id)
  expect(onboarding.$state.get()).toMatchObject({ name: 'organization-full', organization: acme, again: true })

  world.server.accept = accept
  await onboarding.checkAgain()
  await onboarding.accept(link.id)
  expect(onboarding.$state.get().name).toBe('done')
})

test('a member who follows an old link opens the app', async () => {
  const world = createWorld()
  world.facts.members = [acme]
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'already-member')
  expect(world.storage.entries.size).toBe(0)

  await onboarding.openApp()
  expect(onboarding.$state.get()).toEqual({
    name: 'done',
    organization: acme,
    arrival: 'existing',
  })
})

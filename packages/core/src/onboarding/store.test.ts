import { expect, test } from 'vitest'
import {
  acme,
  ann,
  bob,
  createStorage,
  createWorld,
  deferred,
  joinable,
  link,
  reach,
  refusal,
  settled,
  statusOf,
  toAcme,
  toBeta,
  token,
} from '../../test/onboarding-world.ts'
import { createOnboarding } from './store.ts'

const form = { password: 'made-up-password', confirmPassword: 'made-up-password' }
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
  world.server.status = () => first.promise
  const onboarding = createOnboarding(world)
  onboarding.start()

  await expect.poll(() => world.calls).toEqual(['status'])
  world.server.status = async () => statusOf([acme])
  world.announce(bob)
  const done = await reach(onboarding, 'done')
  first.resolve(statusOf([], [toBeta]))
  await settled()
  expect(onboarding.$state.get()).toBe(done)
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

test('a link cut short is unknown', async () => {
  const world = createWorld()
  world.server.validateToken = async () => Promise.reject(refusal('VALIDATION_FAILED', { status: 400 }))
  const onboarding = createOnboarding({ ...world, token: 'short' })
  onboarding.start()

  expect(await reach(onboarding, 'invitation-unknown')).toMatchObject({ signedIn: true })
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

test('a full organization is looked at again', async () => {
  const world = createWorld()
  const { accept } = world.server
  world.server.accept = async () => Promise.reject(refusal('ORGANIZATION_FULL'))
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')
  await onboarding.accept(link.id)
  expect(onboarding.$state.get()).toMatchObject({ name: 'organization-full', organization: { name: 'Acme' } })

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

test('the token survives a reload, and nothing else does', async () => {
  const world = createWorld()
  world.facts.user = null
  createOnboarding({ ...world, token }).start()
  await expect.poll(() => world.calls).toEqual(['validateToken'])
  expect([...world.storage.entries.values()]).toEqual([JSON.stringify({ token, inviting: null })])

  world.facts.user = ann
  const reloaded = createOnboarding(world)
  reloaded.start()
  await reach(reloaded, 'invitation-review')
})

test('a founder goes on inviting after a reload', async () => {
  const world = createWorld()
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')
  await onboarding.create(draft)

  const reloaded = createOnboarding(world)
  reloaded.start()
  expect(await reach(reloaded, 'invite-people')).toMatchObject({ organization: acme })
  await reloaded.finish()
  expect(world.storage.entries.size).toBe(0)
})

test('a storage that is broken or full costs nothing but the resumption', async () => {
  const world = createWorld()
  const broken = {
    getItem: () => '{"token":7,',
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
    removeItem: () => undefined,
  }
  const onboarding = createOnboarding({ ...world, storage: broken, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')
})

test('a storage that holds something else is not read', async () => {
  const world = createWorld()
  world.storage.setItem('tenantry.onboarding', 'null')
  const onboarding = createOnboarding(world)
  onboarding.start()
  await reach(onboarding, 'create-organization')
  expect(world.calls).not.toContain('validateToken')
})

test('no storage at all is no hindrance', async () => {
  const onboarding = createOnboarding({ ...createWorld(), storage: null, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')
})

test('a link that is opened anew replaces the one that was kept', async () => {
  const storage = createStorage()
  storage.setItem('tenantry.onboarding', JSON.stringify({ token: 'old', inviting: null }))
  const onboarding = createOnboarding({ ...createWorld(), storage, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')
  expect(storage.getItem('tenantry.onboarding')).toContain(token)
})

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

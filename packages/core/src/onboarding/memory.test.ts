import { expect, test } from 'vitest'
import {
  acme,
  ann,
  createStorage,
  createWorld,
  deferred,
  reach,
  settled,
  statusOf,
  token,
} from '../../test/onboarding-world.ts'
import { createOnboarding } from './store.ts'

const draft = { name: 'Acme', slug: 'acme' }

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

test('a flow that another link has replaced leaves that link alone', async () => {
  const world = createWorld()
  const { status } = world.server
  const answer = deferred<ReturnType<typeof statusOf>>()
  world.server.status = () => answer.promise
  const replaced = createOnboarding({ ...world, token: 'first' })
  const stop = replaced.start()
  await settled()
  stop()

  world.server.status = status
  const onboarding = createOnboarding({ ...world, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')
  answer.resolve(statusOf([acme]))
  await reach(replaced, 'already-member')
  expect(world.storage.getItem('tenantry.onboarding')).toContain(token)
})

test('a flow that was stopped while it accepted has no link left', async () => {
  const world = createWorld()
  const onboarding = createOnboarding({ ...world, token })
  const stop = onboarding.start()
  const { invitation } = await reach(onboarding, 'invitation-review')
  const accepted = onboarding.accept(invitation.id)
  stop()
  await accepted
  expect(world.storage.entries.size).toBe(0)
})

test('a link that is opened anew replaces the one that was kept', async () => {
  const storage = createStorage()
  storage.setItem('tenantry.onboarding', JSON.stringify({ token: 'old', inviting: null }))
  const onboarding = createOnboarding({ ...createWorld(), storage, token })
  onboarding.start()
  await reach(onboarding, 'invitation-review')
  expect(storage.getItem('tenantry.onboarding')).toContain(token)
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Access, KindeSignInOptions } from '../../src/sign-in.ts'
import { APP, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.identity.stop())
beforeEach(() => {
  stage.identity.away = false
})

const held = {
  org_code: 'org_1',
  permissions: ['read:things', 7],
  roles: [{ id: 'role_9', key: 'admin', name: 'Admin' }, { name: 'no key' }],
  feature_flags: {
    dark_mode: { t: 'b', v: true },
    theme: { t: 's', v: 'pink' },
    seats: { t: 'i', v: 5 },
    broken: { t: 'b', v: 'false' },
    fraction: { t: 'i', v: 1.5 },
  },
}

/** What somebody may do whose token says so. */
async function accessOf(claims: Record<string, unknown>, options: KindeSignInOptions = {}): Promise<Access> {
  stage.identity.claims = claims
  const kit = stage.kit(options)
  const ada = stage.visitor(kit)
  await ada.signIn(`${APP}/login`, 'ada@example.com')
  const cookie = [...(ada.jar.get(APP) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  stage.identity.requests.length = 0
  return (await kit.requireUser(new Request(APP, { headers: { cookie } }))).access
}

const askedApi = () => stage.identity.requests.filter((request) => request.includes('/account_api/')).length

test('reads permissions from the token', async () => {
  const access = await accessOf(held)
  expect(await access.permissions()).toEqual({ organization: 'org_1', permissions: ['read:things'] })
  expect(await access.permission('read:things')).toEqual({ key: 'read:things', organization: 'org_1', isGranted: true })
  expect(await access.permission('read')).toMatchObject({ isGranted: false })
  expect(askedApi()).toBe(0)
})

test('reads permissions from the API, every page of them', async () => {
  const access = await accessOf(held)
  const expected = { organization: 'org_from_the_api', permissions: ['read:things', 'write:things'] }
  expect(await access.permissions({ force: 'api' })).toEqual(expected)
  expect(await access.permission('write:things', { force: 'api' })).toMatchObject({ isGranted: true })
  expect(askedApi()).toBe(4)
})

test('reads roles from the token and from the API', async () => {
  const access = await accessOf(held)
  expect(await access.roles()).toEqual({
    organization: 'org_1',
    roles: [{ id: 'role_9', key: 'admin', name: 'Admin' }],
  })
  expect(await access.role('admin')).toEqual({ id: 'role_9', key: 'admin', name: 'Admin' })
  expect(await access.role('owner')).toBeNull()
  expect(await access.role('owner', { force: 'api' })).toEqual({ id: 'role_2', key: 'owner', name: 'Owner' })
})

test('reads flags with their types, and leaves out those whose value is of another', async () => {
  const access = await accessOf(held)
  expect(await access.flag('dark_mode', false)).toEqual({
    key: 'dark_mode',
    type: 'boolean',
    value: true,
    isDefault: false,
  })
  expect((await access.flag('theme', 'blue')).value).toBe('pink')
  expect((await access.flag('seats', 1)).value).toBe(5)
  expect(await access.flag('nothing', 3)).toEqual({ key: 'nothing', type: 'integer', value: 3, isDefault: true })
  expect(await access.flag('broken', true)).toMatchObject({ value: true, isDefault: true })
  expect(await access.flag('nothing')).toBeNull()
  expect((await access.flags()).map(({ key }) => key)).toEqual(['dark_mode', 'theme', 'seats'])
  await expect(access.flag('theme', true)).rejects.toThrow(
    'The flag theme is of type string, and boolean was asked for.',
  )
})

test('reads flags from the API', async () => {
  const access = await accessOf(held)
  expect((await access.flag('seats', 1, { force: 'api' })).value).toBe(12)
  expect((await access.flags({ force: 'api' })).map(({ key }) => key)).toEqual(['dark_mode', 'seats'])
})

test('reads claims of either token', async () => {
  const access = await accessOf(held)
  expect(access.claim('org_code')).toBe('org_1')
  expect(access.claim('email')).toBeUndefined()
  expect(access.claim('email', 'id')).toBe('ada@example.com')
  expect(access.claims('id')).toMatchObject({ sub: 'kp_ada@example.com', given_name: 'Ada' })
  expect(access.claims()).toMatchObject({ aud: 'https://api.app.test' })
})

test('asks the API for what the token does not hold', async () => {
  const access = await accessOf({})
  expect((await access.permissions()).permissions).toEqual(['read:things', 'write:things'])
  expect((await access.roles()).roles).toHaveLength(2)
  expect((await access.flag('seats', 1)).value).toBe(12)
})

test('asks nobody when only the token counts', async () => {
  const access = await accessOf({}, { force: 'token' })
  expect(await access.permissions()).toEqual({ organization: null, permissions: [] })
  expect(await access.roles()).toEqual({ organization: null, roles: [] })
  expect(await access.flags()).toEqual([])
  expect(askedApi()).toBe(0)
})

test('always asks when only the API counts, unless a call says otherwise', async () => {
  const access = await accessOf(held, { force: 'api' })
  expect((await access.permissions()).organization).toBe('org_from_the_api')
  expect((await access.permissions({ force: 'token' })).organization).toBe('org_1')
})

test('reads what applications of Hasura get', async () => {
  const claims = {
    'x-hasura-org-code': 'org_h',
    'x-hasura-permissions': ['read:things'],
    'x-hasura-roles': [{ id: 'r', key: 'admin', name: 'Admin' }],
    'x-hasura-feature-flags': { dark_mode: { t: 'b', v: true } },
  }
  const access = await accessOf(claims, { force: 'token' })
  expect(await access.permission('read:things')).toMatchObject({ organization: 'org_h', isGranted: true })
  expect((await access.roles()).roles).toHaveLength(1)
  expect((await access.flag('dark_mode', false)).value).toBe(true)
})

test('an API that is away is an error, and never an empty list of permissions', async () => {
  const access = await accessOf(held, { deadlineMs: 300 })
  stage.identity.away = true
  await expect(access.permissions({ force: 'api' })).rejects.toMatchObject({
    name: 'ProviderError',
    kind: 'unavailable',
  })
})

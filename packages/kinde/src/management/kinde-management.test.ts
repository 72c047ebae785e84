import { expect, test } from 'vitest'
import { kindeForFile } from '../../test/start-kinde.ts'
import { type KindeManagement, kindeManagement } from './kinde-management.ts'

const { url, fake, exchanges } = await kindeForFile()
const kinde = kindeManagement({ domain: url, clientId: 'm2m', clientSecret: 'm2m-secret' })

type Act = (kinde: KindeManagement) => Promise<unknown>

const made = {
  user: () => kinde.users.create({ firstName: 'John', lastName: 'Doe', email: `${crypto.randomUUID()}@example.com` }),
  organization: () => kinde.organizations.create({ name: 'Example Organization' }),
  role: () =>
    kinde.roles.create({ name: 'Admin', description: 'Administrator role', key: `role_${crypto.randomUUID()}` }),
  permission: () => kinde.permissions.create({ name: 'Read', key: `read:${crypto.randomUUID()}` }),
  flag: () =>
    kinde.featureFlags.create({
      name: 'Dark Mode',
      key: `flag_${crypto.randomUUID()}`,
      description: 'Enable dark mode theme',
      type: 'boolean',
      defaultValue: false,
    }),
}

// Everything that the Python client documents, beside what a TypeScript program writes for it.
const calls: readonly (readonly [python: string, act: Act, expected: unknown])[] = [
  [
    'get_users(page_size=10)',
    async () => {
      await made.user()
      return (await kinde.users.page({ pageSize: 10 })).items.length > 0
    },
    true,
  ],
  [
    'get_user(user_id)',
    async () => kinde.users.get((await made.user()).id),
    { firstName: 'John', lastName: 'Doe', isSuspended: false, organizations: [] },
  ],
  ['create_user(first_name, last_name, email)', () => made.user(), { id: expect.stringMatching(/^kp_/) }],
  [
    'update_user(user_id, first_name, last_name)',
    async () => {
      const { id } = await made.user()
      await kinde.users.update(id, { firstName: 'John', lastName: 'Smith' })
      return kinde.users.get(id)
    },
    { lastName: 'Smith' },
  ],
  [
    'delete_user(user_id)',
    async () => {
      const { id } = await made.user()
      await kinde.users.delete(id)
      return fake.state.users.has(id)
    },
    false,
  ],
  [
    'get_organizations(page_size=10)',
    async () => {
      await made.organization()
      return (await kinde.organizations.page({ pageSize: 10 })).items.length > 0
    },
    true,
  ],
  [
    'get_organization(org_code)',
    async () => kinde.organizations.get((await made.organization()).code),
    { name: 'Example Organization', externalId: null },
  ],
  ['create_organization(name)', () => made.organization(), { code: expect.stringMatching(/^org_/) }],
  [
    'update_organization(org_code, name)',
    async () => {
      const { code } = await made.organization()
      await kinde.organizations.update(code, { name: 'Updated Organization Name' })
      return kinde.organizations.get(code)
    },
    { name: 'Updated Organization Name' },
  ],
  [
    'delete_organization(org_code)',
    async () => {
      const { code } = await made.organization()
      await kinde.organizations.delete(code)
      return fake.state.organizations.has(code)
    },
    false,
  ],
  [
    'get_roles(page_size=10)',
    async () => (await kinde.roles.page({ pageSize: 10 })).items[0],
    { key: 'admin', isDefault: false },
  ],
  [
    'get_role(role_id)',
    async () => kinde.roles.get((await made.role()).id),
    { name: 'Admin', description: 'Administrator role' },
  ],
  ['create_role(name, description, key)', () => made.role(), { id: expect.any(String) }],
  [
    'update_role(role_id, name, description)',
    async () => {
      const { id } = await made.role()
      await kinde.roles.update(id, { name: 'Super Admin', description: 'Super administrator role' })
      return kinde.roles.get(id)
    },
    { name: 'Super Admin', description: 'Super administrator role', key: expect.stringMatching(/^role_/) },
  ],
  [
    'delete_role(role_id)',
    async () => {
      const { id } = await made.role()
      await kinde.roles.delete(id)
      return fake.state.roles.has(id)
    },
    false,
  ],
  [
    'get_feature_flags(page_size=10)',
    async () => {
      await made.flag()
      return (await kinde.featureFlags.page({ pageSize: 10 })).items[0]
    },
    { type: 'boolean', value: false },
  ],
  [
    'create_feature_flag(name, key, description, type, default_value)',
    () => made.flag(),
    { key: expect.stringMatching(/^flag_/) },
  ],
  [
    'update_feature_flag(feature_flag_id, name, description)',
    async () => {
      const { key } = await made.flag()
      await kinde.featureFlags.update(key, { name: 'Dark Theme', description: 'Enable dark theme' })
      return fake.state.flags.get(key)
    },
    { name: 'Dark Theme', description: 'Enable dark theme', type: 'bool', default_value: 'false' },
  ],
  [
    'delete_feature_flag(feature_flag_id)',
    async () => {
      const { key } = await made.flag()
      await kinde.featureFlags.delete(key)
      return fake.state.flags.has(key)
    },
    false,
  ],
]

// What it promises in words: permissions too, and single flags.
const more: typeof calls = [
  [
    'permissions: page',
    async () => {
      await made.permission()
      return (await kinde.permissions.page()).items[0]
    },
    { name: 'Read' },
  ],
  ['permissions: get', async () => kinde.permissions.get((await made.permission()).id), { name: 'Read' }],
  [
    'permissions: update',
    async () => {
      const { id } = await made.permission()
      await kinde.permissions.update(id, { name: 'Write' })
      return kinde.permissions.get(id)
    },
    { name: 'Write' },
  ],
  [
    'permissions: delete',
    async () => {
      const { id } = await made.permission()
      await kinde.permissions.delete(id)
      return fake.state.permissions.has(id)
    },
    false,
  ],
  [
    'feature flags: get',
    async () => kinde.featureFlags.get((await made.flag()).key),
    { type: 'boolean', value: false },
  ],
]

test.each([...calls, ...more])('%s', async (_, act, expected) => {
  const result = await act(kinde)
  if (typeof expected === 'object') expect(result).toMatchObject(expected as object)
  else expect(result).toBe(expected)
})

test('goes through every page to the end', async () => {
  const names = Array.from({ length: 23 }, (_, index) => `Many ${index}`)
  for (const name of names) await kinde.organizations.create({ name })
  const found: string[] = []
  for await (const { name } of kinde.organizations.list()) if (name.startsWith('Many')) found.push(name)
  expect(found).toEqual(names)

  const byPage: string[] = []
  for (let nextToken: string | null | undefined; nextToken !== null; ) {
    const page = await kinde.organizations.page({ pageSize: 4, ...(nextToken && { nextToken }) })
    byPage.push(...page.items.map(({ name }) => name))
    nextToken = page.nextToken
  }
  expect(byPage.filter((name) => name.startsWith('Many'))).toEqual(names)
})

test('finds users by their address', async () => {
  const { id } = await kinde.users.create({ email: 'only@example.com' })
  const { items } = await kinde.users.page({ email: 'only@example.com' })
  expect(items).toMatchObject([{ id, email: 'only@example.com' }])
})

test.each<[what: string, act: () => Promise<unknown>, failure: object]>([
  ['a user who is not there', () => kinde.users.get('kp_nobody'), { kind: 'not_found', code: 'USER_NOT_FOUND' }],
  [
    'an organization that is not there',
    () => kinde.organizations.delete('org_none'),
    { kind: 'not_found', status: 404 },
  ],
  ['a flag that is not there', () => kinde.featureFlags.get('none'), { kind: 'not_found' }],
  ['a page that is too large', () => kinde.users.page({ pageSize: 501 }), { code: 'PAGE_SIZE_LIMIT_EXCEEDED' }],
  ['an id that would be another path', () => kinde.organizations.delete('..'), { kind: 'not_found', status: null }],
  [
    'an address that somebody has',
    async () => {
      await kinde.users.create({ email: 'twice@example.com' })
      await kinde.users.create({ email: 'twice@example.com' })
    },
    { kind: 'conflict' },
  ],
])('fails on %s', async (_, act, failure) => {
  await expect(act()).rejects.toMatchObject({ name: 'ProviderError', ...failure })
})

test('all of it took one token', () => {
  expect(exchanges.filter(({ url: path }) => path === '/oauth2/token')).toHaveLength(1)
})

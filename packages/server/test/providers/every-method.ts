import { isTenantryError } from '@tenantry/core'
import { isProviderError, type Provider } from '@tenantry/core/provider'
import { kindeManagement } from '@tenantry/kinde/management'

type Calls = Readonly<Record<string, () => Promise<unknown>>>

async function all(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

/** Every method of a provider that calls its API, with arguments of the right shape. */
export function everyMethod(provider: Provider, subject: string): Calls {
  const { organizations, invitations, tokens, checks } = provider
  const context = { runSql: () => Promise.reject(new Error('no provider elsewhere touches the database')) }
  const [token] = tokens
  const { issuer = '' } = token ?? {}
  const email = 'dora@example.com'
  const marker = crypto.randomUUID()
  const wish = { marker, name: 'Acme', slug: 'acme', founder: subject }
  const invitation = { email, role: 'employee', url: 'https://app.example.com/invitation', inviter: subject }
  const expiresAt = new Date(Date.now() + 7 * 86_400_000)
  const user = {
    marker: '01900000-0000-7000-8000-0000000000f1',
    email,
    password: 'a made-up passphrase',
    name: 'Dora Example',
    emailVerified: true,
  }
  return {
    'read a token': async () => token?.read?.({ sub: subject, azp: 'https://app.example.com', sid: 'sess_1' }),
    ...(organizations && {
      create: () => organizations.create(wish),
      find: () => organizations.find(wish),
      update: () => organizations.update('org_1', { name: 'Acme II', slug: 'acme-ii' }),
      remove: () => organizations.remove('org_1'),
      setMember: () => organizations.setMember('org_1', { subject, role: 'employee' }),
      removeMember: () => organizations.removeMember('org_1', subject),
      members: () => all(organizations.members('org_1')),
    }),
    ...(invitations && {
      'send by mail': () => invitations.send('org_1', { ...invitation, expiresAt, mail: true }),
      'send without': () => invitations.send('org_1', { ...invitation, expiresAt, inviter: null, mail: false }),
      revoke: () => invitations.revoke('org_1', subject),
    }),
    createUser: async () => provider.createUser?.(user, context),
    'createUser unproved': async () =>
      provider.createUser?.({ ...user, emailVerified: false, username: 'dora' }, context),
    confirmEmail: async () => provider.confirmEmail?.({ issuer, subject }, context),
    findUser: async () => provider.findUser?.(email, context),
    deleteUser: async () => provider.deleteUser?.({ issuer, subject }, context),
    ...(checks && { checks: () => all(checks()) }),
  }
}

/** Every method of the client of Kinde's Management API. */
export function everyManagementMethod(domain: string): Calls {
  const credentials = { domain, clientId: 'm2m', clientSecret: 'm2m-secret', deadlineMs: 4000 }
  const { users, organizations, roles, permissions, featureFlags } = kindeManagement(credentials)
  const flag = { key: 'dark_mode', name: 'Dark Mode', description: 'Colours of the night' }
  return {
    'users.list': () => all(users.list({ email: 'dora@example.com' })),
    'users.page': () => users.page({ pageSize: 10 }),
    'users.get': () => users.get('kp_1'),
    'users.create': () => users.create({ email: 'dora@example.com', firstName: 'Dora', lastName: 'Example' }),
    'users.update': () => users.update('kp_1', { lastName: 'Other', isSuspended: true }),
    'users.delete': () => users.delete('kp_1'),
    'organizations.list': () => all(organizations.list()),
    'organizations.get': () => organizations.get('org_1'),
    'organizations.create': () => organizations.create({ name: 'Acme', externalId: 'one', handle: 'acme' }),
    'organizations.update': () => organizations.update('org_1', { name: 'Acme II' }),
    'organizations.delete': () => organizations.delete('org_1'),
    'roles.list': () => all(roles.list()),
    'roles.get': () => roles.get('role_1'),
    'roles.create': () => roles.create({ key: 'guest', name: 'Guest', description: 'Looks on', isDefault: false }),
    'roles.update': () => roles.update('role_1', { name: 'Visitor' }),
    'roles.delete': () => roles.delete('role_1'),
    'permissions.list': () => all(permissions.list()),
    'permissions.create': () => permissions.create({ key: 'read:all', name: 'Read', description: 'Reads' }),
    'permissions.update': () => permissions.update('perm_1', { name: 'Read it' }),
    'permissions.delete': () => permissions.delete('perm_1'),
    'featureFlags.list': () => all(featureFlags.list()),
    'featureFlags.create': () => featureFlags.create({ ...flag, type: 'boolean', defaultValue: false }),
    'featureFlags.update': () => featureFlags.update('dark_mode', { name: flag.name, description: flag.description }),
    'featureFlags.delete': () => featureFlags.delete('dark_mode'),
  }
}

/** Calls one after the other. @returns how each ended: `done`, or the kind of its error; anything but an error of ours is thrown */
export async function outcomesOf(calls: Calls): Promise<Readonly<Record<string, string>>> {
  const outcomes: Record<string, string> = {}
  for (const [name, call] of Object.entries(calls)) {
    try {
      await call()
      outcomes[name] = 'done'
    } catch (error) {
      if (isProviderError(error)) outcomes[name] = error.kind
      else if (isTenantryError(error)) outcomes[name] = error.code
      else throw new Error(`${name} threw what no caller expects`, { cause: error })
    }
  }
  return outcomes
}

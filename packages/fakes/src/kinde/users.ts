import { done, found, Refusal } from './answers.ts'
import { join } from './members.ts'
import { organizationOf } from './organizations.ts'
import { pageOf } from './page.ts'
import type { KindeCall, KindeRoute } from './route.ts'
import { type KindeState, type KindeUser, newId, tell, timeOf } from './state.ts'

/** A user is at the singular path, named in the query; all of them are at the plural one. */
export const userRoutes: readonly KindeRoute[] = [
  { call: 'POST /api/v1/user', scope: 'create:users', answer: create },
  { call: 'GET /api/v1/user', scope: 'read:users', answer: read },
  { call: 'GET /api/v1/users', scope: 'read:users', answer: list },
  { call: 'PATCH /api/v1/user', scope: 'update:users', answer: update },
  { call: 'DELETE /api/v1/user', scope: 'delete:users', answer: remove },
  { call: 'GET /api/v1/users/{user_id}/identities', scope: 'read:user_identities', mute: true, answer: identities },
  { call: 'PUT /api/v1/users/{user_id}/password', scope: 'update:user_passwords', mute: true, answer: setPassword },
]

export function addUser(state: KindeState, given: Partial<Omit<KindeUser, 'id'>>): KindeUser {
  const user: KindeUser = {
    id: newId('kp'),
    created_on: timeOf(state),
    first_name: '',
    last_name: '',
    email: null,
    email_confirmed: false,
    provided_id: null,
    picture: null,
    is_suspended: false,
    is_password_reset_requested: false,
    password: null,
    ...given,
  }
  state.users.set(user.id, user)
  return user
}

/** Records what a webhook tells of a user: the person, and everything that they are a member of. */
export function tellOfUser(state: KindeState, type: string, id: string): void {
  const user = state.users.get(id)
  if (!user) return
  const { email, first_name, last_name, is_suspended, is_password_reset_requested } = user
  const organizations = [...state.organizations.values()].flatMap(({ code, members }) => {
    const held = members.get(id)
    if (!held) return []
    const roles = [...held].map((role) => ({ id: role, key: state.roles.get(role)?.key }))
    return [{ code, permissions: null, roles: roles.length > 0 ? roles : null }]
  })
  const shown = { id, email, first_name, last_name, is_suspended, is_password_reset_requested, organizations }
  tell(state, type, { user: { ...shown, phone: null, username: null } })
}

interface WishedIdentity {
  readonly type?: string
  readonly is_verified?: boolean
  readonly details?: { readonly email?: string }
}

/** Makes no second account of an address; it says so, and names nobody. */
function create({ state, body }: KindeCall): object {
  const profile = (body.profile ?? {}) as { given_name?: string; family_name?: string; picture?: string }
  const wished = (body.identities ?? []) as readonly WishedIdentity[]
  const { details, is_verified = false } = wished.find(({ type }) => type === 'email') ?? {}
  const email = details?.email?.toLowerCase() ?? null
  if (email && userBy(state, email))
    return { created: false, identities: wished.map(({ type }) => ({ type, result: { created: false } })) }
  const organization = body.organization_code ? organizationOf(state, String(body.organization_code)) : null
  const user = addUser(state, {
    email,
    email_confirmed: is_verified,
    first_name: profile.given_name ?? '',
    last_name: profile.family_name ?? '',
    picture: profile.picture ?? null,
    provided_id: typeof body.provided_id === 'string' ? body.provided_id : null,
  })
  if (organization) join(state, organization, user.id, [])
  tellOfUser(state, 'user.created', user.id)
  return { id: user.id, created: true, identities: wished.map(({ type }) => ({ type, result: { created: true } })) }
}

function userBy({ users }: KindeState, email: string): KindeUser | undefined {
  return [...users.values()].find((user) => user.email === email)
}

function read({ state, query }: KindeCall): object {
  const user = userOf(state, query.get('id'))
  const { email, ...shown } = shownOf(state, user, query)
  return { ...shown, ...(email && { preferred_email: email }) }
}

function list({ state, query }: KindeCall): object {
  const only = (name: string) => query.get(name)?.toLowerCase().split(',')
  const [emails, ids] = [only('email'), only('user_id')]
  const matching = [...state.users.values()].filter(
    ({ id, email }) => (!emails || emails.includes(email ?? '')) && (!ids || ids.includes(id)),
  )
  const { items, next } = pageOf(matching, query)
  return { code: 'OK', message: 'Success', users: items.map((user) => shownOf(state, user, query)), ...next }
}

function shownOf(state: KindeState, user: KindeUser, query: URLSearchParams) {
  const { id, first_name, last_name, is_suspended, created_on, email, provided_id, picture } = user
  const all = [...state.organizations.values()]
  const expand = query.get('expand')?.split(',') ?? []
  return {
    id,
    first_name,
    last_name,
    is_suspended,
    created_on,
    ...(email && { email }),
    ...(provided_id && { provided_id }),
    ...(picture && { picture }),
    ...(expand.includes('organizations') && {
      organizations: all.filter(({ members }) => members.has(id)).map(({ code }) => code),
    }),
    ...(expand.includes('identities') && { identities: email ? [{ type: 'email', identity: email }] : [] }),
  }
}

function update({ state, query, body }: KindeCall): object {
  const user = userOf(state, query.get('id'))
  const { given_name, family_name, picture, is_suspended, provided_id, is_password_reset_requested } = body
  if (typeof given_name === 'string') user.first_name = given_name
  if (typeof family_name === 'string') user.last_name = family_name
  if (typeof picture === 'string') user.picture = picture
  if (typeof provided_id === 'string') user.provided_id = provided_id
  if (typeof is_suspended === 'boolean') user.is_suspended = is_suspended
  if (typeof is_password_reset_requested === 'boolean') user.is_password_reset_requested = is_password_reset_requested
  tellOfUser(state, 'user.updated', user.id)
  const { id, first_name, last_name, email } = user
  return {
    id,
    given_name: first_name,
    family_name: last_name,
    ...(email && { email }),
    is_suspended: user.is_suspended,
  }
}

function remove({ state, query }: KindeCall): object {
  const { id } = userOf(state, query.get('id'))
  for (const { members } of state.organizations.values()) members.delete(id)
  state.users.delete(id)
  tell(state, 'user.deleted', { user: { id } })
  return done('User deleted')
}

function identities({ state, params }: KindeCall): object {
  const { email, email_confirmed, created_on } = userOf(state, params.user_id)
  const own = { id: newId('identity'), type: 'email', is_confirmed: email_confirmed, created_on, is_primary: true }
  return { code: 'OK', message: 'Success', identities: email ? [{ ...own, name: email, email }] : [], has_more: false }
}

function setPassword({ state, params, body }: KindeCall): object {
  const user = userOf(state, params.user_id)
  const { hashed_password: hash, hashing_method: method = 'bcrypt' } = body
  if (typeof hash !== 'string' || !hash) throw new Refusal(400, 'PASSWORD_REQUIRED', 'Hashed password is required')
  user.password = { hash, method: String(method) }
  return done('Password set')
}

function userOf({ users }: KindeState, id: string | null | undefined): KindeUser {
  return found(users.get(id ?? ''), 'USER_NOT_FOUND', 'User not found')
}

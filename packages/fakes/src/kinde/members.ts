import { done, found, Refusal } from './answers.ts'
import { organizationOf } from './organizations.ts'
import { pageOf } from './page.ts'
import type { KindeCall, KindeRoute } from './route.ts'
import type { KindeOrganization, KindeRole, KindeState } from './state.ts'
import { tellOfUser } from './users.ts'

const MOST = 100
const members = '/api/v1/organizations/{org_code}/users'
const roles = `${members}/{user_id}/roles`

/** A list of members takes and gives the keys of roles; the roles of one member take and give their ids. */
export const memberRoutes: readonly KindeRoute[] = [
  { call: `GET ${members}`, scope: 'read:organization_users', answer: list },
  { call: `POST ${members}`, scope: 'create:organization_users', answer: add },
  { call: `PATCH ${members}`, scope: 'update:organization_users', answer: update },
  { call: `DELETE ${members}/{user_id}`, scope: 'delete:organization_users', mute: true, answer: remove },
  { call: `GET ${roles}`, scope: 'read:organization_user_roles', mute: true, answer: listRoles },
  { call: `POST ${roles}`, scope: 'create:organization_user_roles', mute: true, answer: addRole },
  { call: `DELETE ${roles}/{role_id}`, scope: 'delete:organization_user_roles', mute: true, answer: removeRole },
]

interface Wish {
  readonly id?: string
  readonly operation?: string
  readonly roles?: readonly string[]
}

function list({ state, params, query }: KindeCall): object {
  const organization = organizationOf(state, params.org_code)
  const { items, next } = pageOf([...organization.members], query)
  const organization_users = items.map(([id, held]) => {
    const { email = null, first_name = '', last_name = '', is_suspended = false } = state.users.get(id) ?? {}
    const keys = [...held].map((role) => state.roles.get(role)?.key)
    const full_name = `${first_name} ${last_name}`.trim()
    const { created_on: joined_on } = organization
    return { id, email, full_name, first_name, last_name, joined_on, is_suspended, roles: keys }
  })
  return { code: 'OK', message: 'Success', organization_users, ...next }
}

/** Those who are members already are passed over, and so are their roles. */
function add({ state, params, body }: KindeCall): object {
  const organization = organizationOf(state, params.org_code)
  const users_added = wishesOf(state, body).flatMap(({ id, roleIds }) => {
    if (organization.members.has(id)) return []
    join(state, organization, id, roleIds)
    return [id]
  })
  return { code: 'OK', message: 'Users added', users_added }
}

/** Makes somebody a member, with the roles that everybody gets besides. */
export function join(state: KindeState, organization: KindeOrganization, id: string, roleIds: readonly string[]): void {
  const everybodys = [...state.roles.values()].filter(({ is_default_role }) => is_default_role).map((role) => role.id)
  organization.members.set(id, new Set([...roleIds, ...everybodys]))
  tellOfUser(state, 'user.updated', id)
}

function update({ state, params, body }: KindeCall): object {
  const organization = organizationOf(state, params.org_code)
  const told = { users_added: [], users_updated: [] as string[], users_removed: [] as string[] }
  for (const { id, roleIds, operation } of wishesOf(state, body)) {
    const held = organization.members.get(id)
    if (!held) continue
    if (operation === 'delete') {
      organization.members.delete(id)
      told.users_removed.push(id)
    } else {
      const kept = state.rolesOnPatch === 'merge' ? held : []
      organization.members.set(id, new Set([...kept, ...roleIds]))
      told.users_updated.push(id)
    }
    tellOfUser(state, 'user.updated', id)
  }
  return { code: 'OK', message: 'Users successfully removed', ...told }
}

function wishesOf(state: KindeState, { users }: KindeCall['body']) {
  const wishes = (users ?? []) as readonly Wish[]
  if (wishes.length > MOST) throw new Refusal(400, 'TOO_MANY_USERS', `No more than ${MOST} users at once`)
  return wishes.map(({ id = '', operation, roles: keys = [] }) => {
    found(state.users.get(id), 'USER_INVALID', 'Invalid user')
    return { id, operation, roleIds: keys.map((key) => roleBy(state, key).id) }
  })
}

/** The role with a key. @throws Refusal */
export function roleBy({ roles: all }: KindeState, key: string): KindeRole {
  return found(
    [...all.values()].find((role) => role.key === key),
    'ROLE_NOT_FOUND',
    'Role not found',
  )
}

function remove({ state, params }: KindeCall): object {
  rolesOf(state, params)
  const { org_code = '', user_id = '' } = params
  organizationOf(state, org_code).members.delete(user_id)
  tellOfUser(state, 'user.updated', user_id)
  return done('User removed')
}

function listRoles({ state, params, query }: KindeCall): object {
  const held = [...rolesOf(state, params)].flatMap((id) => state.roles.get(id) ?? [])
  const { items, next } = pageOf(held, query)
  return { code: 'OK', message: 'Success', roles: items.map(({ id, key, name }) => ({ id, key, name })), ...next }
}

function addRole({ state, params, body }: KindeCall): object {
  const role = found(state.roles.get(String(body.role_id)), 'ROLE_NOT_FOUND', 'Role not found')
  rolesOf(state, params).add(role.id)
  tellOfUser(state, 'user.updated', params.user_id ?? '')
  return done('Role added')
}

function removeRole({ state, params }: KindeCall): object {
  rolesOf(state, params).delete(params.role_id ?? '')
  tellOfUser(state, 'user.updated', params.user_id ?? '')
  return done('Role removed')
}

function rolesOf(state: KindeState, { org_code, user_id = '' }: KindeCall['params']): Set<string> {
  const held = organizationOf(state, org_code).members.get(user_id)
  return found(held, 'USER_NOT_IN_ORGANIZATION', 'User is not in the organization')
}

import { done, found, Refusal } from './answers.ts'
import { pageOf } from './page.ts'
import type { KindeCall, KindeRoute } from './route.ts'
import { type KindePermission, type KindeRole, type KindeState, newId } from './state.ts'

const role = '/api/v1/roles/{role_id}'
const permission = '/api/v1/permissions/{permission_id}'

export const roleRoutes: readonly KindeRoute[] = [
  { call: 'GET /api/v1/roles', scope: 'read:roles', answer: listRoles },
  { call: 'POST /api/v1/roles', scope: 'create:roles', status: 201, answer: createRole },
  { call: `GET ${role}`, scope: 'read:roles', answer: readRole },
  { call: `PATCH ${role}`, scope: 'update:roles', status: 201, answer: updateRole },
  { call: `DELETE ${role}`, scope: 'delete:roles', answer: removeRole },
  { call: 'GET /api/v1/permissions', scope: 'read:permissions', answer: listPermissions },
  { call: 'POST /api/v1/permissions', scope: 'create:permissions', status: 201, answer: createPermission },
  { call: `PATCH ${permission}`, scope: 'update:permissions', answer: updatePermission },
  { call: `DELETE ${permission}`, scope: 'delete:permissions', mute: true, answer: removePermission },
]

export function addRole(state: KindeState, given: Partial<KindeRole> & Pick<KindeRole, 'key'>): KindeRole {
  const made = { id: crypto.randomUUID(), name: given.key, description: '', is_default_role: false, ...given }
  state.roles.set(made.id, made)
  return made
}

function listRoles({ state, query }: KindeCall): object {
  const { items, next } = pageOf([...state.roles.values()], query)
  return { code: 'OK', message: 'Success', roles: items, ...next }
}

function createRole({ state, body }: KindeCall): object {
  const given = textsOf(body)
  if (!given.key || !given.name) throw new Refusal(400, 'ROLE_INVALID', 'Name and key are required')
  if ([...state.roles.values()].some(({ key }) => key === given.key))
    throw new Refusal(400, 'ROLE_KEY_TAKEN', 'Key is taken')
  const { id } = addRole(state, { ...given, key: given.key, is_default_role: body.is_default_role === true })
  return { code: 'OK', message: 'Role created', role: { id } }
}

function readRole({ state, params }: KindeCall): object {
  return { code: 'OK', message: 'Success', role: roleOf(state, params) }
}

function updateRole({ state, params, body }: KindeCall): object {
  const held = roleOf(state, params)
  const given = textsOf(body)
  if (!given.key || !given.name) throw new Refusal(400, 'ROLE_INVALID', 'Name and key are required')
  Object.assign(held, given)
  return done('Role updated')
}

function removeRole({ state, params }: KindeCall): object {
  const { id } = roleOf(state, params)
  state.roles.delete(id)
  for (const { members } of state.organizations.values()) for (const held of members.values()) held.delete(id)
  return done('Role deleted')
}

function roleOf({ roles }: KindeState, { role_id = '' }: KindeCall['params']): KindeRole {
  return found(roles.get(role_id), 'ROLE_NOT_FOUND', 'Role not found')
}

function listPermissions({ state, query }: KindeCall): object {
  const { items, next } = pageOf([...state.permissions.values()], query)
  return { code: 'OK', message: 'Success', permissions: items, ...next }
}

function createPermission({ state, body }: KindeCall): object {
  const { key, name, description = '' } = textsOf(body)
  if (!key || !name) throw new Refusal(400, 'PERMISSION_INVALID', 'Name and key are required')
  const id = newId('permission')
  state.permissions.set(id, { id, key, name, description })
  return done('Permission created')
}

function updatePermission({ state, params, body }: KindeCall): object {
  Object.assign(permissionOf(state, params), textsOf(body))
  return done('Permission updated')
}

function removePermission({ state, params }: KindeCall): object {
  state.permissions.delete(permissionOf(state, params).id)
  return done('Permission deleted')
}

function permissionOf({ permissions }: KindeState, { permission_id = '' }: KindeCall['params']): KindePermission {
  return found(permissions.get(permission_id), 'PERMISSION_NOT_FOUND', 'Permission not found')
}

function textsOf(body: KindeCall['body']): { key?: string; name?: string; description?: string } {
  const texts = ['key', 'name', 'description'].filter((name) => typeof body[name] === 'string')
  return Object.fromEntries(texts.map((name) => [name, String(body[name])]))
}

import { done, found, Refusal } from './answers.ts'
import { pageOf } from './page.ts'
import type { KindeCall, KindeRoute } from './route.ts'
import { type KindeOrganization, type KindeState, newId, tell, timeOf } from './state.ts'

/** Creating, reading and changing go by the singular path; listing by the plural one, which creates nothing. */
export const organizationRoutes: readonly KindeRoute[] = [
  { call: 'POST /api/v1/organization', scope: 'create:organizations', answer: create },
  { call: 'GET /api/v1/organization', scope: 'read:organizations', answer: read },
  { call: 'GET /api/v1/organizations', scope: 'read:organizations', answer: list },
  { call: 'PATCH /api/v1/organization/{org_code}', scope: 'update:organizations', answer: update },
  { call: 'DELETE /api/v1/organization/{org_code}', scope: 'delete:organizations', answer: remove },
]

/** The organization of a path. @throws Refusal as Kinde words it */
export function organizationOf({ organizations }: KindeState, code: string | undefined | null): KindeOrganization {
  return found(organizations.get(code ?? ''), 'ORGANIZATION_INVALID', 'Invalid organization')
}

export function addOrganization(
  state: KindeState,
  given: {
    readonly name: string
    readonly external_id?: string
    readonly handle?: string
    readonly is_default?: boolean
  },
): KindeOrganization {
  const organization: KindeOrganization = {
    code: newId('org'),
    created_on: timeOf(state),
    is_default: given.is_default ?? false,
    name: given.name,
    external_id: given.external_id ?? null,
    handle: given.handle ?? null,
    // Kinde's default lets everybody in who signs in with the code of the organization.
    is_auto_membership_enabled: true,
    is_suspended: false,
    members: new Map(),
    invitations: new Map(),
  }
  state.organizations.set(organization.code, organization)
  return organization
}

function create({ state, body }: KindeCall): object {
  const { name, handle } = body
  if (typeof name !== 'string' || !name) throw new Refusal(400, 'NAME_REQUIRED', 'Name is required')
  const handles = [...state.organizations.values()].map((one) => one.handle)
  if (handle && handles.includes(String(handle))) throw new Refusal(400, 'HANDLE_TAKEN', 'Handle is taken')
  const organization = addOrganization(state, { ...body, name })
  change(organization, body)
  tell(state, 'organization.created', { organization: toldOf(organization) })
  return { code: 'OK', message: 'Organization created', organization: { code: organization.code } }
}

function read({ state, query }: KindeCall): object {
  const { members, invitations, ...shown } = organizationOf(state, query.get('code'))
  return shown
}

function list({ state, query }: KindeCall): object {
  const { items, next } = pageOf([...state.organizations.values()], query)
  const organizations = items.map(({ code, name, handle, is_default, external_id, is_auto_membership_enabled }) => ({
    code,
    name,
    handle,
    is_default,
    external_id,
    is_auto_membership_enabled,
  }))
  return { code: 'OK', message: 'Success', organizations, ...next }
}

function update({ state, params, body }: KindeCall): object {
  const organization = organizationOf(state, params.org_code)
  change(organization, body)
  tell(state, 'organization.updated', { organization: toldOf(organization) })
  return done('Organization updated')
}

function change(organization: KindeOrganization, body: KindeCall['body']): void {
  const { name, external_id, handle, is_auto_membership_enabled: open } = body
  if (typeof name === 'string') organization.name = name
  if (typeof external_id === 'string') organization.external_id = external_id
  if (typeof handle === 'string') organization.handle = handle
  if (typeof open === 'boolean') organization.is_auto_membership_enabled = open
}

function remove({ state, params }: KindeCall): object {
  const { org_code: code = '' } = params
  const organization = found(state.organizations.get(code), 'ORGANIZATION_NOT_FOUND', 'Organization not found', 404)
  state.organizations.delete(organization.code)
  tell(state, 'organization.deleted', { organization: { code } })
  return done('Organization deleted')
}

function toldOf({ code, name, external_id, handle }: KindeOrganization): object {
  return { code, name, external_id, handle }
}

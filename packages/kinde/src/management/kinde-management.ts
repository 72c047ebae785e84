import { type KindeCredentials, kindeApi } from '../api/kinde-api.ts'
import { featureFlags, type KindeFeatureFlags } from './feature-flags.ts'
import { type KindeOrganizations, organizations } from './organizations.ts'
import { type KindePermissions, permissions } from './permissions.ts'
import { type KindeRoleList, roles } from './roles.ts'
import { type KindeUsers, users } from './users.ts'

/** Kinde's Management API. */
export interface KindeManagement {
  readonly users: KindeUsers
  readonly organizations: KindeOrganizations
  readonly roles: KindeRoleList
  readonly permissions: KindePermissions
  readonly featureFlags: KindeFeatureFlags
}

/**
 * Creates a client of the Management API. Its access token is obtained when it is needed, kept until a minute before it expires, and
 * shared with everybody who has the same credentials. @throws TypeError on a wrong domain
 */
export function kindeManagement(credentials: KindeCredentials): KindeManagement {
  const api = kindeApi(credentials)
  return {
    users: users(api),
    organizations: organizations(api),
    roles: roles(api),
    permissions: permissions(api),
    featureFlags: featureFlags(api),
  }
}

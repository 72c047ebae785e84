export type { KindeCredentials } from './api/kinde-api.ts'
export type { Page } from './api/pages.ts'
export type {
  KindeFeatureFlag,
  KindeFeatureFlagChange,
  KindeFeatureFlags,
  NewKindeFeatureFlag,
} from './management/feature-flags.ts'
export { type KindeManagement, kindeManagement } from './management/kinde-management.ts'
export type { Listing, PageOptions } from './management/listing.ts'
export type { KindeOrganization, KindeOrganizations, NewKindeOrganization } from './management/organizations.ts'
export type { KindePermission, KindePermissions, NewKindePermission } from './management/permissions.ts'
export type { KindeRole, KindeRoleList, NewKindeRole } from './management/roles.ts'
export type { KindeUser, KindeUserChange, KindeUsers, NewKindeUser, UserFilter } from './management/users.ts'

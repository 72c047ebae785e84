export type { KindeCredentials } from './api/kinde-api.ts'
export { type KindeOptions, kinde } from './kinde.ts'
export type { KindeRoles } from './roles.ts'

export { type ClerkProvider, clerk } from './clerk.ts'
export { issuerOf } from './frontend-api.ts'
export { type ActiveOrganization, type SessionClaims, sessionClaims } from './session-claims.ts'
export type { ClerkOptions, ClerkRoles } from './settings.ts'

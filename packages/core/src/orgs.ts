export { orgsContract } from './profiles/orgs/contract.ts'
export type { Organization, OrganizationInvite, OrganizationMember } from './profiles/orgs/schemas.ts'

export { usersContract } from './profiles/users/contract.ts'
export type { UserRole } from './profiles/users/fields.ts'
export type { CreatedUser, ListedInvitation, ListedUser, OwnProfile, UpdatedUser } from './profiles/users/schemas.ts'

import type { Contract } from '../../contract/endpoint.ts'
import { invitations } from './invitations.ts'
import { organizationUsers, users, usersOtherwise } from './users.ts'

/** The HTTP API of seed 004: users of organizations under integer ids, and the four older routes of the caller's own organization. */
export const usersContract = { organizationUsers, invitations, users, usersOtherwise } as const satisfies Contract

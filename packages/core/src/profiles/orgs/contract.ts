import type { Contract } from '../../contract/endpoint.ts'
import { invitations } from './invitations.ts'
import { members } from './members.ts'
import { organizations } from './organizations.ts'

/** The HTTP API of seed 002: organizations, their members and their invitations under `/api/orgs`. */
export const orgsContract = { organizations, members, invitations } as const satisfies Contract

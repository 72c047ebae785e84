import { auth } from './auth.ts'
import type { Contract } from './endpoint.ts'
import { health } from './health.ts'
import { invitations } from './invitations.ts'
import { organizations } from './organizations.ts'

/** The HTTP API of seed 003 and its extensions: every path, shape, status, code and limit, once. */
export const contract = { auth, organizations, invitations, health } as const satisfies Contract

import type { contract } from '@tenantry/core'
import { auth } from './auth/handlers.ts'
import type { HandlersOf } from './context.ts'
import { invitations } from './invitations/handlers.ts'
import { organizations } from './organizations/handlers.ts'

/** What the server does for each endpoint of the contract; health is asked before any of this is ready. */
export const handlers: HandlersOf<Omit<typeof contract, 'health'>> = { auth, organizations, invitations }

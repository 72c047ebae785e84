import * as z from 'zod/mini'
import { Id } from './fields.ts'

/** The path of what concerns one organization. */
export const ofOrganization = z.object({ organizationId: Id })

/** How callers are kept out of one: strangers do not learn whether it exists. */
export const refusals = { NOT_AUTHORIZED: 403, ORGANIZATION_NOT_FOUND: 404 } as const

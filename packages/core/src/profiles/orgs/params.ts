import * as z from 'zod/mini'

// Any text: what can be no id is answered with 404 and its own sentence, not with 400 (seed 002, "404 Not Found").
const Key = z.string().register(z.globalRegistry, { examples: ['0190f0a0-0000-7000-8000-000000000001'] })

/** The path of what concerns one organization. */
export const ofOrganization = z.object({ orgId: Key })

/** The path of what concerns one invitation. */
export const ofInvitation = z.object({ inviteId: Key })

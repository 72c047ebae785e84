import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const webhooks = {
  receive: endpoint({
    method: 'POST',
    path: '/api/webhooks/:provider',
    summary: 'Hear of a change at the provider, in the provider’s own form and signed by it',
    auth: 'none',
    params: z.object({ provider: z.string() }),
    output: z.object({ success: z.literal(true) }),
    errors: { UNAUTHENTICATED: 401, ROUTE_NOT_FOUND: 404 },
  }),
}

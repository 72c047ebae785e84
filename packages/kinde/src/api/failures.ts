import type { FailureForm } from '@tenantry/core/provider'
import * as z from 'zod/mini'

const one = z.object({ code: z.nullish(z.string()) })
// A list, but an object for 404.
const management = z.object({ errors: z.union([z.array(one), one]) })
const oauth = z.object({ error: z.string() })

/** Failures of the Management API. Only the code is passed on: sentences may name people. */
export const managementFailures: FailureForm = {
  read(body) {
    const { data } = management.safeParse(body)
    const [first] = data ? [data.errors].flat() : []
    return { code: first?.code ?? null, message: null }
  },
  kinds: {
    ORGANIZATION_INVALID: 'not_found',
    ORGANIZATION_NOT_FOUND: 'not_found',
    USER_NOT_IN_ORGANIZATION: 'not_found',
    USER_INVALID: 'not_found',
    USER_NOT_FOUND: 'not_found',
    INVITATION_NOT_FOUND: 'not_found',
    // The organization and the person may well be there: what is missing is the operator's to add.
    ROLE_NOT_FOUND: 'invalid',
  },
}

/** Failures of `/oauth2/token`. */
export const oauthFailures: FailureForm = {
  read(body) {
    const { data } = oauth.safeParse(body)
    return { code: data?.error ?? null, message: null }
  },
  kinds: { invalid_client: 'unauthorized', unauthorized_client: 'forbidden', invalid_scope: 'forbidden' },
}

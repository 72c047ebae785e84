import { type FailureForm, type ProviderApi, providerApi } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { isLegacy, type Settings } from './settings.ts'

// `code` is the status, but with an API version that nobody asks for here and a gateway may.
const Failure = z.object({ code: z.optional(z.unknown()), error_code: z.optional(z.string()) })

const failures: FailureForm = {
  // Its sentences are made by triggers and hooks of the project too, and may say anything.
  read(body) {
    const { data } = Failure.safeParse(body)
    return { code: data?.error_code ?? (typeof data?.code === 'string' ? data.code : null), message: null }
  },
  kinds: {
    email_exists: 'conflict',
    user_already_exists: 'conflict',
    phone_exists: 'conflict',
    bad_jwt: 'unauthorized',
    no_authorization: 'unauthorized',
    // Others changed the same row; whether we did is unknown.
    conflict: 'unavailable',
    hook_timeout: 'unavailable',
    hook_timeout_after_retry: 'unavailable',
  },
}

/** The one way to Supabase Auth, as an admin. */
export function supabaseApi({ issuer, serviceKey, fetch, deadlineMs, now }: Settings): ProviderApi {
  const headers = {
    apikey: serviceKey,
    // A secret key is no token: as one it would be refused.
    ...(isLegacy(serviceKey) && { authorization: `Bearer ${serviceKey}` }),
  }
  return providerApi({
    provider: 'supabase',
    baseUrl: issuer,
    headers: async () => headers,
    failures,
    now,
    ...(fetch && { fetch }),
    ...(deadlineMs !== undefined && { deadlineMs }),
  })
}

/** The answer to a call whose body says nothing that is needed. */
export const Anything = z.unknown()

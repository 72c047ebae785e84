import {
  type FailureForm,
  isProviderError,
  type ProviderApi,
  type ProviderError,
  providerApi,
} from '@tenantry/core/provider'
import * as z from 'zod/mini'
import type { Settings } from './settings.ts'

/** The version whose shapes and rules this adapter knows. */
const API_VERSION = '2026-05-12'

const Failure = z.object({
  errors: z.array(z.object({ code: z.string(), meta: z.optional(z.object({ param_name: z.optional(z.string()) })) })),
})

const failures: FailureForm = {
  // Clerk's sentences quote addresses and names; its codes do not.
  read(body) {
    const { data } = Failure.safeParse(body)
    const [first] = data?.errors ?? []
    const param = first?.meta?.param_name
    return { code: first?.code ?? null, message: param ? `because of ${param}` : null }
  },
  kinds: {
    already_a_member_in_organization: 'conflict',
    organization_invitation_not_unique: 'conflict',
    duplicate_record: 'conflict',
    form_identifier_exists: 'conflict',
    // 402: the plan has to change.
    unsupported_subscription_plan_features: 'forbidden',
    quota_exceeded: 'forbidden',
    // It ends by itself.
    role_migration_in_progress: 'rate_limited',
  },
}

/** The one way to Clerk's Backend API. */
export function clerkApi({ apiUrl, secretKey, fetch, deadlineMs, now }: Settings): ProviderApi {
  return providerApi({
    provider: 'clerk',
    baseUrl: apiUrl,
    headers: async () => ({ authorization: `Bearer ${secretKey}`, 'clerk-api-version': API_VERSION }),
    failures,
    now,
    ...(fetch && { fetch }),
    ...(deadlineMs !== undefined && { deadlineMs }),
  })
}

/** Tells a failure by Clerk's code. */
export function isCode(error: unknown, ...codes: readonly string[]): error is ProviderError {
  return isProviderError(error) && error.code !== null && codes.includes(error.code)
}

/** The answer to a call whose body says nothing that is needed. */
export const Anything = z.unknown()

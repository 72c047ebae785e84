import type { ProviderApi } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { clerkApi } from './api.ts'
import { type ClerkOptions, settingsOf } from './settings.ts'

const Domains = z.object({
  data: z.array(z.object({ is_satellite: z.optional(z.boolean()), frontend_api_url: z.string() })),
})

/** Who issues tokens for an instance, its own Frontend API first. */
export async function issuersAt(api: ProviderApi): Promise<readonly string[]> {
  const { data } = await api.send({ method: 'GET', path: '/domains', output: Domains })
  const own = data.toSorted((one, other) => Number(one.is_satellite ?? false) - Number(other.is_satellite ?? false))
  return own.map(({ frontend_api_url }) => frontend_api_url.replace(/\/+$/, ''))
}

/**
 * Asks Clerk who issues tokens for the instance of a secret key, for hosts that do not know its publishable key.
 * @throws ProviderError when Clerk does not say; TypeError when an option cannot be right
 */
export async function issuerOf(
  options: Pick<ClerkOptions, 'secretKey' | 'apiUrl' | 'fetch' | 'deadlineMs'>,
): Promise<string | null> {
  const nobody = 'https://unknown.invalid'
  const [issuer = null] = await issuersAt(
    clerkApi(settingsOf({ ...options, issuer: nobody, authorizedParties: [nobody] })),
  )
  return issuer
}

import { CancelledError, type QueryClient } from '@tanstack/react-query'
import type { OnboardingClient, OrganizationStatus, TenantryClient } from '@tenantry/core'
import { organizationStatusQuery } from '../query/queries.ts'

/** The client of a flow whose answers on where somebody stands are those of the query cache: asked once for everybody. */
export function cachingClient(client: TenantryClient, queryClient: QueryClient): OnboardingClient {
  // Always asked anew: the flow asks when something has changed. The person sees a failure at once, and tries again.
  const query = { ...organizationStatusQuery(client), staleTime: 0, retry: false }

  async function status(): Promise<OrganizationStatus> {
    try {
      return await queryClient.fetchQuery(query)
    } catch (error) {
      // The cache forgets one person when another signs in; then the question is who stands where now.
      if (error instanceof CancelledError) return status()
      throw error
    }
  }

  return { ...client, organizations: { ...client.organizations, status } }
}

import { CancelledError, type QueryClient } from '@tanstack/react-query'
import type { OnboardingClient, OrganizationStatus, TenantryClient } from '@tenantry/core'
import { organizationStatusQuery } from '../query/queries.ts'

/** The client of a flow whose answers on where somebody stands are those of the query cache: asked once for everybody. */
export function cachingClient(client: TenantryClient, queryClient: QueryClient): OnboardingClient {
  // The person sees a failure at once, and tries again.
  const query = { ...organizationStatusQuery(client), retry: false }
  let hasAsked = false

  async function status(): Promise<OrganizationStatus> {
    // What a server asked for ahead is good to begin with; later the flow asks because something has changed.
    const asking = hasAsked ? { ...query, staleTime: 0 } : query
    hasAsked = true
    try {
      return await queryClient.fetchQuery(asking)
    } catch (error) {
      // The cache forgets one person when another signs in; then the question is who stands where now.
      if (error instanceof CancelledError) return status()
      throw error
    }
  }

  return { ...client, organizations: { ...client.organizations, status } }
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  createOnboarding,
  type Onboarding,
  type OnboardingConfig,
  type OnboardingState,
  type OnboardingStorage,
} from '@tenantry/core'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { organizationStatusQuery } from '../query/queries.ts'
import { cachingClient } from './caching-client.ts'

/** Which invitation the flow begins with, and where that outlives a reload. */
export interface UseOnboardingOptions extends OnboardingConfig {
  /** The token of the invitation link that was opened. @default the one kept from before a reload */
  readonly token?: string | null
  /** Where the token outlives a reload; null keeps nothing. @default sessionStorage */
  readonly storage?: OnboardingStorage | null
}

/** The flow with its present state. */
export type OnboardingFlow = Onboarding & { readonly state: OnboardingState }

/** Runs the onboarding flow for an interface of one's own: switch on `state.name`, call the verbs. The options of the first call count. */
export function useOnboarding(options: UseOnboardingOptions = {}): OnboardingFlow {
  const { client, session } = useTenantry()
  const queryClient = useQueryClient()
  const [flow] = useState(() => createOnboarding({ client: cachingClient(client, queryClient), session, ...options }))
  const { $state } = flow
  const state = useSyncExternalStore($state.listen, $state.get, $state.get)

  useEffect(() => flow.start(), [flow])
  useEffect(
    () =>
      // Before React renders what comes next: whoever mounts then asks once, not twice.
      $state.listen((next, before) => {
        const isNew = next.name === 'invite-people' || (next.name === 'done' && next.arrival !== 'existing')
        const isChanged = isNew && next.name !== before?.name
        if (isChanged) void queryClient.invalidateQueries({ queryKey: tenantryKeys.all })
      }),
    [$state, queryClient],
  )
  useLeaving(flow, state)
  return { ...flow, state }
}

/** Leads whoever has left their last organization, or was removed from it, into one again. */
function useLeaving({ checkAgain }: Onboarding, { name }: OnboardingState) {
  const { client } = useTenantry()
  // What others ask is read here, and nothing asked.
  const { data } = useQuery({ ...organizationStatusQuery(client), enabled: false })
  const isInside = data?.hasOrganizations
  const wasInside = useRef(isInside)
  useEffect(() => {
    const hasLeft = wasInside.current === true && isInside === false
    wasInside.current = isInside
    if (hasLeft && name === 'done') void checkAgain()
  }, [isInside, name, checkAgain])
}

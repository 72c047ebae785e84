import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionUser } from '@tenantry/core'
import { useEffect } from 'react'
import { session } from './session.ts'

const queryKey = ['user']

/** Who is signed in: null for nobody, undefined as long as that is not known. */
export function useUser(): SessionUser | null | undefined {
  const { data } = useQuery({
    queryKey,
    queryFn: () => session.getUser(),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })
  return data
}

/** Asks anew who is signed in whenever that may have changed, here or in another tab. */
export function useFollowSession(): void {
  const queryClient = useQueryClient()
  useEffect(() => session.subscribe(() => void queryClient.invalidateQueries({ queryKey })), [queryClient])
}

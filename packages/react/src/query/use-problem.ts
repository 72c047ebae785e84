import { type Problem, problemOf } from '@tenantry/core'
import { useMemo } from 'react'

/** Reads the error of a query or a write as something that can be shown. */
export function useProblem(error: unknown): Problem | null {
  return useMemo(() => (error ? problemOf(error) : null), [error])
}

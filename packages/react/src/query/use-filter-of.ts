import { useCallback, useState } from 'react'
import { useTenantry } from '../provider/context.ts'

interface Held<Filter> {
  readonly person: number
  readonly organizationId: string | null
  readonly filter: Filter
  /** Another number for another organization: a `key` for what is begun in it. */
  readonly nth: number
}

/** Holds what one person narrows a list to in one organization, and in no other; what was begun before it was known goes on in it. */
export function useFilterOf<Filter>(organizationId: string | null, initial: Filter) {
  const { person } = useTenantry()
  const [last, setHeld] = useState<Held<Filter>>({ person, organizationId, filter: initial, nth: 0 })
  const held = heldIn(organizationId, person, last, initial)
  if (held !== last) setHeld(held)
  const setFilter = useCallback((filter: Filter) => setHeld((now) => ({ ...now, filter })), [])
  return { filter: held.filter, setFilter, nth: held.nth }
}

function heldIn<Filter>(
  organizationId: string | null,
  person: number,
  last: Held<Filter>,
  initial: Filter,
): Held<Filter> {
  const isTheirs = last.person === person
  if (isTheirs && last.organizationId === organizationId) return last
  if (isTheirs && last.organizationId === null) return { ...last, organizationId }
  return { person, organizationId, filter: initial, nth: last.nth + 1 }
}

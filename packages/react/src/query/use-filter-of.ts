import { useCallback, useState } from 'react'

interface Held<Filter> {
  readonly organizationId: string | null
  readonly filter: Filter
  /** Another number for another organization: a `key` for what is begun in it. */
  readonly nth: number
}

/** Holds what a list is narrowed to in one organization, and in no other; what was begun before it was known goes on in it. */
export function useFilterOf<Filter>(organizationId: string | null, initial: Filter) {
  const [last, setHeld] = useState<Held<Filter>>({ organizationId, filter: initial, nth: 0 })
  const held = heldIn(organizationId, last, initial)
  if (held !== last) setHeld(held)
  const setFilter = useCallback((filter: Filter) => setHeld((now) => ({ ...now, filter })), [])
  return { filter: held.filter, setFilter, nth: held.nth }
}

function heldIn<Filter>(organizationId: string | null, last: Held<Filter>, initial: Filter): Held<Filter> {
  if (last.organizationId === organizationId) return last
  if (last.organizationId === null) return { ...last, organizationId }
  return { organizationId, filter: initial, nth: last.nth + 1 }
}

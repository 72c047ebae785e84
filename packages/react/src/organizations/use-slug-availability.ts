import { useQuery } from '@tanstack/react-query'
import { canonicalSlug } from '@tenantry/core'
import { useEffect, useState } from 'react'
import { useTenantry } from '../provider/context.ts'
import { slugAvailabilityQuery } from '../query/queries.ts'

const PAUSE_MS = 300

/** What is known of a slug while somebody types it. */
export type SlugAvailability =
  | {
      readonly state: 'empty' | 'own' | 'checking' | 'available' | 'invalid' | 'failed'
      readonly suggestions: readonly []
    }
  | { readonly state: 'taken' | 'reserved'; readonly suggestions: readonly string[] }

/** Tells whether a slug is free, a moment after the typing stopped, with others to take when it is not; one's `own` is not asked about. */
export function useSlugAvailability(slug: string, name = '', own = ''): SlugAvailability {
  const { client } = useTenantry()
  const canonical = canonicalSlug(slug)
  const settled = useSettled(canonical ?? '')
  const settledName = useSettled(name)
  const query = useQuery({
    ...slugAvailabilityQuery(client, settled, settledName),
    enabled: settled !== '' && settled !== own,
  })

  if (slug.trim() === '') return none('empty')
  if (canonical === null) return none('invalid')
  if (canonical === own) return none('own')
  if (canonical !== settled) return none('checking')
  if (query.isError) return none('failed')
  if (!query.data || query.data.slug !== canonical) return none('checking')
  const { available, reason, suggestions } = query.data
  if (available) return none('available')
  return reason === 'taken' || reason === 'reserved' ? { state: reason, suggestions } : none('invalid')
}

function none(state: 'empty' | 'own' | 'checking' | 'available' | 'invalid' | 'failed'): SlugAvailability {
  return { state, suggestions: [] }
}

/** Follows a value once it has stopped changing. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(setSettled, PAUSE_MS, value)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

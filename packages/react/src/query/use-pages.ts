import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { TenantryError } from '@tenantry/core'
import { useState } from 'react'
import { useTenantry } from '../provider/context.ts'
import type { PageQuery } from './paging.ts'
import { type View, viewOf } from './view.ts'

/** What every page of a list carries beside its rows. */
export interface PageInfo {
  readonly next_cursor: string | null
  /** Rows in all pages, counted to a thousand unless `total_is_exact`. */
  readonly total: number
  readonly total_is_exact: boolean
}

/** One page of a list, and the way to the others. */
export interface Pages<P extends PageInfo, Row> {
  readonly page: P | undefined
  readonly rows: readonly Row[]
  readonly view: View
  readonly error: TenantryError | null
  readonly isFetching: boolean
  /** True while the rows are still those of the page or the filter before. */
  readonly isStale: boolean
  readonly refetch: () => void
  /** The number of the first row among all, from 1. */
  readonly first: number
  /** Null on the last page. */
  readonly next: (() => void) | null
  /** Null on the first page. */
  readonly previous: (() => void) | null
}

export interface PagesOptions<Filter, P extends PageInfo, Row> {
  /** Another organization, or another filter, begins at its first page. */
  readonly organizationId: string | null
  readonly filter: Filter
  readonly rowsOf: (page: P) => readonly Row[]
  /** Whether the list is narrowed, for the words when nothing is in it. */
  readonly isFiltered: boolean
}

interface Place {
  readonly list: string
  /** The cursors of the pages so far, and where their first rows stand. */
  readonly steps: readonly Step[]
}

interface Step {
  readonly cursor: string | undefined
  readonly first: number
}

// Who turns hundreds of pages does not pay for them with memory; so far back one seldom goes, and then it is asked for again.
const KEPT = 10

const start: readonly Step[] = [{ cursor: undefined, first: 1 }]

/** Walks a list by its keys, a page at a time; the page before stays until the next one is there. */
export function usePages<Filter extends { readonly limit?: number | undefined }, P extends PageInfo, Row>(
  queryOf: PageQuery<Filter, P>,
  { organizationId, filter, rowsOf, isFiltered }: PagesOptions<Filter, P, Row>,
): Pages<P, Row> {
  const { client } = useTenantry()
  const queryClient = useQueryClient()
  const list = JSON.stringify([organizationId, filter])
  const [held, setPlace] = useState<Place>({ list, steps: start })
  const steps = held.list === list ? held.steps : start
  const { cursor, first } = steps.at(-1) ?? { cursor: undefined, first: 1 }
  const query = useQuery(queryOf(client, organizationId, filter, cursor))
  const { data, error, isFetching, isPlaceholderData: isStale } = query
  const rows = data ? rowsOf(data) : []
  const go = (to: readonly Step[]) => {
    const old = to.at(-1 - KEPT)
    const { queryKey } = queryOf(client, organizationId, filter, old?.cursor)
    if (old) queryClient.removeQueries({ queryKey, exact: true, type: 'inactive' })
    setPlace({ list, steps: to })
  }
  const previous = steps.length > 1 ? () => go(steps.slice(0, -1)) : null
  // The last row of the last page was removed.
  if (previous && data && !isStale && rows.length === 0) previous()

  const nextCursor = data?.next_cursor
  return {
    page: data,
    rows,
    view: viewOf({ data, error, isEmpty: rows.length === 0, isFiltered }),
    error,
    isFetching,
    isStale,
    refetch: () => void query.refetch(),
    first,
    next: nextCursor && !isStale ? () => go([...steps, { cursor: nextCursor, first: first + rows.length }]) : null,
    previous,
  }
}

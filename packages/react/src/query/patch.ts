import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** A change of what the query cache holds: under the key, and under every key that begins with it. */
export interface Patch {
  readonly queryKey: QueryKey
  readonly update: (held: never) => unknown
}

/** Changes one held answer. */
export function patch<T>(queryKey: QueryKey, update: (held: T) => T): Patch {
  return { queryKey, update }
}

/** A page of a list, as the contract writes all of them: rows under their noun, and how many there are. */
type Page<Noun extends string, Row> = { readonly [N in Noun]: readonly Row[] } & { readonly total?: number }

export interface RowChange<Noun extends string, Row> {
  readonly queryKey: QueryKey
  readonly noun: Noun
  readonly isIt: (row: Row) => boolean
  /** The row as it is now; null takes it out of the list. */
  readonly change: (row: Row) => Row | null
}

/** Changes one row on whatever page holds it. */
export function patchRow<Noun extends string, Row>({ queryKey, noun, isIt, change }: RowChange<Noun, Row>): Patch {
  return patch<Page<Noun, Row>>(queryKey, (page) => {
    const rows = page[noun]
    if (!rows.some(isIt)) return page
    const changed = rows.flatMap((row) => (isIt(row) ? (change(row) ?? []) : row))
    const gone = rows.length - changed.length
    return { ...page, [noun]: changed, ...(page.total !== undefined && { total: page.total - gone }) }
  })
}

/** Makes the changes; returns the way back, for what has not been asked anew since. */
export function applyPatches(queryClient: QueryClient, patches: readonly Patch[]): () => void {
  const before = patches.flatMap(({ queryKey }) => queryClient.getQueriesData({ queryKey }))
  for (const { queryKey, update } of patches) {
    queryClient.setQueriesData({ queryKey }, (held: unknown) => (held === undefined ? held : update(held as never)))
  }
  const after = before.map(([key]) => queryClient.getQueryData(key))
  return () => {
    for (const [index, [key, held]] of before.entries()) {
      if (queryClient.getQueryData(key) === after[index]) queryClient.setQueryData(key, held)
    }
  }
}

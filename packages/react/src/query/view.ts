import type { TenantryError } from '@tenantry/core'

/** What a part of a widget has to show, and its `data-tenantry-state`. */
export type View = 'loading' | 'offline' | 'forbidden' | 'error' | 'no-result' | 'empty' | 'ready'

export interface Viewed {
  readonly data: unknown
  readonly error: TenantryError | null
  readonly isEmpty?: boolean
  /** Nothing is there only because of what was searched for. */
  readonly isFiltered?: boolean
}

/** Tells what to show of a query: what is held is shown even when asking anew has failed, but not to whom the server refuses it. */
export function viewOf({ data, error, isEmpty = false, isFiltered = false }: Viewed): View {
  if (error?.code === 'NOT_AUTHORIZED') return 'forbidden'
  if (data !== undefined) return !isEmpty ? 'ready' : isFiltered ? 'no-result' : 'empty'
  if (!error) return 'loading'
  return error.code === 'NETWORK_FAILED' ? 'offline' : 'error'
}

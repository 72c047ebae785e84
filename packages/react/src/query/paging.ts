import { isServer, type QueryFunctionContext, type QueryKey, queryOptions, skipToken } from '@tanstack/react-query'
import type { TenantryClient, TenantryError } from '@tenantry/core'
import { reading } from './query-client.ts'

// Pages turned past are soon forgotten: who turns two hundred of them does not pay with memory. A server forgets all with the request.
const FORGOTTEN_MS = isServer ? Number.POSITIVE_INFINITY : 60_000
// Written into the key, so that whoever names no size and whoever names this one hold the same page.
const PAGE_SIZE = 25

/** What all lists of an organization have in common: without an organization, nothing is asked. */
export function paging<P>(
  organizationId: string | null,
  ask: (organizationId: string, signal: AbortSignal) => Promise<P>,
) {
  return {
    ...reading,
    queryFn: organizationId ? ({ signal }: QueryFunctionContext) => ask(organizationId, signal) : skipToken,
    staleTime: 30_000,
    gcTime: FORGOTTEN_MS,
  } as const
}

interface PageInput<Filter> {
  readonly params: { readonly organizationId: string }
  readonly query: Filter & { readonly cursor?: string }
}

/** Asks for one page of a list of an organization: the first one, or the one behind a cursor. */
export type PageQuery<Filter, P> = (
  client: TenantryClient,
  organizationId: string | null,
  filter?: Filter,
  cursor?: string,
) => ReturnType<typeof pageOptions<P>>

/** Makes the question for one page of a list of an organization. */
export function pageQuery<Filter extends { readonly limit?: number | undefined }, P>(
  keyOf: (organizationId: string) => QueryKey,
  askOf: (client: TenantryClient) => (input: PageInput<Filter>, options: { signal: AbortSignal }) => Promise<P>,
): PageQuery<Filter, P> {
  return (client, organizationId, wish = {} as Filter, cursor) => {
    const filter = { ...wish, limit: wish.limit ?? PAGE_SIZE }
    return pageOptions([...keyOf(organizationId ?? ''), filter, cursor ?? null], organizationId, (id, signal) =>
      askOf(client)({ params: { organizationId: id }, query: { ...filter, ...(cursor && { cursor }) } }, { signal }),
    )
  }
}

function pageOptions<P>(
  queryKey: QueryKey,
  organizationId: string | null,
  ask: (organizationId: string, signal: AbortSignal) => Promise<P>,
) {
  return queryOptions<P, TenantryError>({
    ...paging(organizationId, ask),
    queryKey,
    placeholderData: keepingOwn(queryKey),
  })
}

/** Shows the rows before until the next ones are there; never those of another organization. */
function keepingOwn(queryKey: QueryKey) {
  const [, , organizationId, noun] = queryKey
  return <P>(previous: P | undefined, query: { readonly queryKey: QueryKey } | undefined): P | undefined =>
    query && query.queryKey[2] === organizationId && query.queryKey[3] === noun ? previous : undefined
}

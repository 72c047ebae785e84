import type { CallOptions } from '@tenantry/core/provider'
import { PAGE_SIZE, type Page, throughPages } from '../api/pages.ts'

/** Which page of a list is read, and how long it is. */
export interface PageOptions extends CallOptions {
  /** Rows in a page, at most 500. @default 10, which is Kinde's own */
  readonly pageSize?: number
  /** Where the page begins, as the one before said. @default the first page */
  readonly nextToken?: string
}

/** A list, by the page or to its end. */
export interface Listing<T, Filter = unknown> {
  /** Reads one page. @throws ProviderError */
  page(options?: PageOptions & Filter): Promise<Page<T>>
  /** Goes through all of them, page by page, to the end. @throws ProviderError */
  list(options?: CallOptions & Filter): AsyncIterable<T>
}

/** What every list is asked with. */
export interface PageQuery {
  readonly page_size: number | undefined
  readonly next_token: string | undefined
}

/** Makes both ways of reading a list of one that reads a page. */
export function listing<T, Filter>(
  read: (query: PageQuery, options: CallOptions & Partial<Filter>) => Promise<Page<T>>,
): Listing<T, Filter> {
  return {
    page({ pageSize, nextToken, ...options } = {} as PageOptions & Filter) {
      return read({ page_size: pageSize, next_token: nextToken }, options as CallOptions & Partial<Filter>)
    },
    list: (options = {} as CallOptions & Filter) =>
      throughPages((token) => read({ page_size: PAGE_SIZE, next_token: token ?? undefined }, options)),
  }
}

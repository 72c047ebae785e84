import { createPageGuard } from '@tenantry/core/provider'

/** One page of a list, and where the next one begins; null after the last. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextToken: string | null
}

/** The largest page that Kinde gives. */
export const PAGE_SIZE = 500

/** Goes through all pages to the end. @throws ProviderError when they do not end, or a page leads back to one from before */
export async function* throughPages<T>(pageAt: (nextToken: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  const guard = createPageGuard('kinde')
  for (let token: string | null = null; ; ) {
    const page: Page<T> = await pageAt(token)
    yield* page.items
    token = page.nextToken
    if (token === null) return
    guard(token)
  }
}

/** A page as Kinde writes it: the last one has no token, or an empty one. */
export function pageOf<T>(items: readonly T[] | null, nextToken: string | null | undefined): Page<T> {
  return { items: items ?? [], nextToken: nextToken || null }
}

import { ProviderError } from './provider-error.ts'

// What goes on beyond goes on for ever.
const MOST = 1000

/**
 * Creates what tells a list that has no end, or leads round in a circle, as with a server that does not know the parameter for pages: called for each
 * page with what that one alone begins with. It throws ProviderError `unavailable` when it hears the same twice, or is called for more than 1000 pages.
 */
export function createPageGuard(provider: string): (mark: string | undefined) => void {
  const seen = new Set<string>()
  let pages = 0
  return (mark) => {
    pages++
    if (pages > MOST)
      throw new ProviderError('unavailable', { provider, message: `${provider} gives pages without end` })
    if (mark === undefined) return
    if (seen.has(mark)) throw new ProviderError('unavailable', { provider, message: `${provider} gave a page twice` })
    seen.add(mark)
  }
}

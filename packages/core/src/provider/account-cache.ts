import { isProviderError } from './provider-error.ts'

/** What a provider says of an account, where its tokens do not. */
export interface AccountFacts {
  readonly email: string | null
  readonly emailVerified: boolean
  readonly name: string | null
}

/** How a provider is asked about an account, and how long its answer counts. */
export interface AccountCacheOptions {
  /** Asks the provider; null when the account is gone. */
  readonly load: (subject: string) => Promise<AccountFacts | null>
  /** How long, in milliseconds, a proved address is believed without asking again. @default 300_000 */
  readonly lifetimeMs?: number
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** Asks a provider about the people behind tokens, seldom. */
export interface AccountCache {
  /** @returns null when there is no such account, and undefined when the provider does not answer */
  get(subject: string): Promise<AccountFacts | null | undefined>
}

const MOST = 10_000

/** Creates a cache of accounts. Only proved addresses are kept: one that is not may be proved at any moment. */
export function createAccountCache({ load, lifetimeMs = 300_000, now = Date.now }: AccountCacheOptions): AccountCache {
  const kept = new Map<string, { readonly facts: AccountFacts; readonly until: number }>()
  const asking = new Map<string, Promise<AccountFacts | null | undefined>>()

  async function ask(subject: string): Promise<AccountFacts | null | undefined> {
    try {
      const facts = await load(subject)
      if (facts?.emailVerified) keep(subject, facts)
      return facts
    } catch (error) {
      if (isProviderError(error)) return undefined
      throw error
    } finally {
      asking.delete(subject)
    }
  }

  function keep(subject: string, facts: AccountFacts): void {
    kept.delete(subject)
    kept.set(subject, { facts, until: now() + lifetimeMs })
    const [oldest] = kept.keys()
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
  }

  return {
    async get(subject) {
      const known = kept.get(subject)
      if (known && now() < known.until) return known.facts
      kept.delete(subject)
      const pending = asking.get(subject) ?? ask(subject)
      asking.set(subject, pending)
      return pending
    },
  }
}

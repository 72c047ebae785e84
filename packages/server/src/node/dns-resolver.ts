import { Resolver } from 'node:dns/promises'
import type { ResolveTxt } from '../domains/look-up.ts'

/** Whom to ask about a domain, and how long to wait. */
export interface DnsResolverOptions {
  /** Name servers, such as `9.9.9.9`. @default those of the machine */
  readonly servers?: readonly string[]
  /** How long one try waits for a name server. @default 2000 */
  readonly timeoutMs?: number
  /** How often each name server is tried. @default 2 */
  readonly tries?: number
  /** How long all of it may take. @default 8000 */
  readonly deadlineMs?: number
}

/** Looks up TXT records with Node's own resolver, for `resolveTxt` of `createTenantry`. */
export function dnsResolver(options: DnsResolverOptions = {}): ResolveTxt {
  const { servers, timeoutMs: timeout = 2000, tries = 2, deadlineMs = 8000 } = options
  return async (name) => {
    // One for each name: to end a look-up is to end all of its resolver.
    const resolver = new Resolver({ timeout, maxTimeout: timeout, tries })
    if (servers) resolver.setServers(servers)
    const deadline = setTimeout(() => resolver.cancel(), deadlineMs)
    try {
      return await resolver.resolveTxt(name)
    } finally {
      clearTimeout(deadline)
    }
  }
}

import { type Principal, provedDomain } from '../users/principal.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'

/**
 * How far a domain is proved by who adds it: an own verified address there is enough for others of the same domain to ask to come
 * in, never enough for them to walk in: that takes a DNS record.
 */
export function verifiedBy(principal: Principal, domain: string): 'email' | null {
  return provedDomain(principal) === domain && !isPublicMailDomain(domain) ? 'email' : null
}

import type { Principal } from '../users/principal.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'

/**
 * How far a domain is proved by who adds it: an own verified address there is enough for others of the same domain to ask to come
 * in, never enough for them to walk in: that takes a DNS record.
 */
export function verifiedBy({ email, emailVerified }: Principal, domain: string): 'email' | null {
  return emailVerified && email?.split('@')[1] === domain && !isPublicMailDomain(domain) ? 'email' : null
}

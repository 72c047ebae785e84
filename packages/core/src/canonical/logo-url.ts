import { canonicalDomain } from './domain.ts'

/** The longest address of a logo. */
export const LOGO_URL_LENGTH = 2048
/** The form of an ASCII one; nothing looser than it is promised. */
export const LOGO_URL =
  /^https:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(?:[/?#][A-Za-z0-9/?#._~:@!$&()*+,;=-]*)?$/
// Names that mean a machine of the reader's own network, whoever the reader is (RFC 6762 §3, ICANN's `.internal`, RFC 6761 §6).
const PRIVATE = /\.(?:local|internal|localhost|home\.arpa)$/

/**
 * Returns the address of a picture on the public web as a browser writes it, or null: https alone, no user, no port, a domain that is
 * neither an IP address nor of a private network (OWASP, Server-Side Request Forgery Prevention). It is kept, never fetched.
 */
export function canonicalLogoUrl(value: string): string | null {
  const address = value.trim()
  if (address.length > LOGO_URL_LENGTH || !URL.canParse(address)) return null
  const { protocol, username, password, port, hostname, href } = new URL(address)
  if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return null
  if (canonicalDomain(hostname) === null || PRIVATE.test(hostname)) return null
  return href.length > LOGO_URL_LENGTH ? null : href
}

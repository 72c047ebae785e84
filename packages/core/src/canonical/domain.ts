/** The form of a domain without Unicode; nothing looser than it is promised. */
export const ASCII_DOMAIN =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
// Of ASCII only what a host name is made of: the URL parser would drop tabs, decode `%61` and cut at `/ ? # @ :`.
const HOST = /^[a-z0-9.\-\u0080-\u{10ffff}]+$/iu

/** Returns a DNS domain in lower-case punycode, or null when it is not a public host name (RFC 1123 §2.1, UTS 46). */
export function canonicalDomain(value: string): string | null {
  const domain = value.trim()
  if (domain.length > 1000 || !HOST.test(domain)) return null
  const host = hostname(domain)
  const labels = host.split('.')
  if (host.length > 253 || labels.length < 2) return null
  // RFC 3696 §2: a top level of digits alone is an IP address, also after the parser unfolded `0x7f.1`.
  if (/^\d+$/.test(labels.at(-1) ?? '')) return null
  return labels.every((label) => LABEL.test(label)) ? host : null
}

function hostname(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return ''
  }
}

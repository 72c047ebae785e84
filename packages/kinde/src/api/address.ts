const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** The origin of a domain such as `acme.kinde.com`. @throws TypeError unless it is one, and secure outside of loopback */
export function originOf(domain: string, what: string): string {
  const url = URL.parse(/^https?:\/\//i.test(domain) ? domain : `https://${domain}`)
  const isBare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (!isBare) throw new TypeError(`kinde: ${what} has to be a domain such as acme.kinde.com`)
  if (url.protocol !== 'https:' && !LOOPBACK.test(url.hostname))
    throw new TypeError(`kinde: ${what} has to begin with https://`)
  return url.origin
}

/** Whether Kinde itself names the host: custom domains sign people in and do not serve the Management API. */
export function isOwnDomain(origin: string): boolean {
  const { hostname } = new URL(origin)
  return hostname.endsWith('.kinde.com') || LOOPBACK.test(hostname)
}

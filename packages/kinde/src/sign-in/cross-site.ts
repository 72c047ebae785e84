/**
 * Whether a page of ours, and not of another site, asks for a change: Fetch Metadata first, `Origin` where that is missing. Callers
 * that are not browsers send neither, and have no cookies that anybody could abuse.
 */
export function isOwnRequest(request: Request, origins: ReadonlySet<string>): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return true
  const origin = request.headers.get('origin')
  return origin === null ? site === null : origins.has(origin)
}

/** Whether a person followed a link of ours or typed the address: no page of another site, no picture, no prefetch. */
export function isOwnNavigation(request: Request): boolean {
  const { headers } = request
  const site = headers.get('sec-fetch-site')
  const isOurs = site === 'same-origin' || site === 'none'
  return (
    isOurs && headers.get('sec-fetch-mode') === 'navigate' && !headers.has('sec-purpose') && !headers.has('purpose')
  )
}

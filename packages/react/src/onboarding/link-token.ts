/** The token of an invitation link, and the same address without it. */
export interface Link {
  readonly token: string
  readonly href: string
}

/** Takes the token out of an address: `?token=` or `#token=`, also after a hash router's path. */
export function linkOf(address: string): Link | null {
  const url = new URL(address)
  const token = url.searchParams.get('token')
  if (token) {
    url.searchParams.delete('token')
    return { token, href: url.href }
  }

  const [path = '', query] = url.hash.includes('?') ? url.hash.split('?', 2) : ['#', url.hash.slice(1)]
  const params = new URLSearchParams(query)
  const hidden = params.get('token')
  if (!hidden) return null
  params.delete('token')
  const rest = params.toString()
  const mark = path === '#' ? '' : '?'
  url.hash = rest ? `${path}${mark}${rest}` : path
  return { token: hidden, href: url.href.replace(/#$/, '') }
}

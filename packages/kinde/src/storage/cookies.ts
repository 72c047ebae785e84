/** How a cookie is set. */
export interface CookieForm {
  /** Only over https, and then under a name that no other host and no plain page can set (`__Host-`). */
  readonly secure: boolean
  /** Null: until the browser is closed. */
  readonly maxAgeSeconds: number | null
}

/** What browsers keep of a cookie at least, name and attributes included (RFC 6265 §6.1). */
const COOKIE_BYTES = 4096

// Node refuses requests with more than 16 kB of headers, and ours are not the only ones.
const MOST_PARTS = 3

/** The full name of a cookie: one with `__Host-` belongs to exactly this host (RFC 6265bis §4.1.3.2). */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}

/** Every cookie of a request by name; of two of one name, the first. */
export function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of request.headers.get('cookie')?.split(';') ?? []) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

/** Writes a `Set-Cookie` line; Lax, so that the way back from the sign-in page brings it along. */
export function setCookie(name: string, value: string, { secure, maxAgeSeconds }: CookieForm): string {
  const age = maxAgeSeconds === null ? '' : ` Max-Age=${maxAgeSeconds};`
  return `${name}=${value}; Path=/;${age} HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

export function clearCookie(name: string, secure: boolean): string {
  return setCookie(name, '', { secure, maxAgeSeconds: 0 })
}

/** Puts together what `splitCookie` took apart; null when there is none. */
export function joinCookie(cookies: ReadonlyMap<string, string>, name: string): string | null {
  const parts: string[] = []
  for (let part = cookies.get(`${name}.0`); part !== undefined; part = cookies.get(`${name}.${parts.length}`))
    parts.push(part)
  return parts.length > 0 ? parts.join('') : null
}

/**
 * Writes a long value as cookies that each stay under 4 kB, and takes back those of a longer value before; null when it is too long.
 */
export function splitCookie(
  before: ReadonlyMap<string, string>,
  name: string,
  value: string,
  form: CookieForm,
): readonly string[] | null {
  const room = COOKIE_BYTES - setCookie(`${name}.0`, '', form).length
  const parts = value.match(new RegExp(`.{1,${room}}`, 'g')) ?? []
  if (parts.length > MOST_PARTS) return null
  const lines = parts.map((part, index) => setCookie(`${name}.${index}`, part, form))
  return [...lines, ...clearParts(before, name, parts.length, form.secure)]
}

/** Takes back the parts of a cookie from `first` on. */
export function clearParts(
  cookies: ReadonlyMap<string, string>,
  name: string,
  first: number,
  secure: boolean,
): readonly string[] {
  return [...cookies.keys()]
    .filter((key) => key.startsWith(`${name}.`) && Number(key.slice(name.length + 1)) >= first)
    .map((key) => clearCookie(key, secure))
}

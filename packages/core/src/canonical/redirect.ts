// A path that turns into another host for whoever keeps the path and drops the origin: `/.//evil.example`, `/%5cevil`.
// URL parsers pass over tabs and line breaks, so `/%09/evil.example` is one too, once it is decoded.
const HOST_LIKE_PATH = /^\/(?:%0[9ad])*(?:\/|%2f|%5c)/i

// URL parsers let pass what no URI may hold (RFC 3986 appendix A), such as a percent sign alone or a bracket.
const NOT_IN_URI = /%(?![0-9a-f]{2})|[^\w\-.~:/?@!$&'()*+,;=%]/gi

/**
 * Returns the absolute address to send a visitor to: `value` when it stays on the origin of `publicUrl`, `fallback`
 * when not (CWE-601). Emit the result as it is; a part of it, such as the path alone, was never checked.
 *
 * @throws TypeError when `publicUrl` or `fallback`, both configuration, is not a URL
 */
export function safeRedirect(value: string | null | undefined, publicUrl: string, fallback: string): string {
  const base = new URL(publicUrl)
  const target = resolve(value, base)
  return uriOf(target !== null && stays(target, base) ? target : new URL(fallback, base))
}

function resolve(value: string | null | undefined, base: URL): URL | null {
  if (!value?.trim() || value.length > 2048) return null
  try {
    return new URL(value, base)
  } catch {
    return null
  }
}

function stays(target: URL, base: URL): boolean {
  // The scheme too, since `blob:https://host/…` has the origin of its host.
  if (target.origin !== base.origin || target.protocol !== base.protocol) return false
  return target.username === '' && target.password === '' && !HOST_LIKE_PATH.test(target.pathname)
}

function uriOf({ origin, pathname, search, hash }: URL): string {
  const encode = (part: string) => part.replace(NOT_IN_URI, encodeURIComponent)
  return origin + encode(pathname + search) + (hash && `#${encode(hash.slice(1))}`)
}

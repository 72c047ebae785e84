/**
 * Reads how many whole seconds to wait: `Retry-After`, seconds or a date (RFC 9110 §10.2.3), else `RateLimit-Reset` in seconds, as
 * Kinde sends it.
 */
export function retryAfterOf(headers: Headers, now: () => number): number | undefined {
  const text = (headers.get('retry-after') ?? headers.get('ratelimit-reset'))?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text)
  // Date.parse takes bare numbers such as "-5" for years; an HTTP-date begins with the name of a day.
  const date = /^[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now()) / 1000))
}

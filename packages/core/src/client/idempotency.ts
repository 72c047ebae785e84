// Not crypto.randomUUID: browsers withhold it from pages served over plain http, as on a developer's network.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Writes a key as the structured-field string that `Idempotency-Key` carries (RFC 9651 §4.1.6).
 * @throws TypeError when the key is empty or has spaces or characters beyond printable ASCII.
 */
export function quoteKey(key: string): string {
  if (!/^[!-~]+$/.test(key)) throw new TypeError('An idempotency key is printable ASCII without spaces.')
  return `"${key.replace(/["\\]/g, '\\$&')}"`
}

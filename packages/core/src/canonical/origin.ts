/** Returns where a site lives, as browsers name it in `Origin` (RFC 6454 §6.2); null when it is not all that the text says. */
export function canonicalOrigin(value: string): string | null {
  if (!URL.canParse(value)) return null
  const { protocol, origin, href } = new URL(value)
  if (protocol !== 'http:' && protocol !== 'https:') return null
  // A path, a query or a password would be lost without a word.
  return href === `${origin}/` ? origin : null
}

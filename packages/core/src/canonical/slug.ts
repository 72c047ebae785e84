/** The form of a slug, before the lower-casing (seed 003, `slug`). */
export const SLUG = /^[A-Za-z0-9][A-Za-z0-9-]{1,48}[A-Za-z0-9]$/

/** Returns a slug in lower case, or null unless it is 3-50 letters, digits and inner hyphens (seed 003, `slug`). */
export function canonicalSlug(value: string): string | null {
  const slug = value.trim()
  return SLUG.test(slug) ? slug.toLowerCase() : null
}

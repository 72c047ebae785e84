/** The form of a username before the lower-casing: no `@`, which would make it look like somebody's address. */
export const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{1,48}[A-Za-z0-9]$/

/** Returns a username in lower case, or null unless it is 3-50 letters, digits, dots, hyphens and underscores, the last three inside. */
export function canonicalUsername(value: string): string | null {
  const username = value.trim()
  return USERNAME.test(username) ? username.toLowerCase() : null
}

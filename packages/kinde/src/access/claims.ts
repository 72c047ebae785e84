/** What a verified token says. */
export type Claims = Readonly<Record<string, unknown>>

/** Applications of Kinde's that speak with Hasura get their claims under such names. */
const HASURA = 'x-hasura-'

/** Reads one of Kinde's own claims; undefined when the token does not hold it. */
export function kindeClaim(claims: Claims, name: string): unknown {
  return claims[name] ?? claims[HASURA + name.replaceAll('_', '-')]
}

export function organizationOf(claims: Claims): string | null {
  const code = kindeClaim(claims, 'org_code')
  return typeof code === 'string' ? code : null
}

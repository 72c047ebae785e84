/** What is kept of somebody who is signed in. */
export interface SessionRecord {
  readonly accessToken: string
  readonly refreshToken: string | null
  /** What the ID token said; its signature was checked when it came. */
  readonly idClaims: Readonly<Record<string, unknown>>
  /** When the access token ends, in milliseconds. */
  readonly expiresAt: number
}

/** Whether a session was made for this application at this issuer; several may share a secret, or a storage. */
export function isOwnSession({ idClaims }: SessionRecord, { issuer, clientId }: Owner): boolean {
  const { iss, aud } = idClaims
  return typeof iss === 'string' && iss.replace(/\/$/, '') === issuer && [aud].flat().includes(clientId)
}

interface Owner {
  readonly issuer: string
  readonly clientId: string
}

export function isSessionRecord(value: unknown): value is SessionRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accessToken' in value &&
    typeof value.accessToken === 'string' &&
    'expiresAt' in value &&
    typeof value.expiresAt === 'number' &&
    'idClaims' in value &&
    typeof value.idClaims === 'object' &&
    value.idClaims !== null
  )
}

/** The person, by the names of OpenID Connect. */
export interface KindeUser {
  readonly id: string
  readonly email: string | null
  readonly email_verified: boolean
  readonly name: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly picture: string | null
  /** The organization this session is for. */
  readonly org_code: string | null
  /** Every organization of theirs, as far as the ID token says. */
  readonly org_codes: readonly string[]
}

export function userOf(
  { idClaims }: Pick<SessionRecord, 'idClaims'>,
  accessClaims: Readonly<Record<string, unknown>>,
): KindeUser {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const { org_codes } = idClaims
  const given = text(idClaims.given_name)
  const family = text(idClaims.family_name)
  return {
    id: String(idClaims.sub),
    email: text(idClaims.email),
    email_verified: idClaims.email_verified === true,
    name: text(idClaims.name) ?? text([given, family].filter(Boolean).join(' ')),
    given_name: given,
    family_name: family,
    picture: text(idClaims.picture),
    org_code: text(accessClaims.org_code) ?? text(accessClaims['x-hasura-org-code']),
    org_codes: Array.isArray(org_codes) ? org_codes.filter((code) => typeof code === 'string') : [],
  }
}

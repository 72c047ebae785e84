import type { Identity, TokenIssuer } from '@tenantry/core/provider'
import { decodeJwt, decodeProtectedHeader, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { keySet } from './key-set.ts'
import { printable } from './printable.ts'

const MAXIMUM_LENGTH = 8192
const MAXIMUM_AGE_SECONDS = 24 * 60 * 60
const TOLERANCE_SECONDS = 5
const HMAC = { name: 'HMAC', hash: 'SHA-256' }
const TYPES = new Set([undefined, 'JWT', 'at+jwt'])

/** One trusted source of access tokens, ready to check them. */
interface Verifier {
  readonly issuer: string
  readonly audience: string | null
  readonly algorithms: string[]
  readonly key: JWTVerifyGetKey
  readonly read: (claims: Claims) => Promise<Claims | null>
}

type Claims = Readonly<Record<string, unknown>>

export interface AccessTokenOptions {
  readonly issuers: readonly TokenIssuer[]
  /** Accepts HS256 tokens with this issuer, signed with the server's secret; audience `authenticated`. */
  readonly secret: { readonly issuer: string; readonly key: Uint8Array }
  readonly now: () => Date
}

/** Who an access token is about, and when it was issued. */
export interface SignedIn extends Identity {
  readonly issuedAt: Date
}

/** Turns a bearer token into an identity, or null when it is not one we trust. @throws NOT_READY while that cannot be told */
export type VerifyAccessToken = (token: string) => Promise<SignedIn | null>

/** Checks access tokens of the configured issuers; what a token says of its own keys is ignored (RFC 8725 §3.8, §3.10). */
export function accessTokenVerifier({ issuers, secret, now }: AccessTokenOptions): VerifyAccessToken {
  const own = { issuer: secret.issuer, audience: 'authenticated', algorithms: ['HS256'], keys: secret.key }
  const verifiers = [own, ...issuers.filter(({ issuer }) => issuer !== own.issuer)].map((one) => verifierOf(one, now))

  return async function verify(token) {
    const verifier = verifierFor(token, verifiers)
    if (!verifier) return null
    const { key, issuer, audience, algorithms, read } = verifier
    try {
      const { payload, protectedHeader } = await jwtVerify(token, key, {
        issuer,
        ...(audience !== null && { audience }),
        algorithms,
        requiredClaims: ['exp', 'sub', 'iat'],
        maxTokenAge: MAXIMUM_AGE_SECONDS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: now(),
      })
      const claims = TYPES.has(protectedHeader.typ) ? await read(payload) : null
      return claims && toIdentity({ ...claims, iat: payload.iat }, issuer)
    } catch (error) {
      if (isRefusal(error)) return null
      throw error
    }
  }
}

// One that changes its keys has tokens of both kinds about. Each algorithm leads to one key alone, so that a public key never
// passes for a secret (RFC 8725 §3.1).
function verifierFor(token: string, verifiers: readonly Verifier[]): Verifier | undefined {
  if (token.length > MAXIMUM_LENGTH) return undefined
  try {
    const { iss } = decodeJwt(token)
    const { alg = '' } = decodeProtectedHeader(token)
    return verifiers.find(({ issuer, algorithms }) => issuer === iss && algorithms.includes(alg))
  } catch {
    return undefined
  }
}

/** @throws TypeError when a secret is given with another algorithm than HS256, or under 32 bytes */
function verifierOf(tokens: TokenIssuer, now: () => Date): Verifier {
  const { issuer, audience, algorithms, keys } = tokens
  const read = async (claims: Claims) => (tokens.read ? tokens.read(claims) : claims)
  return { issuer, audience, algorithms: [...algorithms], key: keyOf(keys, algorithms, now), read }
}

function keyOf(keys: TokenIssuer['keys'], algorithms: readonly string[], now: () => Date): JWTVerifyGetKey {
  if (keys instanceof Uint8Array) {
    if (algorithms.join() !== 'HS256') throw new TypeError('A secret signs HS256 and nothing else.')
    if (keys.length < 32) throw new TypeError('A secret that signs access tokens must have at least 32 bytes.')
    // Once, not for each token.
    const key = crypto.subtle.importKey('raw', new Uint8Array(keys), HMAC, false, ['verify'])
    return () => key
  }
  if (algorithms.some((algorithm) => algorithm.startsWith('HS'))) throw new TypeError('Only a secret signs HS256.')
  return keySet(keys, now)
}

// jose's errors say that the token is wrong; anything else, such as keys that cannot be fetched, is our trouble.
function isRefusal(error: unknown): boolean {
  return error instanceof errors.JOSEError
}

function toIdentity(claims: Claims & { readonly iat: number | undefined }, issuer: string): SignedIn | null {
  const { sub, email, email_verified, name, iat = 0 } = claims
  // Signed, but by somebody who does not keep to RFC 7519 §4.1.2.
  if (typeof sub !== 'string' || !sub || sub.length > 255 || /\p{Cc}/u.test(sub) || !sub.isWellFormed()) return null
  return {
    issuer,
    subject: sub,
    email: typeof email === 'string' ? email : null,
    emailVerified: email_verified === true,
    name: typeof name === 'string' ? printable(name) : null,
    issuedAt: new Date(iat * 1000),
  }
}

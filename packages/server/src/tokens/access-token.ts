import type { Identity, TokenIssuer } from '@tenantry/core/provider'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'

const MAXIMUM_LENGTH = 8192
const MAXIMUM_AGE_SECONDS = 24 * 60 * 60
const TOLERANCE_SECONDS = 5
const KEY_COOLDOWN_MS = 30_000
const KEY_LIFETIME_MS = 600_000
const TYPES = new Set([undefined, 'JWT', 'at+jwt'])

/** One trusted source of access tokens, ready to check them. */
interface Verifier {
  readonly issuer: string
  readonly audience: string
  readonly algorithms: string[]
  readonly key: JWTVerifyGetKey
}

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

/** Turns a bearer token into an identity, or null when it is not one we trust. */
export type VerifyAccessToken = (token: string) => Promise<SignedIn | null>

/** Checks access tokens of the configured issuers; what a token says of its own keys is ignored (RFC 8725 §3.8, §3.10). */
export function accessTokenVerifier({ issuers, secret, now }: AccessTokenOptions): VerifyAccessToken {
  const verifiers = new Map<string, Verifier>(issuers.map((issuer) => [issuer.issuer, verifierOf(issuer, now)]))
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = crypto.subtle.importKey('raw', new Uint8Array(secret.key), hmac, false, ['verify'])
  verifiers.set(secret.issuer, {
    issuer: secret.issuer,
    audience: 'authenticated',
    algorithms: ['HS256'],
    key: () => key,
  })

  return async function verify(token) {
    const verifier = verifiers.get(claimedIssuer(token) ?? '')
    if (!verifier) return null
    const { key, issuer, audience, algorithms } = verifier
    try {
      const { payload, protectedHeader } = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['exp', 'sub', 'iat'],
        maxTokenAge: MAXIMUM_AGE_SECONDS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: now(),
      })
      return TYPES.has(protectedHeader.typ) ? toIdentity(payload, issuer) : null
    } catch (error) {
      if (isRefusal(error)) return null
      throw error
    }
  }
}

function claimedIssuer(token: string): string | undefined {
  if (token.length > MAXIMUM_LENGTH) return undefined
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

function verifierOf({ issuer, audience, algorithms, keys }: TokenIssuer, now: () => Date): Verifier {
  const key = keys instanceof URL ? createRemoteJWKSet(keys) : localKeys(keys, now)
  return { issuer, audience, algorithms: [...algorithms], key }
}

// The keys change rarely and every request asks: fetch again only for a key that was not known, and not for each of
// a thousand made-up ones.
function localKeys(load: Exclude<TokenIssuer['keys'], URL>, now: () => Date): JWTVerifyGetKey {
  let known: Promise<JWTVerifyGetKey> | null = null
  let loadedAt = 0

  function reload(): Promise<JWTVerifyGetKey> {
    const old = known
    loadedAt = now().getTime()
    const loading = load().then((set) => createLocalJWKSet(set as unknown as JSONWebKeySet))
    loading.catch(() => {
      known = old
    })
    known = loading
    return loading
  }

  // A key that was withdrawn must not be trusted until the process ends; one that cannot be fetched anew stays for now.
  function current(): Promise<JWTVerifyGetKey> {
    const old = known
    if (old && now().getTime() - loadedAt < KEY_LIFETIME_MS) return old
    return old ? reload().catch(() => old) : reload()
  }

  return async (header, token) => {
    try {
      return await (await current())(header, token)
    } catch (error) {
      const unknownKey = error instanceof errors.JWKSNoMatchingKey
      if (!unknownKey || now().getTime() - loadedAt < KEY_COOLDOWN_MS) throw error
      return (await reload())(header, token)
    }
  }
}

// jose's errors say that the token is wrong; anything else, such as keys that cannot be fetched, is our trouble.
function isRefusal(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false
  return error instanceof errors.JOSEError
}

function toIdentity(payload: JWTPayload, issuer: string): SignedIn | null {
  const { sub, email, email_verified, name, iat = 0 } = payload
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

// A name from outside must not carry what we refuse in names of our own.
function printable(name: string): string {
  const line = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  return [...line].slice(0, 100).join('')
}

import { exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose'

/** The keys of an environment, which sign tokens and webhooks alike. */
export interface KindeKeys {
  /** As `/.well-known/jwks` shows them. */
  readonly set: { readonly keys: readonly object[] }
  /** Signs as it is, without a claim of its own. */
  sign(payload: Readonly<Record<string, unknown>>): Promise<string>
  /** The claims of what was signed here and has not expired; null for anything else. */
  read(token: string): Promise<JWTPayload | null>
}

export async function createKeys(now: () => number): Promise<KindeKeys> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const kid = crypto.randomUUID()
  const key = { ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid }
  return {
    set: { keys: [key] },
    sign: (payload) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey),
    read: (token) =>
      jwtVerify(token, publicKey, { requiredClaims: ['exp'], currentDate: new Date(now()) }).then(
        ({ payload }) => payload,
        () => null,
      ),
  }
}

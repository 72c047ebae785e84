import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'

/** A key of a fake's own, made anew with each fake. */
export interface SigningKey {
  readonly jwk: JWK
  sign(claims: JWTPayload): Promise<string>
}

export async function createSigningKey(alg: 'RS256' | 'ES256', kid: string = crypto.randomUUID()): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg)
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return { jwk, sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(privateKey) }
}

/** Signs a webhook as Standard Webhooks 1.0.0 says: HMAC-SHA256 of id, seconds and body, with the Base64 after `whsec_` as the key. */
export async function signWebhook(secret: string, id: string, seconds: number, body: string): Promise<string> {
  const raw = Uint8Array.from(atob(secret.replace(/^(v1,)?whsec_/, '')), (letter) => letter.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${seconds}.${body}`))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
}

import { base64url } from 'jose'

const BYTES = 32

/** Makes a token of 256 random bits, in base64url: 43 characters (OWASP ASVS 11.5.1). */
export function newToken(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(BYTES)))
}

/** The form in which a token is stored and looked up. A fast hash is enough for 256 random bits (ASVS 11.4.1). */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

import { base64url, CompactEncrypt, compactDecrypt } from 'jose'

const MINIMUM_BYTES = 32
const encoder = new TextEncoder()

/** What the server derives from its one secret; each purpose has a key of its own. */
export interface Keys {
  /** HMAC key of access tokens signed with the secret. */
  readonly accessToken: Uint8Array
  /** Encrypts what must wait in the database, such as a mail with a token in it. */
  seal(value: object): Promise<string>
  open(sealed: string): Promise<unknown>
  /** Fingerprints a request body; keyed, because a body may hold a password. */
  fingerprint(text: string): Promise<string>
  /** What only this deployment can say of an organization and a domain; who sees one learns nothing of any other. */
  domainProof(organizationId: string, domain: string): Promise<string>
}

/**
 * Derives the server's keys from `SECRET_KEY`.
 * @throws Error when the secret is under 32 bytes (RFC 8725 §3.5).
 */
export function createKeys(secretKey: string, accessTokenSecret = secretKey): Keys {
  for (const [name, value] of Object.entries({ secretKey, accessTokenSecret })) {
    if (encoder.encode(value).length < MINIMUM_BYTES) throw new TypeError(`${name} must have at least 32 bytes.`)
  }
  // Imported once: a key that is handed over as bytes is imported anew each time, which takes as long as what it is for.
  const sealing = sealingKey(secretKey, 'tenantry/seal')
  const hashing = hmacKey(secretKey, 'tenantry/fingerprint')
  const proving = hmacKey(secretKey, 'tenantry/domain-proof')
  return {
    accessToken: encoder.encode(accessTokenSecret),
    async seal(value) {
      const plain = encoder.encode(JSON.stringify(value))
      return new CompactEncrypt(plain).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(await sealing)
    },
    async open(sealed) {
      const { plaintext } = await compactDecrypt(sealed, await sealing)
      return JSON.parse(new TextDecoder().decode(plaintext))
    },
    async fingerprint(text) {
      const mac = await crypto.subtle.sign('HMAC', await hashing, encoder.encode(text))
      return btoa(String.fromCharCode(...new Uint8Array(mac)))
    },
    async domainProof(organizationId, domain) {
      const mac = await crypto.subtle.sign('HMAC', await proving, encoder.encode(`${organizationId} ${domain}`))
      return base64url.encode(new Uint8Array(mac))
    },
  }
}

async function hmacKey(secret: string, purpose: string): Promise<CryptoKey> {
  const bits = await derive(secret, purpose)
  return crypto.subtle.importKey('raw', bits, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

async function sealingKey(secret: string, purpose: string): Promise<CryptoKey> {
  const bits = await derive(secret, purpose)
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function derive(secret: string, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits'])
  const info = encoder.encode(purpose)
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    key,
    256,
  )
  return new Uint8Array(bits)
}

import { EncryptJWT, jwtDecrypt } from 'jose'

/** Encrypts values that a browser keeps, so that it can neither read nor change them. */
export interface Seal {
  seal(value: unknown, seconds: number): Promise<string>
  /** Gives what was sealed; null when it was not, not with these secrets, or too long ago. */
  open(sealed: string): Promise<unknown>
}

export interface SealOptions {
  /** The first seals; each of them opens, so that one can be replaced. */
  readonly secrets: readonly string[]
  /** What is sealed for one purpose does not open for another. */
  readonly purpose: string
  readonly now: () => number
}

const ALGORITHM = 'dir'
const ENCRYPTION = 'A256GCM'

export function createSeal({ secrets, purpose, now }: SealOptions): Seal {
  const keys = secrets.map((secret) => once(() => keyOf(secret, purpose)))

  return {
    async seal(value, seconds) {
      const [key] = keys
      if (!key) throw new TypeError('A seal needs a secret.')
      const at = Math.floor(now() / 1000)
      return new EncryptJWT({ value })
        .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION })
        .setIssuedAt(at)
        .setExpirationTime(at + seconds)
        .encrypt(await key())
    },
    async open(sealed) {
      for (const key of keys) {
        const value = await read(sealed, await key())
        if (value !== undefined) return value
      }
      return null
    },
  }

  async function read(sealed: string, key: Uint8Array): Promise<unknown> {
    try {
      const { payload } = await jwtDecrypt(sealed, key, {
        keyManagementAlgorithms: [ALGORITHM],
        contentEncryptionAlgorithms: [ENCRYPTION],
        requiredClaims: ['exp'],
        currentDate: new Date(now()),
      })
      return payload.value ?? null
    } catch {
      return undefined
    }
  }
}

async function keyOf(secret: string, purpose: string): Promise<Uint8Array> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(`tenantry kinde ${purpose}`)
  const derived = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  return new Uint8Array(await crypto.subtle.deriveBits(derived, material, 256))
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

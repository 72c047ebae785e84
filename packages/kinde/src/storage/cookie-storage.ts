import type { StorageBackend } from './backend.ts'
import { clearParts, cookieName, cookiesOf, joinCookie, splitCookie } from './cookies.ts'
import { createSeal } from './seal.ts'

/** How a visitor's cookie is called and encrypted, and how long the browser keeps it. */
export interface CookieStorageOptions {
  /** At least 32 bytes; of several the first encrypts and each decrypts, so that one can be replaced. */
  readonly secret: string | readonly string[]
  /** @default 'tenantry_kinde' */
  readonly name?: string
  /** False only on `http://localhost`. @default true */
  readonly secure?: boolean
  /** How long after the last change. @default 604_800: a week */
  readonly maxAgeSeconds?: number
  /** Whether the browser forgets it when it is closed. @default false */
  readonly untilClosed?: boolean
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** One visitor's values, as they came with the request and as they changed since. */
export interface CookieBackend extends StorageBackend {
  /**
   * The `Set-Cookie` lines that carry the changes to the browser; none when nothing changed.
   * @throws RangeError when the values are too large for cookies
   */
  cookies(): Promise<readonly string[]>
}

/** Opens what a visitor keeps. */
export interface CookieStorage {
  open(request: Request): Promise<CookieBackend>
}

const DEVICE_ONLY = /^(device:|_)/

/** Keeps a visitor's values in the visitor's own browser: encrypted, and in as many cookies as it takes to stay under 4 kB each. */
export function cookieStorage(options: CookieStorageOptions): CookieStorage {
  const { secure = true, maxAgeSeconds = 604_800, untilClosed = false, now = Date.now } = options
  const secrets = [options.secret].flat()
  if (secrets.length === 0 || secrets.some(isShort)) throw new TypeError('secret must have at least 32 bytes.')
  const name = cookieName(options.name ?? 'tenantry_kinde', secure)
  const sealer = createSeal({ secrets, purpose: 'storage', now })

  return {
    async open(request) {
      const before = cookiesOf(request)
      const sealed = joinCookie(before, name)
      const values = new Map(Object.entries(recordOf(sealed === null ? null : await sealer.open(sealed))))
      let changed = false

      return {
        async get(key) {
          return structuredClone(values.get(key) ?? null)
        },
        async set(key, value) {
          if (!DEVICE_ONLY.test(key)) {
            throw new TypeError(
              'A cookie is kept by one device alone: user: and global: keys need a storage that devices share.',
            )
          }
          values.set(key, structuredClone(value))
          changed = true
        },
        async delete(key) {
          changed = values.delete(key) || changed
        },
        async keys(prefix) {
          return [...values.keys()].filter((key) => key.startsWith(prefix))
        },
        async cookies() {
          if (!changed) return []
          if (values.size === 0) return clearParts(before, name, 0, secure)
          const value = await sealer.seal(Object.fromEntries(values), maxAgeSeconds)
          const lines = splitCookie(before, name, value, { secure, maxAgeSeconds: untilClosed ? null : maxAgeSeconds })
          if (lines) return lines
          throw new RangeError(
            'What is kept for this visitor does not fit into cookies: keep it in memory or in Redis.',
          )
        },
      }
    },
  }
}

export function isShort(secret: string): boolean {
  return new TextEncoder().encode(secret).length < 32
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

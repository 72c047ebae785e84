import { clearKeys, type StorageBackend } from '../storage/backend.ts'
import { cookieStorage } from '../storage/cookie-storage.ts'
import { createStorage, devicePrefix, type StorageManager } from '../storage/storage.ts'
import { SignInError } from './failure.ts'
import { isOwnSession, isSessionRecord, type SessionRecord } from './session-record.ts'
import type { Settings } from './settings.ts'

/** One browser, as it came with a request: its device, what is kept for it, and who is signed in there. */
export interface Visitor {
  readonly deviceId: string
  /** Whether its own cookie is all that is kept of it. */
  readonly isCookieOnly: boolean
  storageOf(userId: string | null): StorageManager
  session(): Promise<SessionRecord | null>
  keepSession(session: SessionRecord): Promise<void>
  endSession(): Promise<void>
  /** Begins a session under a new device id, so that an id that somebody planted before is worth nothing. */
  signIn(session: SessionRecord): Promise<void>
  /** Forgets everything about this device. */
  signOut(): Promise<void>
  /** The `Set-Cookie` lines that carry what changed. */
  cookies(): Promise<readonly string[]>
}

const DEVICE = '_device_id'
const SESSION = '_session'

/** Gives the way to open the visitor of a request. */
export function visitorsOf(settings: Settings): (request: Request) => Promise<Visitor> {
  const { storage: shared, sessionSeconds, secrets: secret, secure, cookieName: name, untilClosed, now } = settings
  const jar = cookieStorage({ secret, secure, name, maxAgeSeconds: sessionSeconds, untilClosed, now })

  return async (request) => {
    const cookie = await jar.open(request)
    const known = await cookie.get(DEVICE)
    let deviceId = typeof known === 'string' ? known : crypto.randomUUID()
    const kept = shared ?? cookie
    const backend: StorageBackend = {
      get: (key) => kept.get(key),
      delete: (key) => kept.delete(key),
      keys: (prefix) => kept.keys(prefix),
      // Whoever has something kept needs the id to find it again, and for as long.
      async set(key, value, ttlSeconds) {
        await kept.set(key, value, ttlSeconds)
        await cookie.set(DEVICE, deviceId)
      },
    }
    const sessionKey = () => devicePrefix(deviceId) + SESSION

    async function session(): Promise<SessionRecord | null> {
      const found = await backend.get(sessionKey())
      return isSessionRecord(found) && isOwnSession(found, settings) ? found : null
    }

    // What somebody put in before signing in stays theirs; what somebody else left does not become theirs.
    async function moveTo(newId: string, isTheirs: boolean): Promise<void> {
      const from = devicePrefix(deviceId)
      for (const key of await kept.keys(from)) {
        const value = await kept.get(key)
        await kept.delete(key)
        const rest = key.slice(from.length)
        if (isTheirs && rest !== SESSION) await kept.set(devicePrefix(newId) + rest, value, sessionSeconds)
      }
    }

    return {
      get deviceId() {
        return deviceId
      },
      isCookieOnly: shared === null,
      storageOf: (userId) => createStorage({ backend, deviceId, userId, deviceSeconds: sessionSeconds }),
      session,
      keepSession: (record) => backend.set(sessionKey(), record, sessionSeconds),
      endSession: () => backend.delete(sessionKey()),
      async signIn(record) {
        const before = await session()
        const newId = crypto.randomUUID()
        // Whoever brought no id has nothing kept, and looking for it is slow where many share a storage.
        if (known !== null) await moveTo(newId, before === null || before.idClaims.sub === record.idClaims.sub)
        deviceId = newId
        await backend.set(sessionKey(), record, sessionSeconds)
      },
      async signOut() {
        await clearKeys(kept, devicePrefix(deviceId))
        await cookie.delete(DEVICE)
      },
      async cookies() {
        try {
          return await cookie.cookies()
        } catch (cause) {
          if (cause instanceof RangeError) throw new SignInError('SESSION_TOO_LARGE', { detail: cause.message })
          throw cause
        }
      },
    }
  }
}

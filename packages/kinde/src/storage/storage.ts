import { clearKeys, type StorageBackend } from './backend.ts'

/** Keeps values for one device, for one user on all devices (`user:`), or for everybody (`global:`). */
export interface StorageManager {
  /** Whose unmarked keys these are. */
  readonly deviceId: string
  /** Whose `user:` keys these are; null when nobody is known. */
  readonly userId: string | null
  /** Gives what was kept under a key, or null. */
  get(key: string): Promise<unknown>
  /** Keeps a JSON value. */
  set(key: string, value: unknown): Promise<void>
  /** Keeps several. */
  setItems(items: Readonly<Record<string, unknown>>): Promise<void>
  delete(key: string): Promise<void>
  /** Forgets all that was kept for this device; `user:` and `global:` values stay. */
  clearDeviceData(): Promise<void>
}

/** Where a storage keeps its values, whose they are, and for how long. */
export interface StorageOptions {
  readonly backend: StorageBackend
  /** 1 to 128 letters, digits, hyphens or underscores. @default a new one */
  readonly deviceId?: string
  /** @default null: `user:` keys are refused */
  readonly userId?: string | null
  /** How long a device's values are kept. @default for ever */
  readonly deviceSeconds?: number
  /** @default crypto.randomUUID */
  readonly newId?: () => string
}

const DEVICE_ID = /^[\w-]{1,128}$/

/** Makes a storage for one device. Each has its own state, so a process may hold as many as it likes. */
export function createStorage(options: StorageOptions): StorageManager {
  const { backend, newId = () => crypto.randomUUID(), userId = null, deviceSeconds } = options
  const deviceId = options.deviceId ?? newId()
  if (!DEVICE_ID.test(deviceId)) {
    throw new TypeError('deviceId must have 1 to 128 letters, digits, hyphens or underscores.')
  }
  const device = devicePrefix(deviceId)

  function placeOf(key: string): string {
    if (key.startsWith('global:')) return key
    if (key.startsWith('user:')) {
      if (userId === null) throw new TypeError('A key that begins with user: needs a userId.')
      return `user:${encodeURIComponent(userId)}:${key.slice('user:'.length)}`
    }
    if (key.startsWith('_')) throw new TypeError('Keys that begin with _ are kept for the sign-in itself.')
    return device + key
  }

  const storage: StorageManager = {
    deviceId,
    userId,
    async get(key) {
      return backend.get(placeOf(key))
    },
    async set(key, value) {
      if (JSON.stringify(value) === undefined)
        throw new TypeError(`The value of ${key} must be one that JSON can hold.`)
      const place = placeOf(key)
      return place.startsWith(device) ? backend.set(place, value, deviceSeconds) : backend.set(place, value)
    },
    async setItems(items) {
      for (const [key, value] of Object.entries(items)) await storage.set(key, value)
    },
    async delete(key) {
      return backend.delete(placeOf(key))
    },
    clearDeviceData: () => clearKeys(backend, device),
  }
  return storage
}

/** What every key of a device begins with. */
export function devicePrefix(deviceId: string): string {
  return `device:${deviceId}:`
}

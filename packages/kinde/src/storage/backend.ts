/** Where values are kept: in memory, in Redis, in the visitor's own cookie, or wherever a host likes. */
export interface StorageBackend {
  /** Gives what was kept, or null. */
  get(key: string): Promise<unknown>
  /** Keeps a JSON value, for so many seconds when `ttlSeconds` is given. */
  set(key: string, value: unknown, ttlSeconds?: number): Promise<void>
  delete(key: string): Promise<void>
  /** Every key that begins with `prefix`. */
  keys(prefix: string): Promise<readonly string[]>
  /**
   * Runs `act` while nobody else in any process runs one under this name. Without it, only acts of one process wait for each other.
   */
  exclusively?<T>(name: string, act: () => Promise<T>): Promise<T>
}

/** Deletes every key that begins with `prefix`. */
export async function clearKeys(backend: StorageBackend, prefix: string): Promise<void> {
  for (const key of await backend.keys(prefix)) await backend.delete(key)
}

export type { StorageBackend } from './storage/backend.ts'
export {
  type CookieBackend,
  type CookieStorage,
  type CookieStorageOptions,
  cookieStorage,
} from './storage/cookie-storage.ts'
export { type MemoryBackendOptions, memoryBackend } from './storage/memory-backend.ts'
export { type RedisBackendOptions, type RedisClient, redisBackend } from './storage/redis-backend.ts'
export { createStorage, type StorageManager, type StorageOptions } from './storage/storage.ts'

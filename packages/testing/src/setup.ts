import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    redisUrl: string | null
  }
}

/** Starts what the tests of one project share; `inject('postgresUrl')` and `inject('redisUrl')` name it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  if (!redis) console.warn('Redis suites are skipped: no REDIS_URL, nothing on 127.0.0.1:6379, no redis-server.')
  project.provide('postgresUrl', postgres.url)
  project.provide('redisUrl', redis?.url ?? null)
  return async () => {
    await Promise.all([postgres.stop(), redis?.stop()])
  }
}

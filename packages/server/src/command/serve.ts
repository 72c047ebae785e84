import { setTimeout as pause } from 'node:timers/promises'
import { isUnreachable } from '../database/unreachable.ts'
import type { Log } from '../log/log.ts'
import { pinoLog } from '../log/pino.ts'
import { listen } from '../node/listen.ts'
import { toNodeListener } from '../node/listener.ts'
import type { Tenantry } from '../tenantry.ts'
import { compose, openDatabase } from './compose.ts'
import type { Config } from './config.ts'

const RETRY_MS = 1000

/** Serves until it is told to end, then lets what runs finish. */
export async function serve(config: Config): Promise<void> {
  const log = pinoLog({ level: config.LOG_LEVEL })
  const database = await openDatabase(config, log)
  const server = await listen({ port: config.PORT, host: config.HOST })
  const tenantry = await compose(config, { database, log, publicUrl: config.PUBLIC_URL ?? server.url })
  server.answer(toNodeListener(tenantry, { trustProxy: config.TRUST_PROXY }))

  const ended = untilSignal()
  const started = startWhenReachable(tenantry, log, ended.signal)
  await Promise.race([started.first, ended.promise])
  console.log(`listening on ${server.url}`)
  await ended.promise
  await server.close()
  await started.done
  await tenantry.stop()
  await database.close()
}

function untilSignal() {
  const controller = new AbortController()
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = () => {
    controller.abort()
    resolve()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
  return { promise, signal: controller.signal }
}

// A database that is not up yet is waited for: health answers meanwhile, the rest says 503. Anything else is final.
function startWhenReachable(tenantry: Tenantry, log: Log, signal: AbortSignal) {
  const first = Promise.withResolvers<void>()
  async function attempt(): Promise<void> {
    while (!signal.aborted) {
      try {
        return await tenantry.start()
      } catch (error) {
        if (!isUnreachable(error)) throw error
        log.warn({ error }, 'the database does not answer yet')
        first.resolve()
        await pause(RETRY_MS, undefined, { signal }).catch(() => {})
      }
    }
  }
  const done = attempt()
  done.then(first.resolve, first.reject)
  return { first: first.promise, done }
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database/database.ts'
import { isUnreachable } from '../database/unreachable.ts'
import type { Log } from '../log/log.ts'
import { pinoLog } from '../log/pino.ts'
import { listen, type NodeServer } from '../node/listen.ts'
import { toNodeListener } from '../node/listener.ts'
import type { Tenantry } from '../tenantry.ts'
import { compose, openDatabase } from './compose.ts'
import type { Config } from './config.ts'

const RETRY_MS = 1000

/** Serves until it is told to end, then lets what runs finish. @throws Error when it can never serve. */
export async function serve(config: Config): Promise<void> {
  const log = pinoLog({ level: config.LOG_LEVEL })
  const database = await openDatabase(config, log)
  try {
    const server = await listen({ port: config.PORT, host: config.HOST })
    try {
      await serveOn(server, { config, database, log })
    } finally {
      await server.close()
    }
  } finally {
    await database.close()
  }
}

interface Means {
  readonly config: Config
  readonly database: Database
  readonly log: Log
}

async function serveOn(server: NodeServer, { config, database, log }: Means): Promise<void> {
  const tenantry = await compose(config, { database, log, publicUrl: config.PUBLIC_URL ?? server.url })
  const ended = untilSignal()
  const started = startWhenReachable(tenantry, log, ended.signal)
  try {
    server.answer(toNodeListener(tenantry, { trustProxy: config.TRUST_PROXY }))
    await Promise.race([started.first, ended.promise])
    console.log(`listening on ${server.url}`)
    // A start that fails for good ends the process, also when the database was only waited for at first.
    await Promise.race([started.done.then(() => ended.promise), ended.promise])
  } finally {
    // What runs needs the kit and the database until it has ended.
    await server.close()
    await started.done.catch(() => {})
    await tenantry.stop()
  }
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

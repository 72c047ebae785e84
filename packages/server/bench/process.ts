import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Spent {
  readonly statements: number
  readonly roundTrips: number
  /** Of the process itself, PostgreSQL aside. */
  readonly cpuMs: number
  /** Mails that still have to be sent. */
  readonly waiting: number
}

/** A server in a process of its own. */
export interface Server {
  readonly url: string
  /** What its requests have taken so far. */
  spent(): Promise<Spent>
  /** The same, as soon as no mail waits any more. */
  settled(): Promise<Spent>
  stop(): Promise<void>
}

/** Starts one of the servers of this folder on a database. */
export async function start(file: 'our-server.ts' | 'rival-server.ts', databaseUrl: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, file), {
    execArgv: ['--conditions=@tenantry/source', ...(process.env.BENCH_FLAGS?.split(' ') ?? [])],
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
  })
  const exited = once(child, 'exit')
  const answer = async () => {
    const [message] = await Promise.race([once(child, 'message'), exited.then(() => [null])])
    if (!message) throw new Error(`${file} has ended.`)
    return message as { readonly url: string; readonly spent: Spent }
  }
  async function spent() {
    child.send('spent')
    return (await answer()).spent
  }
  const { url } = await answer()
  return {
    url,
    spent,
    async settled() {
      for (;;) {
        const now = await spent()
        if (now.waiting <= 0) return now
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
    async stop() {
      child.disconnect()
      await exited
    },
  }
}

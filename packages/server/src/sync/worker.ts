import { isProviderError } from '@tenantry/core/provider'
import { pauseAfter } from './policy.ts'

// Finds what a process that ended left, and what waited for its time.
const EVERY_MS = 15_000
// So many calls at the provider at once, of one process.
const AT_ONCE = 4

/** Does what waits in the database; any number of processes share the work. */
export interface Worker {
  /** Works on everything that is due, and on what becomes due meanwhile; calls that come meanwhile share the work. */
  run(): Promise<void>
  /** Says that something was just committed that may be due. */
  nudge(): void
  /** Takes over work that is done beside an answer, such as noting what the provider said. */
  beside(work: Promise<void>): void
  /** Works from now on. */
  start(): void
  /** Ends, when what is under way has ended. */
  stop(): Promise<void>
}

interface Work<Item> {
  /** Takes some of what is due, so that nobody else does. */
  readonly take: () => Promise<readonly Item[]>
  /** Does one thing, or leaves it for later. */
  readonly settle: (item: Item) => Promise<void>
  readonly failed: (error: unknown) => void
}

/** Creates the worker of one process. */
export function createWorker<Item>({ take, settle, failed }: Work<Item>): Worker {
  let running: Promise<void> | null = null
  let again = false
  let timer: ReturnType<typeof setInterval> | undefined
  const others = new Set<Promise<void>>()

  async function work(): Promise<void> {
    do {
      again = false
      for (;;) {
        const items = await take()
        if (items.length === 0) break
        for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(settle))
      }
    } while (again)
  }

  function run(): Promise<void> {
    again = true
    running ??= work().finally(() => {
      running = null
    })
    return running
  }

  const nudge = () => void (timer && run().catch(failed))

  return {
    run,
    nudge,
    beside(other) {
      const done = other.catch(failed).finally(() => {
        others.delete(done)
        nudge()
      })
      others.add(done)
    },
    start() {
      timer = setInterval(nudge, EVERY_MS)
      nudge()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await Promise.all(others)
      await running?.catch(failed)
    },
  }
}

/** What came of a try that failed, and how long to wait before the next one. */
export function failureOf(error: unknown, attempts: number) {
  const { kind, isTransient, retryAfter } = isProviderError(error)
    ? error
    : ({ kind: 'unsettled', isTransient: true, retryAfter: null } as const)
  return { kind, pause: pauseAfter(attempts, { isTransient, retryAfter }) }
}

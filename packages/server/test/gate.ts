import type { KyselyPlugin, QueryId } from 'kysely'
import type { Database } from '../src/database/database.ts'

/** A place where everybody waits until `size` have come; then all go on at once, and whoever comes later walks through. */
export interface Gate {
  arrive(): Promise<void>
  /** Lets everybody go on who waits, whoever is missing. */
  open(): void
  /** How many have come so far. */
  readonly arrived: number
}

/** Makes a gate for `size` contenders. */
export function gate(size: number): Gate {
  const opened = Promise.withResolvers<void>()
  let arrived = 0
  return {
    arrive() {
      arrived += 1
      if (arrived === size) opened.resolve()
      return opened.promise
    },
    open: opened.resolve,
    get arrived() {
      return arrived
    },
  }
}

/** Runs all contenders at once. @throws Error when not all of them came to the gate: then nothing was raced. */
export async function race<T>(meeting: Gate, contenders: readonly (() => Promise<T>)[]): Promise<T[]> {
  // Nobody ends before the gate opens, unless without having come to it: the others must not wait for that one for ever.
  const outcomes = await Promise.all(contenders.map((contender) => contender().finally(meeting.open)))
  if (meeting.arrived < contenders.length)
    throw new Error(`Only ${meeting.arrived} of ${contenders.length} came to the gate.`)
  return outcomes
}

/** A database on which requests wait for each other. */
export interface Meeting {
  readonly database: Database
  /** Sets the gate for the transactions to come. */
  at(meeting: Gate): void
}

/**
 * Makes every request stop at the gate right after `enter`: each then holds a transaction of its own open, so that as
 * many have met as there are connections, and none has read anything yet that it will decide on.
 */
export function meetingIn(database: Database): Meeting {
  let meeting = gate(0)
  const entering = new WeakSet<QueryId>()
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const entry = "set_config('role', 'tenantry_app', true)"
      if (node.kind === 'RawNode' && node.sqlFragments.some((part) => part.includes(entry))) entering.add(queryId)
      return node
    },
    async transformResult({ queryId, result }) {
      if (entering.has(queryId)) await meeting.arrive()
      return result
    },
  }
  return {
    database: { ...database, kysely: database.kysely.withPlugin(plugin) },
    at(next) {
      meeting = next
    },
  }
}

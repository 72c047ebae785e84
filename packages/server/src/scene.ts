import type { Context } from './context.ts'
import { createContext } from './create-context.ts'
import type { Tx } from './database/database.ts'
import type { Last } from './database/transaction.ts'
import type { Outbox } from './outbox.ts'
import { enter } from './users/enter.ts'
import type { Work } from './work.ts'

/** One try of a request's transaction. */
export interface Scene {
  readonly context: Context<Context['principal'] | null>
  readonly outbox: Outbox
}

interface Opening {
  readonly tx: Tx
  readonly last: Last
  readonly now: Date
  /** What the endpoint's `prepare` brought. */
  readonly prepared?: unknown
}

/** Opens a transaction for the caller, and what the handler may touch in it. */
export async function openScene(work: Work, { tx, last, now, prepared }: Opening): Promise<Scene> {
  const { identity, ip, request, tokenHash, password, services, progress } = work
  const { policy, newId } = services
  const outbox = emptyOutbox(ip)
  const entering = enter(tx, {
    identity,
    tokenHash,
    organization: work.route.dialect.organizationOf(work.input),
    policy,
    now,
    newId,
    last,
    atEnd: (write) => void outbox.writes.push(write),
  })
  // Nobody has a name that one would have to wait for.
  if (!identity) last(entering)
  const principal = identity && (await entering)
  const { course, account } = progress
  const scope = { tx, last, principal, identity, now, request, outbox, password, prepared, course, account }
  return { context: createContext(services, scope), outbox }
}

function emptyOutbox(ip: string): Outbox {
  return {
    letters: [],
    events: [],
    writes: [],
    after: [],
    undo: [],
    reserved: null,
    ip: ip === 'unknown' ? null : ip,
  }
}

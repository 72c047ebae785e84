import { isTenantryError } from '@tenantry/core'
import { type Identity, isProviderError, type NewUser } from '@tenantry/core/provider'
import type { Services } from '../services.ts'
import { LEASE_MS } from '../sync/policy.ts'
import { createWorker, failureOf, type Worker } from '../sync/worker.ts'
import { type Ask, createAsk } from './ask.ts'
import { forgetAccount, isBusy, type PendingAccount, releaseAccount, takeDue, takeLeft } from './queries.ts'
import { settleAccount } from './settle.ts'

const MOST = 20
const LOOK_AGAIN_MS = 200
// Longer than what comes after the provider; a transaction that takes longer all the same is found out by the database.
const TRANSACTION_MS = 5000

/** What came of making an account before the transaction that makes its user. */
export interface MadeAccount {
  readonly marker: string
  readonly email: string
  /** When it was begun. */
  readonly at: Date
  /** Ends all that whoever asked for it waits for. */
  readonly signal: AbortSignal
  readonly outcome:
    | { readonly is: 'made'; readonly identity: Identity }
    | { readonly is: 'taken' }
    /** Somebody else is at the same address at this moment. */
    | { readonly is: 'busy' }
    | { readonly is: 'failed'; readonly error: unknown }
}

/** Makes accounts at a provider elsewhere, and removes there what no user got. */
export interface Accounts extends Worker {
  readonly ask: Ask
  /** Until when nobody clears up after a request that begins now. */
  heldUntil(): Date
  /** Makes an account that was noted, within the deadline. Never rejects. */
  make(user: NewUser): Promise<MadeAccount>
  /** Removes an account that no user got, as long as there is time; then the worker does. Never rejects. */
  takeBack(account: MadeAccount): Promise<void>
}

type Means = Pick<Services, 'database' | 'provider' | 'policy' | 'metrics' | 'log' | 'now'>

/** Creates the worker of one process; any number of processes share the work. */
export function createAccounts({ database, provider, policy, metrics, log, now }: Means): Accounts {
  const ask = createAsk({ database, provider, metrics })
  const { creationMs, callMs } = policy.providerDeadlines
  const after = (milliseconds: number) => new Date(now().getTime() + milliseconds)

  async function settle(item: PendingAccount, signal = AbortSignal.timeout(callMs)): Promise<void> {
    const { marker, attempts, issuer, subject } = item
    const identity = issuer !== null && subject !== null ? { issuer, subject } : null
    const kind = 'account'
    try {
      await settleAccount(item, { database, provider, ask, now }, signal)
      metrics.count('syncs', { kind, result: 'succeeded' })
      log.info({ kind, attempts }, 'synced with the provider')
    } catch (error) {
      const { kind: result, pause } = failureOf(error, attempts)
      metrics.count('syncs', { kind, result })
      await releaseAccount(database, marker, { identity, error: result, at: after(pause), now: now() })
      log.warn({ kind, attempts, error, pause }, 'not synced with the provider')
    }
  }

  async function outcomeOf(user: NewUser, signal: AbortSignal): Promise<MadeAccount['outcome']> {
    const create = () => ask((own, context) => own.createUser?.(user, context), signal)
    const first = await create()
    if (first) return { is: 'made', identity: first }
    // Taken by somebody, by what a try before this one left, or by one that is under way.
    const left = await takeLeft(database, user, now(), after(LEASE_MS))
    if (left.length === 0 && !(await isBusy(database, user, now()))) return { is: 'taken' }
    await Promise.all(left.map((item) => settle(item, signal)))
    while (await isBusy(database, user, now())) {
      if (signal.aborted) return { is: 'busy' }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
    const second = await create()
    return second ? { is: 'made', identity: second } : { is: 'taken' }
  }

  const failed = (error: unknown) => log.error({ error }, 'clearing up accounts at the provider stopped')
  const worker = createWorker({
    take: () => takeDue(database, now(), after(LEASE_MS), MOST),
    settle: (item: PendingAccount) => settle(item),
    failed,
  })

  return {
    ...worker,
    ask,
    heldUntil: () => after(creationMs + TRANSACTION_MS),
    async make(user) {
      const { marker, email } = user
      const signal = AbortSignal.timeout(creationMs)
      const begun = { marker, email, at: now(), signal }
      try {
        return { ...begun, outcome: await outcomeOf(user, signal) }
      } catch (error) {
        return { ...begun, outcome: { is: 'failed', error } }
      }
    },
    async takeBack({ marker, email, at, signal, outcome }) {
      const { issuer = null, subject = null } = outcome.is === 'made' ? outcome.identity : {}
      const item = { marker, email, issuer, subject, attempts: 1, created_at: at }
      const done = subject !== null || isUnknown(outcome) ? settle(item, signal) : forgetAccount(database, marker)
      await done.catch(failed)
    },
  }
}

function isUnknown(outcome: MadeAccount['outcome']): boolean {
  if (outcome.is !== 'failed' || isTenantryError(outcome.error)) return false
  return !isProviderError(outcome.error) || outcome.error.outcome === 'unknown'
}

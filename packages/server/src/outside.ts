import { beginAccount } from './accounts/queries.ts'
import { assertAllowed } from './authorize.ts'
import type { AccountWish, Context, Outside } from './context.ts'
import { unavailable } from './create-context.ts'
import { inTransaction } from './database/transaction.ts'
import { claimKey } from './idempotency/queries.ts'
import { replayOf } from './idempotency/replay.ts'
import { openScene } from './scene.ts'
import type { Principal } from './users/principal.ts'
import type { Work } from './work.ts'

type WishOf = (context: Context<Principal | null>) => Promise<AccountWish>

/** What an endpoint's `prepare` may do before the request's own transaction. */
export function outsideOf(work: Work): Outside {
  const { services } = work
  return {
    provider: services.provider,
    resolveTxt: services.resolveTxt,
    look: (ask) =>
      inTransaction(services.database, async (tx, last) => {
        const { context } = await openScene(work, { tx, last, now: services.now() })
        return ask(context)
      }),
    async ask(question) {
      const signal = AbortSignal.timeout(services.policy.providerDeadlines.creationMs)
      return services.accounts?.ask(question, signal).catch((error: unknown) => {
        throw unavailable(error)
      })
    },
    makeAccount: (wishOf) => makeAccount(work, wishOf),
  }
}

async function makeAccount(work: Work, wishOf: WishOf): Promise<void> {
  const { claim, route, services, progress } = work
  const { accounts, provider, policy, database } = services
  if (!accounts || !provider.createUser) return
  const user = await inTransaction(database, async (tx, last) => {
    const now = services.now()
    const { context } = await openScene(work, { tx, last, now })
    if (claim && replayOf(claim, await claimKey(tx, claim, now))) return null
    assertAllowed(route.endpoint, context.principal, policy)
    const wish = { ...(await wishOf(context)), marker: services.newId() }
    // Noted before it is made: what comes of a lost answer is found by it.
    last(beginAccount(tx, wish.marker, wish.email, accounts.heldUntil()))
    return wish
  })
  if (user) progress.account = await accounts.make(user)
}

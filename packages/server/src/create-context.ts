import { isTenantryError, TenantryError } from '@tenantry/core'
import type { Identity } from '@tenantry/core/provider'
import type { MadeAccount } from './accounts/accounts.ts'
import type { Question } from './accounts/ask.ts'
import { keepAccount } from './accounts/queries.ts'
import type { AccountWish, Context } from './context.ts'
import { runSqlOn, type Tx } from './database/database.ts'
import { becomeRole } from './database/role.ts'
import type { Last } from './database/transaction.ts'
import { pickLocale } from './mail/locales.ts'
import { countedCall } from './metrics/counted.ts'
import { type Outbox, writeDown } from './outbox.ts'
import type { Services } from './services.ts'
import { beginCreation, type Course } from './sync/begin-creation.ts'
import type { Principal } from './users/principal.ts'

interface Scope {
  readonly tx: Tx
  readonly last: Last
  readonly principal: Principal | null
  /** Who the access token says the caller is. */
  readonly identity: Identity | null
  readonly now: Date
  readonly request: Request
  readonly outbox: Outbox
  readonly password: string
  readonly prepared: unknown
  readonly course: Course
  /** What `prepare` made at a provider elsewhere. */
  readonly account: MadeAccount | null
}

/** Puts together what one request's handler may touch. */
export function createContext(
  services: Services,
  { tx, last, principal, identity, now, request, outbox, password, prepared, course, account }: Scope,
): Context<Principal | null> {
  const { policy, newId, provider, limiter, metrics } = services

  async function askEmbedded<T>(question: Question<T>): Promise<T | undefined> {
    if (!provider.isEmbedded) return undefined
    // On one connection this comes before whatever the provider asks.
    const role = becomeRole(tx, 'tenantry_auth')
    const asked = question(provider, { runSql: runSqlOn(tx) })
    const call = { provider: provider.id, call: 'account' }
    const [, result] = await Promise.all([role, asked && countedCall(metrics, call, asked)])
    // Nobody needs to wait for it: whatever comes next runs after it.
    last(becomeRole(tx, 'tenantry_app'))
    return result
  }

  return {
    tx,
    principal,
    providerId: provider.id,
    policy,
    now,
    newId,
    limiter,
    password,
    prepared,
    locale: pickLocale(request.headers.get('accept-language')),

    post: (mail, invitationId = null) => void outbox.letters.push({ mail, invitationId }),
    onRollback: (undo) => void outbox.undo.push(undo),
    newOrganizationId: course.newOrganizationId,
    createAtProvider(wish) {
      const { sync } = services
      if (!sync) {
        outbox.after.push(async () => metrics.count('organization_creations', { outcome: 'created' }))
        return
      }
      const isOwn = provider.tokens.some(({ issuer }) => issuer === identity?.issuer)
      const organization = { ...wish, founder: isOwn && identity ? identity.subject : null }
      beginCreation(organization, { sync, services, tx, now, outbox, made: course.made })
    },
    atEnd: (write) => void outbox.writes.push(write),
    domainProof: services.keys.domainProof,
    audit: (event) => void outbox.events.push(event),
    auditNow: (event) => writeDown({ events: [event], ip: outbox.ip }, tx, services, now),

    askEmbedded,
    async createAccount(wish: AccountWish) {
      if (provider.isEmbedded)
        return askEmbedded((own, access) => own.createUser?.({ ...wish, marker: newId() }, access))
      if (!provider.createUser) return undefined
      // The answer that was kept for the request, and because of which nothing was made, is gone.
      if (!account) throw new TenantryError('CONFLICT', { status: 409 })
      last(keepAccount(tx, account.marker))
      return identityIn(account)
    },
  }
}

/** @throws TenantryError when there is no account, and none that is in the way */
function identityIn({ outcome }: MadeAccount): Identity | null {
  switch (outcome.is) {
    case 'made':
      return outcome.identity
    case 'taken':
      return null
    case 'busy':
      throw new TenantryError('CONFLICT', { status: 409 })
    case 'failed':
      throw unavailable(outcome.error)
  }
}

/** What a caller may see of a provider's failure. */
export function unavailable(error: unknown): unknown {
  return isTenantryError(error) ? error : new TenantryError('PROVIDER_UNAVAILABLE', { cause: error })
}

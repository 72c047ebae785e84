import type { Identity, Provider, ProviderContext } from '@tenantry/core/provider'
import type { Context } from './context.ts'
import { runSqlOn, type Tx } from './database/database.ts'
import { becomeRole } from './database/role.ts'
import type { Last } from './database/transaction.ts'
import { pickLocale } from './mail/locales.ts'
import { countedCall } from './metrics/counted.ts'
import { type Outbox, writeDown } from './outbox.ts'
import type { Services } from './services.ts'
import { createAtProvider } from './sync/create-at-provider.ts'
import { LEASE_MS } from './sync/policy.ts'
import { beginSync } from './sync/queries.ts'
import { takeBackAccount } from './users/account.ts'
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
}

/** Puts together what one request's handler may touch. */
export function createContext(
  services: Services,
  { tx, last, principal, identity, now, request, outbox, password, prepared }: Scope,
): Context<Principal | null> {
  const { policy, newId, provider, limiter, metrics } = services

  async function withProvider<T>(work: (provider: Provider, context: ProviderContext) => Promise<T> | undefined) {
    // On one connection this comes before whatever the provider asks.
    const role = becomeRole(tx, 'tenantry_auth')
    const asked = work(provider, { runSql: runSqlOn(tx) })
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
    afterCommit: (work) => void outbox.after.push(work),
    createAtProvider(organization) {
      const { sync } = services
      if (!sync) {
        outbox.after.push(async () => metrics.count('organization_creations', { outcome: 'created' }))
        return
      }
      const until = new Date(now.getTime() + LEASE_MS)
      outbox.writes.push(() => beginSync(tx, organization.id, until))
      const isOwn = provider.tokens.some(({ issuer }) => issuer === identity?.issuer)
      const founder = isOwn && identity ? identity.subject : null
      outbox.after.push((kept) => createAtProvider(sync, services, { ...organization, founder, kept }))
    },
    atEnd: (write) => void outbox.writes.push(write),
    domainProof: services.keys.domainProof,
    audit: (event) => void outbox.events.push(event),
    auditNow: (event) => writeDown({ events: [event], ip: outbox.ip }, tx, services, now),

    withProvider,
    async createAccount(user) {
      const identity = await withProvider((own, access) => own.createUser?.(user, access))
      if (identity) outbox.undo.push(() => takeBackAccount(services, identity))
      return identity
    },
  }
}

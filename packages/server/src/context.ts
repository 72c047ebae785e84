import type { CodeOf, Endpoint, Output, ParsedInput, Role, TenantryError } from '@tenantry/core'
import type { Provider, ProviderContext } from '@tenantry/core/provider'
import type { Tx } from './database/database.ts'
import type { MailLocale } from './mail/locales.ts'
import type { Mail } from './mail/mailer.ts'
import type { Principal } from './users/principal.ts'

/** The host's decisions that handlers follow. */
export interface Policy {
  /** Where the host app lives; every link and redirect is built from it. */
  readonly publicUrl: string
  readonly roles: readonly Role[]
  /** Whether people may found organizations. */
  readonly organizationCreation: 'enabled' | 'disabled'
  /** Seats of a new organization; null for no limit. */
  readonly memberLimit: number | null
  readonly invitationDays: number
  readonly verificationHours: number
  /** Pages of the host app, as paths below `publicUrl`. */
  readonly pages: {
    readonly invitation: string
    readonly onboarding: string
    readonly dashboard: string
    readonly signIn: string
  }
}

export interface AuditEvent {
  readonly organizationId: string | null
  readonly action: string
  readonly targetType: string
  readonly targetId: string
  readonly data?: Record<string, unknown>
}

/** Everything a handler may touch. The transaction commits when the handler returns, and only then. */
export interface Context<P extends Principal | null = Principal> {
  readonly tx: Tx
  readonly principal: P
  readonly policy: Policy
  readonly now: Date
  readonly newId: () => string
  /** The password of the body, hashed where the provider hashes here; hashing must not keep a transaction waiting. */
  readonly password: string
  /** The language that the caller prefers, of those we write mails in. */
  readonly locale: MailLocale
  /** Queues a mail with the end of the transaction; an invitation's mail reports back how its delivery went. */
  post(mail: Mail, invitationId?: string | null): void
  /** Writes down who did what, with the end of the transaction. */
  audit(event: AuditEvent): void
  /** Lets the provider touch its own tables, inside the transaction. */
  withProvider<T>(
    work: (provider: Provider, context: ProviderContext) => Promise<T> | undefined,
  ): Promise<T | undefined>
}

/** A success with another status than the endpoint's usual one. */
export class Reply<T> {
  readonly status: number
  readonly output: T

  constructor(status: number, output: T) {
    this.status = status
    this.output = output
  }
}

/** Makes the error of a code, with the status that this endpoint gives it; an undeclared code does not compile. */
export type Fail<E extends Endpoint> = (code: CodeOf<E>, details?: Record<string, unknown>) => TenantryError

type PrincipalOf<E extends Endpoint> = E['auth'] extends 'user' ? Principal : Principal | null

export type Handler<E extends Endpoint> = (
  input: ParsedInput<E>,
  context: Context<PrincipalOf<E>>,
  fail: Fail<E>,
) => Promise<Output<E> | Reply<Output<E>>>

/** One handler for every endpoint of a contract: a missing one does not compile. */
export type HandlersOf<C> = {
  readonly [G in keyof C]: { readonly [K in keyof C[G]]: C[G][K] extends Endpoint ? Handler<C[G][K]> : never }
}

import type { CodeOf, Endpoint, Output, ParsedInput, Role, TenantryError } from '@tenantry/core'
import type { Identity, NewUser, Provider } from '@tenantry/core/provider'
import type { Question } from './accounts/ask.ts'
import type { Tx } from './database/database.ts'
import type { ResolveTxt } from './domains/look-up.ts'
import type { Limiter } from './limits/limiter.ts'
import type { MailLocale } from './mail/locales.ts'
import type { Mail } from './mail/mailer.ts'
import type { ProviderDeadlines } from './sync/policy.ts'
import type { Principal } from './users/principal.ts'

/** The host's decisions that handlers follow. */
export interface Policy {
  /** Where the host app lives; every link and redirect is built from it. */
  readonly publicUrl: string
  readonly roles: readonly Role[]
  /** The last of them: what a new member gets when nothing else is said. */
  readonly defaultRole: string
  /** The same as JSON, `{ "<role>": ["<permission>", …] }`: what row-level security goes by. */
  readonly permissionsByRole: string
  /** Verified addresses, in canonical form, of those who act as an admin of every organization (seed 004). */
  readonly superAdmins: readonly string[]
  /** Who mails invitations. */
  readonly invitationMail: 'tenantry' | 'provider'
  /** What becomes of a new organization that the provider does not create. */
  readonly onProviderFailure: 'keep-local' | 'reject'
  readonly providerDeadlines: ProviderDeadlines
  /** Whether people may found organizations. */
  readonly organizationCreation: 'enabled' | 'disabled'
  /** Seats of a new organization; null for no limit. */
  readonly memberLimit: number | null
  readonly invitationDays: number
  /** How many invitations a day: by one person, of one organization, to one address from all organizations together. */
  readonly invitationLimits: {
    readonly perInviter: number
    readonly perOrganization: number
    readonly perRecipient: number
  }
  readonly verificationHours: number
  /** Pages of the host app, as paths below `publicUrl`. */
  readonly pages: {
    readonly invitation: string
    readonly onboarding: string
    readonly dashboard: string
    readonly signIn: string
  }
}

/** What a handler notes in the audit log of an organization, or of none; who did it, when and from where is added. */
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
  /** The provider's id, such as `kinde`. */
  readonly providerId: string
  readonly policy: Policy
  readonly now: Date
  readonly newId: () => string
  /** Counts what the limits of the contract do not. */
  readonly limiter: Limiter
  /** The password of the body, hashed where the provider hashes here; hashing must not keep a transaction waiting. */
  readonly password: string
  /** What the endpoint's `prepare` brought. */
  readonly prepared: unknown
  /** The language that the caller prefers, of those we write mails in. */
  readonly locale: MailLocale
  /** Queues a mail with the end of the transaction; an invitation's mail reports back how its delivery went. */
  post(mail: Mail, invitationId?: string | null): void
  /** Undoes what was done outside of the transaction, should it fail: the last thing first. */
  onRollback(undo: () => Promise<void>): void
  /** The id of the organization that this request creates: the same one each time that its transaction is run. */
  readonly newOrganizationId: string
  /** Has that organization created at the provider too, before or after the commit as the host decided; where it has none, nothing. */
  createAtProvider(organization: { readonly id: string; readonly name: string; readonly slug: string }): void
  /** Leaves a write that the answer does not depend on to the end of the transaction, which fails with it. */
  atEnd(write: () => Promise<unknown>): void
  /** What the DNS record of an organization's domain has to say; derived from the server's secret. */
  domainProof(organizationId: string, domain: string): Promise<string>
  /** Writes down who did what, with the end of the transaction. */
  audit(event: AuditEvent): void
  /** Writes it down at once, for whoever gives up the right to do so at the end. */
  auditNow(event: AuditEvent): Promise<void>
  /** Lets the embedded provider touch its own tables, inside the transaction; undefined for any other, which was asked before. */
  askEmbedded<T>(question: Question<T>): Promise<T | undefined>
  /**
   * Creates an account: the embedded provider's within the transaction; any other was made before (`withAccount`), and is removed
   * again should the transaction fail. Both, or neither.
   * @returns null when the address is taken, undefined when the provider creates none.
   * @throws PROVIDER_UNAVAILABLE when it made none; CONFLICT while somebody else is at the same address.
   */
  createAccount(user: AccountWish): Promise<Identity | null | undefined>
}

/** An account that is to be made. */
export type AccountWish = Omit<NewUser, 'marker'>

/** A success with another status than the endpoint's usual one. */
export class Reply<T> {
  readonly status: number
  readonly output: T

  constructor(status: number, output: T) {
    this.status = status
    this.output = output
  }
}

/** What a handler answered, whatever status it chose. */
export function outputOf<T>(answer: T | Reply<T>): T {
  return answer instanceof Reply ? answer.output : answer
}

/** Makes the error of a code, with the status that this endpoint gives it; an undeclared code does not compile. */
export type Fail<E extends Endpoint> = (code: CodeOf<E>, details?: Record<string, unknown>) => TenantryError

export type PrincipalOf<E extends Endpoint> = E['auth'] extends 'user' ? Principal : Principal | null

export type Handler<E extends Endpoint> = (
  input: ParsedInput<E>,
  context: Context<PrincipalOf<E>>,
  // Not `Fail<E>`, two of which TypeScript compares by their endpoints: a profile hands its own on to handlers of the main contract.
  fail: (code: CodeOf<E>, details?: Record<string, unknown>) => TenantryError,
) => Promise<Output<E> | Reply<Output<E>>>

/** What is there before the transaction of a request is opened. */
export interface Outside {
  readonly provider: Provider
  /** Null where the host gave none. */
  readonly resolveTxt: ResolveTxt | null
  /** Runs a short transaction of its own, as the caller, for what must be known first. */
  look<T>(work: (context: Context<Principal | null>) => Promise<T>): Promise<T>
  /** Asks a provider elsewhere, within the deadline; undefined for the embedded one. @throws PROVIDER_UNAVAILABLE */
  ask<T>(question: Question<T>): Promise<T | undefined>
  /** Makes an account at a provider elsewhere, for `createAccount`, once it is known which and that the caller may. */
  makeAccount(wishOf: (context: Context<Principal | null>) => Promise<AccountWish>): Promise<void>
}

/**
 * Makes a handler that does something slow first: nothing outside of the database may keep a transaction, and with it a
 * connection or the whole of PGlite, waiting.
 */
export function prepared<E extends Endpoint, T>(
  prepare: (input: ParsedInput<E>, outside: Outside, fail: Fail<E>) => Promise<T>,
  handle: (
    input: ParsedInput<E>,
    context: Context<PrincipalOf<E>>,
    fail: Fail<E>,
    brought: T,
  ) => Promise<Output<E> | Reply<Output<E>>>,
): Handler<E> {
  return Object.assign(
    ((input, context, fail) => handle(input, context, fail, context.prepared as T)) satisfies Handler<E>,
    { prepare },
  )
}

/** Makes a handler that makes an account: who it is for is known before the provider is asked. */
export function withAccount<E extends Endpoint>(
  wishOf: (input: ParsedInput<E>, context: Context<PrincipalOf<E>>, fail: Fail<E>) => Promise<AccountWish>,
  handle: Handler<E>,
): Handler<E> {
  return prepared<E, void>(
    (input, outside, fail) => outside.makeAccount((context) => wishOf(input, context as Context<PrincipalOf<E>>, fail)),
    handle,
  )
}

/** One handler for every endpoint of a contract: a missing one does not compile. */
export type HandlersOf<C> = {
  readonly [G in keyof C]: { readonly [K in keyof C[G]]: C[G][K] extends Endpoint ? Handler<C[G][K]> : never }
}

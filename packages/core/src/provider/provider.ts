import type { Check } from './check.ts'
import type { ProviderInvitations, ProviderOrganizations } from './organizations.ts'
import type { ProviderWebhooks } from './provider-event.ts'

/** Who an access token or a provider says somebody is. Identity is (issuer, subject), never an e-mail (OpenID Connect Core §5.7). */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  /** True only when the provider says so with the boolean `true`. */
  readonly emailVerified: boolean
  readonly name: string | null
}

/** Where access tokens of one issuer come from and how they are checked (RFC 8725 §3.1, §3.8, §3.9). */
export interface TokenIssuer {
  readonly issuer: string
  /** Null where its tokens name none; then `read` has to find out whom they are for. */
  readonly audience: string | null
  /** Several entries may share an issuer when they share no algorithm. */
  readonly algorithms: readonly string[]
  /**
   * Public keys as a JSON Web Key Set: its address, or a function that fetches it; or a secret of at least 32 bytes, for HS256 alone.
   * Keys named by a token are never used.
   */
  readonly keys: URL | Uint8Array | (() => Promise<{ readonly keys: readonly Readonly<Record<string, unknown>>[] }>)
  /**
   * Turns the claims of a token whose signature, issuer and times are right into those of OpenID Connect (`sub`, `email`,
   * `email_verified`, `name`), where the issuer words them otherwise; null refuses the token. @default they are taken as they are
   */
  read?(claims: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>> | null>
}

/** Runs one statement inside the server's transaction; `$1` placeholders. */
export type RunSql = (sql: string, parameters: readonly unknown[]) => Promise<{ readonly rows: readonly unknown[] }>

/** An account to be created at a provider. */
export interface NewUser {
  /** Kept by the provider beside the account: what came of a creation whose answer was lost is found by it. */
  readonly marker: string
  readonly email: string
  /** As `hashPassword` gave it, where the provider has one; else as the person typed it. */
  readonly password: string
  readonly name: string | null
  /** True when somebody already proved the address, as the holder of an invitation link did. */
  readonly emailVerified: boolean
  /**
   * True when an administrator creates the account (seed 004), or handed over a link to create it with: it is confirmed for signing in, although nobody proved the address, and
   * makes room for nothing. Where access tokens of such accounts say `email_verified`, the server does not believe it before the person
   * proved the address here.
   */
  readonly autoConfirm?: boolean
  /** What the provider may show beside the name; never what rights follow from. */
  readonly username?: string | null
}

/** What a provider may need of the server that mounts it. */
export interface ProviderContext {
  /** The server's transaction, or one of its own outside of any, as the role that may touch the provider's own tables. */
  readonly runSql: RunSql
  /** Ends the call: whoever waits for it is answered. Absent inside the server's transaction. */
  readonly signal?: AbortSignal
}

/** An account as a provider has it. */
export interface FoundUser extends Identity {
  /** What it was created with; null for one that the server did not create. */
  readonly marker?: string | null
}

/**
 * A source of people and sign-ins: Kinde, Clerk, Supabase, or the embedded one.
 * A method that a provider cannot offer is absent, never a method that throws.
 */
export interface Provider {
  readonly id: string
  readonly specification: 'v1'
  readonly tokens: readonly TokenIssuer[]
  /**
   * Whether accounts live in the server's own database: then they are asked for and changed within its transaction. Any other
   * provider is asked before that opens, with a deadline. @default false
   */
  readonly isEmbedded?: boolean
  /**
   * Does the slow part of creating a user, before the server opens its transaction: others would wait for it.
   * @throws VALIDATION_FAILED when the password breaks the rules.
   */
  hashPassword?(password: string): Promise<string>
  /**
   * Creates a user who can sign in at once. One who took the address without proving it makes room for whoever has.
   * @returns the new identity, or null when the address is taken.
   * @throws ProviderError, whose `outcome` says whether there may be an account all the same: then the server looks for its marker
   * and removes it. VALIDATION_FAILED when the password breaks the rules.
   */
  createUser?(user: NewUser, context: ProviderContext): Promise<Identity | null>
  /** Records that a user proved the e-mail address. */
  confirmEmail?(identity: Pick<Identity, 'issuer' | 'subject'>, context: ProviderContext): Promise<void>
  /** Finds the account that owns an address, verified or not. Without it an account whose creation was not answered stays. */
  findUser?(email: string, context: ProviderContext): Promise<FoundUser | null>
  /** Removes a user, with everything that lets them sign in. */
  deleteUser?(identity: Pick<Identity, 'issuer' | 'subject'>, context: ProviderContext): Promise<void>
  /** Where organizations live at the provider too; absent where it has none. */
  readonly organizations?: ProviderOrganizations
  /** Where the provider keeps invitations of its own. */
  readonly invitations?: ProviderInvitations
  readonly webhooks?: ProviderWebhooks
  /** Looks at everything that has to be right, one thing after another, and changes nothing. */
  checks?(): AsyncIterable<Check>
  /** Routes of the provider's own, such as sign-in; null when the request is not one of them. */
  fetch?(request: Request, info?: { readonly ip: string }): Promise<Response | null>
  /** Prepares the provider's own tables; safe to call by several processes at once. */
  start?(): Promise<void>
}

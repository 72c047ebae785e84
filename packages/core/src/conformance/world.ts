import type { Provider, ProviderContext } from '../provider/provider.ts'

/** What a provider holds, as it is seen from behind the adapter. */
export interface HeldOrganization {
  readonly id: string
  readonly name: string
  readonly members: readonly { readonly subject: string; readonly role: string }[]
  /** The addresses with an invitation that waits, each as often as it is invited. */
  readonly invited: readonly string[]
}

/** One way in which the next call of a kind goes wrong. */
export type Trouble = 'refused' | 'lost answer' | 'down' | 'too many' | 'expired credentials' | 'missing right'

/** An adapter, the provider it speaks with, and a way to look behind it. */
export interface World {
  readonly provider: Provider
  readonly context: ProviderContext
  /** Everything that the provider holds, whoever made it. */
  holds(): Promise<readonly HeldOrganization[]>
  /** Makes an account past the adapter. @returns its subject */
  account(email: string): Promise<string>
  /** Lets writes go wrong until it is called with null: before they take effect, but for the lost answer. */
  trouble(trouble: Trouble | null): void
  /** How many calls the provider has seen. */
  calls(): number
  /** An address that nobody has. */
  address(): string
  /** Two of our roles that the adapter maps. */
  readonly roles: readonly [admin: string, other: string]
}

/** One thing that every adapter has to do. */
export interface Fact {
  readonly fact: string
  /** What the provider has to be capable of; without it the fact says nothing. */
  readonly needs: readonly (keyof Provider)[]
  /** Rejects when it is not so. */
  prove(world: World): Promise<void>
}

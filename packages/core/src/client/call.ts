import type { Contract, Endpoint, Input, Output } from '../contract/endpoint.ts'

/** How one call is made: how it ends early, and which write it repeats. */
export interface CallOptions {
  /** Ends the call early: it throws the reason of the signal, and whether a write was done is unknown. */
  readonly signal?: AbortSignal
  /** The key of the first attempt, when this call repeats it; reads ignore it. @default a new key for every write */
  readonly idempotencyKey?: string
}

/** Parts whose every field is optional may be left out. */
type Parts<I> = { readonly [K in keyof I as object extends I[K] ? never : K]: I[K] } & {
  readonly [K in keyof I as object extends I[K] ? K : never]?: I[K]
}

/** The arguments of something that takes an input first: nothing, an optional input, or a required one. */
export type WithInput<I, Rest extends unknown[]> = [keyof I] extends [never]
  ? [input?: Readonly<Record<string, never>>, ...Rest]
  : object extends Parts<I>
    ? [input?: Parts<I>, ...Rest]
    : [input: Parts<I>, ...Rest]

/** A call of one endpoint. Every failure is a `TenantryError`; an abort throws the reason of its signal. */
export type Call<E extends Endpoint> = (...args: WithInput<Input<E>, [options?: CallOptions]>) => Promise<Output<E>>

/** The endpoints a program calls; those that only redirect are for the browser to follow, see `urlOf`. */
type CallKeys<N> = { [K in keyof N]: N[K] extends { readonly statuses: readonly [302] } ? never : K }[keyof N]

// In the form of Pick: a mapped type with `as` loses the way from a call to its line in the contract.
type Calls<N extends Contract[string], K extends keyof N> = { readonly [P in K]: Call<N[P]> }

/** The client of a contract: `client.<noun>.<verb>(input, options)`. */
export type ClientOf<C extends Contract> = { readonly [N in keyof C]: Calls<C[N], CallKeys<C[N]>> }

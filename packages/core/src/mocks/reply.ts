import type { CodeOf, Contract, Endpoint, Output, ParsedInput } from '../contract/endpoint.ts'
import type { TenantryError } from '../contract/errors.ts'

const STATUS = Symbol('tenantry.mocks.status')

/** Data with another status than the endpoint's usual one; `withStatus` makes it. */
export interface StatusReply<Data = unknown> {
  readonly [STATUS]: number
  readonly data: Data
}

/** Answers data with another of the statuses that the endpoint declares, such as 207. */
export function withStatus<Data>(status: number, data: Data): StatusReply<Data> {
  return { [STATUS]: status, data }
}

export function statusAndData(answer: unknown, usual: number): { readonly status: number; readonly data: unknown } {
  const isChosen = typeof answer === 'object' && answer !== null && STATUS in answer
  if (!isChosen) return { status: usual, data: answer }
  const { [STATUS]: status, data } = answer as StatusReply
  return { status, data }
}

/**
 * What a mock answers: data, a code that the endpoint declares (or the error itself, with details),
 * `'NETWORK_FAILED'` for a connection that breaks, `'pending'` for no answer ever.
 */
export type Answer<E extends Endpoint> =
  | Output<E>
  | StatusReply<Output<E>>
  | CodeOf<E>
  | TenantryError<CodeOf<E>>
  | 'NETWORK_FAILED'
  | 'pending'

/** An answer, or a function that finds one for the parsed input of a request. */
export type Reply<E extends Endpoint> =
  | Answer<E>
  | ((input: ParsedInput<E> & { readonly request: Request }) => Answer<E> | Promise<Answer<E>>)

/** Replies by noun and verb; calls without one stay unhandled. */
export type RepliesOf<C extends Contract> = {
  readonly [N in keyof C]?: { readonly [V in keyof C[N]]?: Reply<C[N][V]> }
}

import type { Method } from '../contract/endpoint.ts'
import type { Shape } from './read.ts'

/** What a client has to know of an endpoint. */
export interface WireCall {
  readonly method: Method
  readonly path: string
  /** True when requests carry a body. */
  readonly body?: boolean
  /** True when the call only reads and takes no `Idempotency-Key`. */
  readonly safe?: boolean
  readonly output: Shape
}

/** What a client has to know of a contract, as plain data; `wireOf` makes it. */
export type Wire = Readonly<Record<string, Readonly<Record<string, WireCall>>>>

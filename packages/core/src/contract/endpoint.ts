import type * as z from 'zod/v4/core'
import type { Permission } from '../access/roles.ts'
import type { CommonErrorCode, ErrorCode } from './errors.ts'

/** The methods that an endpoint can have (RFC 9110 §9, and RFC 5789 for `PATCH`). */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** How often an endpoint may be called; each rule counts in a bucket of its own. */
export interface RateLimit {
  /** Names the bucket; endpoints that share a name share the bucket. */
  readonly name: string
  /** Whom the rule is for: seed 003 asks for different limits for the two. */
  readonly caller: 'authenticated' | 'anonymous'
  /** What is counted: the user, or the address the request came from. */
  readonly per: 'user' | 'ip'
  readonly limit: number
  readonly windowSeconds: number
  /** `successes` gives the point back whenever the request did nothing: it failed, or repeated an earlier answer. @default 'requests' */
  readonly counts?: 'requests' | 'successes'
}

/** One HTTP endpoint as data. The client, the server, the mocks and OpenAPI are derived from it. */
export interface Endpoint {
  readonly method: Method
  /** Path from the root of the server, with `:name` placeholders. */
  readonly path: `/${string}`
  readonly summary: string
  /** `user` answers 401 without a valid access token; `public` works with and without one; `none` never looks at it. */
  readonly auth: 'public' | 'user' | 'none'
  /** What the caller's role in `params.organizationId` must allow. */
  readonly permission?: Permission
  readonly params?: z.$ZodObject
  readonly query?: z.$ZodObject
  readonly body?: z.$ZodObject
  /** The statuses of success; the first is the usual one. @default [200] */
  readonly statuses?: readonly [number, ...number[]]
  /** The body of success; with status 302, its `location` becomes the header. */
  readonly output: z.$ZodType
  /** Codes of this endpoint and their status here. What `commonErrors` lists is understood. */
  readonly errors: Readonly<Partial<Record<ErrorCode, number>>>
  readonly limits?: readonly RateLimit[]
  /** True for a POST that only reads (RFC 9110 §9.2.1): repeating it needs no key. @default GET is safe, others are not */
  readonly safe?: boolean
  /** True when the answer holds a secret: kept for a repetition with the same `Idempotency-Key`, it is sealed. */
  readonly secret?: true
}

/** Tells whether an endpoint only reads, so that it takes no `Idempotency-Key`. */
export function isSafe({ method, safe = method === 'GET' }: Pick<Endpoint, 'method' | 'safe'>): boolean {
  return safe
}

/** Endpoints by noun and verb, such as `invitations.resend`. */
export type Contract = Readonly<Record<string, Readonly<Record<string, Endpoint>>>>

type Part<E, K extends string, S extends 'input' | 'output'> = E extends {
  readonly [_ in K]: infer Z extends z.$ZodType
}
  ? { readonly [_ in K]: S extends 'input' ? z.input<Z> : z.output<Z> }
  : unknown

/** What a caller hands over: `params`, `query` and `body`, before parsing. */
export type Input<E extends Endpoint> = Part<E, 'params', 'input'> &
  Part<E, 'query', 'input'> &
  Part<E, 'body', 'input'>
/** What a handler receives: `params`, `query` and `body`, parsed. */
export type ParsedInput<E extends Endpoint> = Part<E, 'params', 'output'> &
  Part<E, 'query', 'output'> &
  Part<E, 'body', 'output'>
/** What a call resolves with: the body of success, parsed. */
export type Output<E extends Endpoint> = z.output<E['output']>
/** The codes a handler of this endpoint may throw. */
export type CodeOf<E extends Endpoint> = Extract<keyof E['errors'], ErrorCode> | CommonErrorCode

/** Declares one HTTP endpoint. Returns its argument: a contract is data, nothing else. */
export function endpoint<const E extends Endpoint>(spec: E): E {
  return spec
}

import type { Operation } from '../operations.ts'
import type { Caller } from './people.ts'

/** A request while it is put together. */
export interface Draft {
  readonly operation: Operation
  /** What is wrong with it, if anything is. */
  readonly what: string
  readonly caller: Caller
  readonly method: string
  /** Values of the path, already encoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly headers: Readonly<Record<string, string>>
  /** The body as bytes or text; null for none. */
  readonly body: string | Uint8Array<ArrayBuffer> | null
}

/** The path and query of a draft. */
export function pathOf({ operation, params, query }: Draft): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const search = query.map(([name, value]) => `${name}=${value}`).join('&')
  return search ? `${path}?${search}` : path
}

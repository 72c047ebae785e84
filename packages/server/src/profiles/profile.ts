import type { Contract, TenantryError } from '@tenantry/core'
import type { JsonSchema } from '@tenantry/core/openapi'
import type { HandlersOf } from '../context.ts'
import type { Handle } from '../routes.ts'
import type { OrganizationRef } from '../users/enter.ts'

/** What differs between two dialects of the API beside paths and shapes. */
export interface Dialect {
  /** The body of a failure. */
  errorBody(error: TenantryError): object
  /** What `errorBody` answers, for OpenAPI. @default the form of seed 003 */
  readonly errorSchema?: JsonSchema
  /** Which organization a request is about, by its parsed input; null for none. */
  organizationOf(input: Readonly<Record<string, unknown>>): OrganizationRef | null
}

/** A second HTTP dialect over the same services; `profile` makes one. */
export interface Profile {
  /** Where its paths begin, such as `/api/orgs`: failures below it have its form. */
  readonly base: `/${string}`
  readonly contract: Contract
  readonly handlers: Readonly<Record<string, Readonly<Record<string, Handle>>>>
  readonly dialect: Dialect
}

/** Puts a profile together; a handler that is missing, or answers another shape, does not compile. */
export function profile<C extends Contract>(parts: {
  readonly base: Profile['base']
  readonly contract: C
  readonly handlers: HandlersOf<C>
  readonly dialect: Dialect
}): Profile {
  return { ...parts, handlers: parts.handlers as unknown as Profile['handlers'] }
}

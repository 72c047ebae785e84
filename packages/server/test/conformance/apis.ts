import { type Contract, contract } from '@tenantry/core'
import { apiInfo, type OpenApiDocument, toOpenApi } from '@tenantry/core/openapi'
import type { Profile } from '../../src/profiles/profile.ts'

/** One HTTP API of the server: its contract, and the OpenAPI document that people read of it. */
export interface Api {
  /** Where it stands; what is asked for below it fails in its form. Empty for the main one. */
  readonly base: string
  readonly contract: Contract
  readonly document: OpenApiDocument
}

const main: Api = { base: '', contract, document: toOpenApi(contract, apiInfo) }

/** Every API of a server with these profiles, the main one first. */
export function apisWith(profiles: readonly Profile[]): readonly Api[] {
  return [main, ...profiles.map(apiOf)]
}

/** The API whose form of failures rules at a path. */
export function apiAt(apis: readonly Api[], pathname: string): Api {
  return apis.find(({ base }) => base !== '' && (pathname === base || pathname.startsWith(`${base}/`))) ?? main
}

function apiOf({ base, contract, dialect: { errorSchema: error } }: Profile): Api {
  return { base, contract, document: toOpenApi(contract, { ...apiInfo, ...(error && { error }) }) }
}

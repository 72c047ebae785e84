import type { contract } from '../contract/contract.ts'
import type { Contract } from '../contract/endpoint.ts'
import { wireOf } from '../wire/wire-of.ts'
import type { CallOptions, ClientOf } from './call.ts'
import type { RawInput } from './path.ts'
import { type ClientOptions, createSend } from './send.ts'
import { wire } from './wire.ts'

/** The client of the main contract. */
export type TenantryClient = ClientOf<typeof contract>

/**
 * Creates the typed client of the main contract, or of the one given.
 * @throws TypeError when an answer of that contract needs more than a client reads, such as a transformation.
 */
export function createClient(options?: ClientOptions): TenantryClient
export function createClient<C extends Contract>(options: ClientOptions & { readonly contract: C }): ClientOf<C>
export function createClient({ contract, ...options }: ClientOptions & { readonly contract?: Contract } = {}) {
  const send = createSend(options)
  const nouns = Object.entries(contract ? wireOf(contract) : wire).map(([noun, calls]) => {
    const verbs = Object.entries(calls).map(([verb, call]) => [
      verb,
      (input?: RawInput, options?: CallOptions) => send(call, input, options),
    ])
    return [noun, Object.fromEntries(verbs)]
  })
  return Object.fromEntries(nouns)
}

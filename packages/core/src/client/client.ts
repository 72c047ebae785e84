import type { contract } from '../contract/contract.ts'
import type { Contract } from '../contract/endpoint.ts'
import type { CallOptions, ClientOf } from './call.ts'
import type { RawInput } from './path.ts'
import { type ClientOptions, createSend } from './send.ts'
import type { Wire } from './table.ts'
import { wire as mainWire } from './wire.ts'

/** The client of the main contract. */
export type TenantryClient = ClientOf<typeof contract>

/** Creates the typed client of the main contract, or of another one by its `wireOf`. */
export function createClient(options?: ClientOptions): TenantryClient
export function createClient<C extends Contract>(options: ClientOptions & { readonly wire: Wire<C> }): ClientOf<C>
export function createClient({ wire = mainWire, ...options }: ClientOptions & { readonly wire?: Wire } = {}) {
  const send = createSend(options)
  const nouns = Object.entries(wire).map(([noun, calls]) => {
    const verbs = Object.entries(calls).map(([verb, call]) => [
      verb,
      (input?: RawInput, options?: CallOptions) => send(call, input, options),
    ])
    return [noun, Object.fromEntries(verbs)]
  })
  return Object.fromEntries(nouns)
}

import { contract as mainContract } from '../contract/contract.ts'
import type { Contract, Endpoint } from '../contract/endpoint.ts'
import type { CallOptions, ClientOf } from './call.ts'
import type { RawInput } from './path.ts'
import { type ClientOptions, createSend } from './send.ts'

/** The client of the main contract. */
export type TenantryClient = ClientOf<typeof mainContract>

/** Creates the typed client of a contract, the main one unless another is given. */
export function createClient(options?: ClientOptions): TenantryClient
export function createClient<C extends Contract>(options: ClientOptions & { readonly contract: C }): ClientOf<C>
export function createClient({ contract = mainContract, ...options }: ClientOptions & { contract?: Contract } = {}) {
  const send = createSend(options)
  const nouns = Object.entries(contract).map(([noun, endpoints]) => {
    const calls = Object.entries(endpoints).filter(([, endpoint]) => !redirects(endpoint))
    return [noun, Object.fromEntries(calls.map(([verb, endpoint]) => [verb, callOf(endpoint)]))] as const
  })
  return Object.fromEntries(nouns) as never

  function callOf(endpoint: Endpoint) {
    return (input?: RawInput, call?: CallOptions) => send(endpoint, input, call)
  }
}

function redirects({ statuses = [200] }: Endpoint): boolean {
  return statuses.every((status) => status === 302)
}

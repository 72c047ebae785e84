import type { Wire, WireCall } from '../client/table.ts'
import { type Contract, type Endpoint, isSafe } from '../contract/endpoint.ts'
import { shapeOf } from './shape-of.ts'

/**
 * Tells a client what it has to know of a contract.
 * @throws TypeError when the shape of an answer needs more than a client reads, such as a transformation.
 */
export function wireOf(contract: Contract): Wire {
  const nouns = Object.entries(contract).map(([noun, endpoints]) => {
    const calls = Object.entries(endpoints).filter(([, endpoint]) => !redirects(endpoint))
    return [noun, Object.fromEntries(calls.map(([verb, endpoint]) => [verb, callOf(`${noun}.${verb}`, endpoint)]))]
  })
  return Object.fromEntries(nouns)
}

function callOf(name: string, endpoint: Endpoint): WireCall {
  const { method, path, body, output } = endpoint
  return {
    method,
    path,
    ...(body && { body: true }),
    ...(isSafe(endpoint) && { safe: true }),
    output: shapeOf(output, name),
  }
}

/** A browser follows these, no program calls them. */
function redirects({ statuses = [200] }: Endpoint): boolean {
  return statuses.every((status) => status === 302)
}

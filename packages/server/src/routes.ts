import type { Contract, Endpoint, Method } from '@tenantry/core'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'

/** An endpoint with the handler that serves it; which fits which was checked where the two were put together. */
export interface Route {
  readonly endpoint: Endpoint
  readonly handle: (input: never, context: never, fail: never) => Promise<unknown>
}

export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

export interface Routes {
  find(method: string, path: string): Match | null
  /** The methods that a path understands; none when the path is not ours. */
  methodsOf(path: string): readonly Method[]
}

/** Builds the route table out of a contract and its handlers. */
export function createRoutes(
  contract: Contract,
  handlers: Readonly<Record<string, Readonly<Record<string, Route['handle']>>>>,
): Routes {
  const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] })
  const methods = new Set<Method>()
  for (const [group, endpoints] of Object.entries(contract)) {
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const handle = handlers[group]?.[name]
      if (!handle) throw new TypeError(`No handler for ${group}.${name}`)
      router.add(endpoint.method, endpoint.path, { endpoint, handle })
      methods.add(endpoint.method)
    }
  }

  function find(method: string, path: string): Match | null {
    const [found, stash] = router.match(method, path)
    const [first] = found
    if (!first) return null
    const [route, params] = first
    const values = Object.entries(params).map(([name, value]) => [name, stash ? stash[Number(value)] : value] as const)
    const decoded = values.map(([name, value]) => [name, decode(String(value))] as const)
    if (decoded.some(([, value]) => value === null)) return null
    return { route, params: Object.fromEntries(decoded) as Record<string, string> }
  }

  return { find, methodsOf: (path) => [...methods].filter((method) => find(method, path)) }
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

import type { Endpoint, Method } from '@tenantry/core'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import type { Dialect, Profile } from './profiles/profile.ts'

/** A handler as the pipeline calls it; that it fits its endpoint was checked where the two were put together. */
export interface Handle {
  (input: never, context: never, fail: never): Promise<unknown>
  /** What has to happen before the transaction is opened. */
  readonly prepare?: (input: never, outside: never, fail: never) => Promise<unknown>
}

/** An endpoint with the handler that serves it, in the dialect of its profile. */
export interface Route {
  readonly endpoint: Endpoint
  readonly handle: Handle
  readonly dialect: Dialect
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

/** Builds the route table out of profiles. @throws TypeError when an endpoint has no handler. */
export function createRoutes(profiles: readonly Profile[]): Routes {
  const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] })
  const methods = new Set<Method>()
  for (const route of profiles.flatMap(routesOf)) {
    router.add(route.endpoint.method, route.endpoint.path, route)
    methods.add(route.endpoint.method)
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

function routesOf({ contract, handlers, dialect }: Profile): Route[] {
  return Object.entries(contract).flatMap(([group, endpoints]) =>
    Object.entries(endpoints).map(([name, endpoint]) => {
      const handle = handlers[group]?.[name]
      if (!handle) throw new TypeError(`No handler for ${group}.${name}`)
      return { endpoint, handle, dialect }
    }),
  )
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

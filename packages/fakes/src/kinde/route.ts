import type { KindeState } from './state.ts'

/** What a handler is given. */
export interface KindeCall {
  readonly state: KindeState
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON of the body; empty when there is none. */
  readonly body: Readonly<Record<string, unknown>>
}

/** One endpoint: who may call it and what it does. */
export interface KindeRoute {
  /** Method and path, such as `GET /api/v1/roles/{role_id}`. */
  readonly call: string
  readonly scope: string
  /** @default 200 */
  readonly status?: number
  /** Whether its 403 and 429 come without a body. */
  readonly mute?: boolean
  answer(call: KindeCall): object
}

interface Matched {
  readonly route: KindeRoute
  readonly params: Readonly<Record<string, string>>
}

/** Finds the route of a call; null when there is none. */
export function routeFor(routes: readonly KindeRoute[], method: string, path: string): Matched | null {
  for (const route of routes) {
    const [asked, template = ''] = route.call.split(' ')
    const params = asked === method ? paramsOf(template, path) : null
    if (params) return { route, params }
  }
  return null
}

function paramsOf(template: string, path: string): Record<string, string> | null {
  const [wanted, given] = [template.split('/'), path.split('/')]
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '')
    if (part.startsWith('{')) params[part.slice(1, -1)] = value
    else if (part !== value) return null
  }
  return params
}

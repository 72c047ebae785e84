import type { Endpoint, Input } from '../contract/endpoint.ts'
import type { WithInput } from './call.ts'

/** What every endpoint's input looks like once its types are set aside. */
export interface RawInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/**
 * Fills the `:name` placeholders of a path.
 * @throws TypeError when a value is missing, empty, or a dot segment: each would address something else (RFC 3986 §5.2.4).
 */
export function buildPath(path: string, params: Readonly<Record<string, unknown>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(params[name] ?? '')
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`The path parameter "${name}" of ${path} needs a value.`)
    return encodeURIComponent(value)
  })
}

/**
 * Builds the address of an endpoint, for a link or a form that the browser itself follows.
 * @throws TypeError when a path parameter is missing or empty.
 */
export function urlOf<E extends Endpoint>(
  endpoint: E,
  ...[input, baseURL]: WithInput<Omit<Input<E>, 'body'>, [baseURL?: string]>
): string {
  return buildUrl(endpoint.path, input, baseURL)
}

export function buildUrl(path: string, input: RawInput = {}, baseURL = ''): string {
  const query = buildQuery(input.query)
  return baseURL.replace(/\/+$/, '') + buildPath(path, input.params) + (query && `?${query}`)
}

function buildQuery(query: RawInput['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((item) => item != null).map((item) => [name, String(item)]),
  )
  return new URLSearchParams(pairs).toString()
}

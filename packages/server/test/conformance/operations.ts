import type { Endpoint } from '@tenantry/core'
import type { OpenApiOperation } from '@tenantry/core/openapi'
import type { Api } from './apis.ts'

/** One operation of one document, with the endpoint it was derived from. */
export interface Operation {
  /** `organizations.create`; of a profile, `/api/orgs organizations.create`. */
  readonly name: string
  readonly noun: string
  readonly api: Api
  readonly method: string
  /** The path as the document writes it, such as `/api/organizations/{organizationId}`. */
  readonly path: string
  readonly spec: OpenApiOperation
  readonly endpoint: Endpoint
}

/** Every operation of every API. */
export function operationsOf(apis: readonly Api[]): readonly Operation[] {
  return apis.flatMap((api) =>
    Object.entries(api.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, spec]) => operation(api, path, method.toUpperCase(), spec)),
    ),
  )
}

/** The operations of the path that a request asks for, one per method; none when no document knows it. */
export function operationsAt(operations: readonly Operation[], pathname: string): readonly Operation[] {
  if (!isDecodable(pathname)) return []
  const fitting = operations.filter(({ path }) => patternOf(path).test(pathname)).sort(moreConcrete)
  const methods = new Set(fitting.map(({ method }) => method))
  return [...methods].flatMap((method) => fitting.find((operation) => operation.method === method) ?? [])
}

function operation(api: Api, path: string, method: string, spec: OpenApiOperation): Operation {
  const [noun = '', verb = ''] = spec.operationId.split('.')
  const endpoint = api.contract[noun]?.[verb]
  if (!endpoint) throw new TypeError(`${spec.operationId} is of no endpoint`)
  return { name: `${api.base} ${spec.operationId}`.trim(), noun, api, method, path, spec, endpoint }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
}

// OpenAPI 3.1 §4.8.8.2: concrete paths are matched before templated ones.
function moreConcrete(one: Operation, other: Operation): number {
  const parameters = ({ path }: Operation) => path.split('{').length
  return parameters(one) - parameters(other)
}

function isDecodable(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== ''
  } catch {
    return false
  }
}

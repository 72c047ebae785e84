import { type Reference, resolved, type SpecDocument, type SpecOperation, type SpecParameter } from './document.ts'

/** An operation of a specification, and how to tell a request for it. */
export interface Operation {
  /** Method and path as the specification writes them, such as `GET /users/{id}`. */
  readonly name: string
  readonly operation: SpecOperation
  readonly parameters: readonly SpecParameter[]
  /** The path's parameters by name; null when the path is another. */
  match(method: string, path: string): Readonly<Record<string, string>> | null
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options']

/** Everything that can be asked, paths with fewer parameters first: `/users/count` is not the user `count`. */
export function operationsOf(document: SpecDocument): readonly Operation[] {
  return Object.entries(document.paths)
    .sort(([one], [other]) => holes(one) - holes(other))
    .flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) =>
        operationOf(document, method.toUpperCase(), path, item, item[method] as SpecOperation),
      ),
    )
}

function operationOf(
  document: SpecDocument,
  method: string,
  path: string,
  item: Readonly<Record<string, unknown>>,
  operation: SpecOperation,
): Operation {
  const shared = (item.parameters ?? []) as readonly (SpecParameter | Reference)[]
  const own = (operation.parameters ?? []).map((one) => resolved(document, one))
  const inherited = shared
    .map((one) => resolved(document, one))
    .filter((one) => !own.some((other) => other.name === one.name && other.in === one.in))
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  const pattern = new RegExp(
    `^${path
      .split(/\{[^}]+\}/)
      .map(escaped)
      .join('([^/]+)')}$`,
  )
  return {
    name: `${method} ${path}`,
    operation,
    parameters: [...inherited, ...own],
    match(asked, at) {
      const found = asked === method ? pattern.exec(at) : null
      return found && Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]))
    },
  }
}

function holes(path: string): number {
  return path.split('{').length
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

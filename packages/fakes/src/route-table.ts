/** A call as the handlers of a fake see it. */
export interface Call {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

/** What a fake answers to, such as `GET /organizations/:id`, in the order in which they are tried. */
export type RouteTable = Readonly<Record<string, (call: Call) => unknown>>

/** What is done with a call, and what its path says; null when the table has no such route. */
export function routeOf(
  table: RouteTable,
  method: string,
  path: string,
): { readonly handle: (call: Call) => unknown; readonly params: Readonly<Record<string, string>> } | null {
  for (const [route, handle] of Object.entries(table)) {
    const [verb, pattern = ''] = route.split(' ')
    const params = verb === method ? paramsOf(pattern.split('/'), path.split('/')) : null
    if (params) return { handle, params }
  }
  return null
}

function paramsOf(pattern: readonly string[], path: readonly string[]): Record<string, string> | null {
  if (pattern.length !== path.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const given = path[index] ?? ''
    if (part.startsWith(':') && given) params[part.slice(1)] = decodeURIComponent(given)
    else if (part !== given) return null
  }
  return params
}

/** The JSON object in a body; null when there is none, or it is something else. */
export async function jsonIn(request: Request): Promise<Record<string, unknown> | null> {
  const text = await request.text()
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

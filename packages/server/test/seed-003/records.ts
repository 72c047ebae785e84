import { contract, type Endpoint } from '@tenantry/core'
import * as z from 'zod/v4/core'

/** What came back, read. */
export interface Observed {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed JSON; undefined when there is none. */
  readonly body: unknown
}

/** What the rows of one run have seen, and what of it broke the contract. */
export interface Records {
  /** `POST /api/organizations 409 ORGANIZATION_EXISTS` for failures, the status alone for successes. */
  readonly seen: Set<string>
  readonly violations: string[]
}

export const newRecords = (): Records => ({ seen: new Set(), violations: [] })

const endpoints: readonly Endpoint[] = Object.values(contract).flatMap((group) => Object.values(group) as Endpoint[])

/** Checks one answer against the contract and the standard form of errors, and remembers it. */
export async function audit({ seen, violations }: Records, request: Request, response: Response): Promise<Observed> {
  const text = await response.text()
  const json = response.headers.get('content-type')?.startsWith('application/json') ?? false
  const body: unknown = json ? JSON.parse(text) : undefined
  const { pathname } = new URL(request.url)
  const endpoint = endpoints.find(({ method, path }) => method === request.method && matches(path, pathname))
  const name = `${request.method} ${endpoint?.path ?? pathname} ${response.status}`
  const failed = response.status >= 400
  seen.add(failed ? `${name} ${codeOf(body)}` : name)
  if (failed && !isStandard(body)) violations.push(`${name}: not the standard form: ${text}`)
  if (!failed && json && endpoint && !exactly(endpoint, body)) violations.push(`${name}: not the output: ${text}`)
  if (response.headers.get('cache-control') !== 'no-store') violations.push(`${name}: may be stored`)
  return { status: response.status, headers: response.headers, text, body }
}

function matches(pattern: string, pathname: string): boolean {
  return new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(pathname)
}

function codeOf(body: unknown): string {
  return String((body as { code?: unknown } | undefined)?.code)
}

function isStandard(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const { error, message, code, details = {}, ...others } = body as Record<string, unknown>
  const texts = [error, message, code].every((part) => typeof part === 'string' && part !== '')
  return texts && typeof details === 'object' && Object.keys(others).length === 0
}

// Parsing drops unknown keys, so what it gives back shows them.
function exactly({ output }: Endpoint, body: unknown): boolean {
  const parsed = z.safeParse(output, body)
  return parsed.success && JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(body))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

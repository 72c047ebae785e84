import { safeParse } from 'zod/mini'
import type { Endpoint } from '../contract/endpoint.ts'
import { TenantryError, type ValidationIssue } from '../contract/errors.ts'

/**
 * Parses a request as the server would.
 * @throws VALIDATION_FAILED with one issue per broken value.
 */
export async function parseInput(endpoint: Endpoint, request: Request, params: unknown): Promise<object> {
  const parts = {
    params,
    query: Object.fromEntries(new URL(request.url).searchParams),
    body: endpoint.body && (await request.json().catch(() => undefined)),
  }
  const input: Record<string, unknown> = {}
  const issues: ValidationIssue[] = []
  for (const [name, value] of Object.entries(parts)) {
    const schema = endpoint[name as keyof typeof parts]
    if (!schema) continue
    const result = safeParse(schema, value)
    if (result.success) input[name] = result.data
    else issues.push(...result.error.issues.map(({ path, message }) => ({ path: path.map(toKey), message })))
  }
  if (issues.length > 0) throw new TenantryError('VALIDATION_FAILED', { status: 400, details: { issues } })
  return input
}

function toKey(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key
}

import type { Endpoint, ValidationIssue } from '@tenantry/core'
import * as z from 'zod/v4/core'
import { readJson } from './http/body.ts'
import { invalid } from './http/invalid.ts'

const MAXIMUM_ISSUES = 100

/** What a request says, parsed by its endpoint's schemas. */
export interface Parsed {
  readonly input: Readonly<Record<string, unknown>>
  /** The body as it was sent. */
  readonly text: string
}

/**
 * Parses path, query and body.
 * @throws VALIDATION_FAILED with one issue per broken value, a hundred at most, and the codes of `readJson`.
 */
export async function parse(
  endpoint: Endpoint,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<Parsed> {
  const body = endpoint.body ? await readJson(request) : { text: '', value: undefined }
  const parts = {
    params: [endpoint.params, params],
    query: [endpoint.query, endpoint.query && single(new URL(request.url).searchParams)],
    body: [endpoint.body, body.value],
  } as const
  const input: Record<string, unknown> = {}
  const issues: ValidationIssue[] = []
  for (const [name, [schema, value]] of Object.entries(parts)) {
    if (!schema) continue
    const result = z.safeParse(schema, value)
    if (result.success) input[name] = result.data
    else issues.push(...result.error.issues.map(toIssue))
  }
  if (issues.length > 0) throw invalid(firstPerValue(issues))
  return { input, text: body.text }
}

// A list of thousands of wrong values must not make an answer larger than the request.
function firstPerValue(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const byPath = new Map<string, ValidationIssue>()
  for (const issue of issues) {
    const path = JSON.stringify(issue.path)
    if (!byPath.has(path)) byPath.set(path, issue)
    if (byPath.size === MAXIMUM_ISSUES) break
  }
  return [...byPath.values()]
}

// Which of two values counts would be a matter of taste, and tastes differ between proxies and servers.
function single(search: URLSearchParams): Record<string, string> {
  const entries = [...search]
  const names = entries.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalid([{ path: [twice], message: 'Send this parameter once.' }])
  return Object.fromEntries(entries)
}

function toIssue(issue: z.$ZodIssue): ValidationIssue {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
  if (issue.code === 'unrecognized_keys')
    return { path: [...path, ...issue.keys.slice(0, 1)], message: 'Unknown field.' }
  return { path, message: issue.message }
}

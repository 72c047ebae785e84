import { type Endpoint, type ErrorCode, isSafe, statusOf } from '@tenantry/core'
import * as z from 'zod/v4/core'
import type { Operation } from '../operations.ts'
import { compile } from './compile.ts'
import { alternatives, type Schema } from './schema.ts'
import { bodySchemaOf, parametersOf } from './valid.ts'

/** A request as it goes out. */
export interface Outgoing {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string | Uint8Array | null
  /** Whether the caller sends a token of their own, which is good. */
  readonly hasToken: boolean
}

/** What the contract says about a request, and what the document says of the same. */
export interface Prediction {
  /** The failure that must come; null when the request has to be taken as it is. */
  readonly code: ErrorCode | null
  readonly status: number | null
  /** Where the document and the contract disagree about a value. */
  readonly disagreement: string | null
}

const MAXIMUM_BODY_BYTES = 64 * 1024

/** Foretells the answer of an operation, in the order in which requests are judged, out of its contract alone. */
export function predict(operation: Operation, outgoing: Outgoing): Prediction {
  const { endpoint } = operation
  const must = (code: ErrorCode): Prediction => ({ code, status: statusOf(endpoint, code), disagreement: null })
  const { headers, method, hasToken } = outgoing
  if (method !== 'GET' && isForeign(headers)) return must('ORIGIN_NOT_ALLOWED')
  if (!hasToken && asksForOne(endpoint, headers)) return must('UNAUTHENTICATED')
  const body = endpoint.body ? readBody(outgoing) : null
  if (typeof body === 'string') return must(body)
  const parts = { params: paramsOf(operation, outgoing), query: queryOf(outgoing), body: body?.value }
  const issues = issuesOf(operation, parts)
  const isRefused = parts.query === null || issues.length > 0
  const disagreement = parts.query === null ? null : disagreementOf(operation, parts, issues)
  if (isRefused) return { ...must('VALIDATION_FAILED'), disagreement }
  const key = headers.get('idempotency-key')
  // Nobody who is unknown to us, as a provider with a webhook is, has keys.
  if (!isSafe(endpoint) && endpoint.auth !== 'none' && key !== null && !isKey(key)) return must('VALIDATION_FAILED')
  return { code: null, status: null, disagreement }
}

interface Parts {
  readonly params: Readonly<Record<string, string>>
  /** Null when a name stands there twice. */
  readonly query: Readonly<Record<string, string>> | null
  readonly body: unknown
}

function issuesOf({ endpoint }: Operation, parts: Parts): readonly z.$ZodIssue[] {
  return (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = endpoint[part]
    const result = schema && z.safeParse(schema, parts[part])
    return result?.error?.issues ?? []
  })
}

// A rule of its own words (`custom`) is one that JSON Schema cannot say; all others the document has to tell.
function disagreementOf(operation: Operation, parts: Parts, issues: readonly z.$ZodIssue[]): string | null {
  const documented = documentedIssues(operation, parts)
  if (issues.length === 0 && documented.length > 0)
    return `the contract takes what the document refuses: ${documented[0]}`
  const structural = issues.find(({ code }) => code !== 'custom')
  if (documented.length > 0 || !structural) return null
  return `the contract refuses what the document takes: ${structural.path.join('/')} ${structural.message}`
}

function documentedIssues(operation: Operation, { params, query, body }: Parts): readonly string[] {
  const schema = bodySchemaOf(operation)
  const values = { path: params, query: query ?? {} }
  const ofParameters = parametersOf(operation).flatMap((parameter) => {
    const value = values[parameter.in === 'path' ? 'path' : 'query'][parameter.name]
    if (value === undefined) return parameter.required ? [`${parameter.name} is required`] : []
    const read = typed(value, alternatives(parameter.schema, operation.api.document))
    return compile(operation, parameter.schema)(read).map((what) => `${parameter.name}: ${what}`)
  })
  return [...ofParameters, ...(schema ? compile(operation, schema)(body) : [])]
}

// A yes or no, in the spellings that frameworks have in common.
const FLAGS = /^(?:true|false|1|0|yes|no|on|off)$/i

// In an address everything is text.
function typed(text: string, schemas: readonly Schema[]): unknown {
  const isOf = (...types: string[]) => schemas.some(({ type }) => types.includes(String(type)))
  if (isOf('integer', 'number') && /^-?\d+$/.test(text)) return Number(text)
  return isOf('boolean') && FLAGS.test(text) ? true : text
}

/** The values that stand in the path of a request, decoded. */
export function paramsOf({ path }: Operation, { url }: Outgoing): Readonly<Record<string, string>> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const values = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(url.pathname)?.slice(1) ?? []
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]))
}

function queryOf({ url }: Outgoing): Readonly<Record<string, string>> | null {
  const entries = [...url.searchParams]
  return new Set(entries.map(([name]) => name)).size < entries.length ? null : Object.fromEntries(entries)
}

function readBody({ headers, body }: Outgoing): { readonly value: unknown } | ErrorCode {
  const type = headers.get('content-type') ?? ''
  if (!/^application\/json(\s*;\s*(charset="?utf-?8"?)?)*$/i.test(type)) return 'UNSUPPORTED_MEDIA_TYPE'
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? new Uint8Array())
  if (bytes.length > MAXIMUM_BODY_BYTES) return 'PAYLOAD_TOO_LARGE'
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return 'VALIDATION_FAILED'
  }
}

// A wrong token is refused where none is needed too.
function asksForOne({ auth }: Endpoint, headers: Headers): boolean {
  return auth === 'user' || (auth === 'public' && headers.has('authorization'))
}

function isForeign(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  return site !== 'same-origin' && site !== 'none' && (headers.has('origin') || site !== null)
}

function isKey(key: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(/^"(.*)"$/.exec(key)?.[1] ?? key)
}

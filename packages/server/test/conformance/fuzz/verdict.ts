import { errorsOf } from '@tenantry/core'
import type { Operation } from '../operations.ts'
import type { Prediction } from './oracle.ts'

/** An answer, read. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

// How the sentences of rules begin that only a handler can know: they depend on more than the value.
const REASONS = [
  'This word is reserved.',
  'This is not a cursor of this list.',
  'There is no such role.',
  'This domain is too long for the record',
  'Choose one of:',
  'Say first which domain the organization has.',
  'Members must have this domain.',
]

const LEAKS =
  /\b(?:select|insert into|update|delete from)\b.*\b(?:from|values|set|where)\b|postgres|kysely|pglite|violates|node_modules|\n\s+at |[\w/]+\.ts:\d+/i

/** What is wrong with an answer beside what its document says of it; empty when nothing is. */
export function faultsOf(
  operation: Operation,
  { code, status, disagreement }: Prediction,
  answer: Answered,
): readonly string[] {
  const body = parse(answer.text)
  const found = disagreement === null ? [] : [disagreement]
  if (answer.status >= 500 && !isOwn(operation, answer.status)) found.push('a fault of the server')
  if (answer.status >= 400 && LEAKS.test(answer.text)) found.push('tells what is inside')
  if (code !== null && answer.status !== status) found.push(`not refused with ${status} ${code}`)
  if (code !== null && body.code !== undefined && body.code !== code) found.push(`not refused as ${code}`)
  if (code === null) found.push(...undueRefusal(operation, answer.status, body))
  return found
}

// A service that an endpoint depends on may be away, if it says so.
function isOwn({ endpoint }: Operation, status: number): boolean {
  return Object.values(endpoint.errors).includes(status)
}

// What the contract takes may be refused for what it would do, never as invalid.
function undueRefusal({ endpoint }: Operation, status: number, body: Failure): readonly string[] {
  if (status === 401) return ['refused a good token']
  const refusals = errorsOf(endpoint)
  if (status !== refusals.VALIDATION_FAILED) return []
  const others = Object.values(refusals).filter((other) => other === status).length > 1
  if (body.code === undefined ? others : body.code !== 'VALIDATION_FAILED') return []
  const issues = body.details?.issues ?? []
  const unknown = issues.filter(({ message }) => !REASONS.some((reason) => message.startsWith(reason)))
  if (issues.length > 0 && unknown.length === 0) return []
  return [`refused as invalid although the contract takes it: ${JSON.stringify(unknown)}`]
}

interface Failure {
  readonly code?: string
  readonly details?: { readonly issues?: readonly { readonly path: readonly unknown[]; readonly message: string }[] }
}

function parse(text: string): Failure {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

import { type ErrorCode, errorBody as mainBody, type TenantryError, type ValidationIssue } from '@tenantry/core'
import type { JsonSchema } from '@tenantry/core/openapi'

/** The body of every failure (seed 002, "Error Responses"). */
export interface OrgsErrorBody {
  readonly error: string
  readonly details?: string
}

/** The same for OpenAPI. */
export const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: { type: 'string', description: 'What went wrong, in the words of its status.' },
    details: { type: 'string', description: 'Why, in a sentence for people.' },
  },
}

// Facts with a sentence of their own in the seed, which says everything.
const FACTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'Authentication required',
  ORGANIZATION_NOT_FOUND: 'Organization not found',
  INVITATION_NOT_FOUND: 'Invitation not found',
  ORGANIZATION_EXISTS: 'Organization slug already exists',
}

// What else happens is told by its status, in the seed's words where it has some, and the details say why.
const STATUSES: Readonly<Record<number, string>> = {
  400: 'Invalid request body',
  403: 'Insufficient permissions',
  500: 'Internal server error',
}

/** Writes the body of a failure as seed 002 shows it. */
export function errorBody(error: TenantryError): OrgsErrorBody {
  const fact = FACTS[error.code]
  if (fact) return { error: fact }
  return { error: STATUSES[error.status] ?? mainBody(error).error, details: reasonOf(error) }
}

function reasonOf({ code, message, details }: TenantryError): string {
  if (code === 'NOT_AUTHORIZED')
    return details?.reason === 'email_mismatch'
      ? 'This invitation was sent to another e-mail address'
      : 'Only organization admins can perform this action'
  const issues = code === 'VALIDATION_FAILED' ? (details?.issues as readonly ValidationIssue[] | undefined) : undefined
  return issues ? issues.map(sentenceOf).join('; ') : unended(message)
}

// A sentence that begins with the name of its field needs no other.
function sentenceOf({ path, message }: ValidationIssue): string {
  const field = path.join('.')
  const isNamed = field === '' || message.toLowerCase().startsWith(`${field.toLowerCase()} `)
  return unended(isNamed ? message : `${field}: ${message}`)
}

function unended(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

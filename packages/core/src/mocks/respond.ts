import { HttpResponse } from 'msw'
import { safeParse } from 'zod/mini'
import type { Endpoint } from '../contract/endpoint.ts'
import { errorBody } from '../contract/error-body.ts'
import { commonErrors, type ErrorCode, isErrorCode, isTenantryError, TenantryError } from '../contract/errors.ts'
import { statusOf } from '../contract/errors-of.ts'
import { statusAndData } from './reply.ts'

export interface Mock {
  /** `noun.verb`, for messages. */
  readonly name: string
  readonly endpoint: Endpoint
}

/**
 * Checks an answer against the contract and gives the way to send it, as often as needed.
 * @throws TypeError when the contract has no such answer.
 */
export function respondWith(mock: Mock, answer: unknown): () => Response | Promise<Response> {
  if (answer === 'pending') return () => new Promise(() => {})
  if (answer === 'NETWORK_FAILED') return () => HttpResponse.error()
  if (isErrorCode(answer)) return failure(mock, new TenantryError(answer))
  if (isTenantryError(answer)) return failure(mock, answer)
  return success(mock, answer)
}

function success({ name, endpoint }: Mock, answer: unknown): () => Response {
  const { statuses = [200], output } = endpoint
  const { status, data } = statusAndData(answer, statuses[0])
  if (!statuses.includes(status)) throw new TypeError(`${name} never answers with status ${status}.`)
  const result = safeParse(output, data)
  if (!result.success) throw new TypeError(misfit(name, result.error.issues), { cause: result.error })
  if (status !== 302) return () => Response.json(result.data, { status })
  const { location } = result.data as { readonly location: string }
  return () => new Response(null, { status, headers: { location } })
}

function misfit(name: string, issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]) {
  const parts = issues.map(({ path, message }) => `${path.join('.') || 'the whole'} (${message})`)
  return `The reply of ${name} does not fit its contract: ${parts.join(', ')}.`
}

function failure({ name, endpoint }: Mock, error: TenantryError): () => Response {
  const { code, details } = error
  if (!declares(endpoint, code)) throw new TypeError(`${name} does not declare ${code}.`)
  const status = statusOf(endpoint, code)
  const retryAfter = error.retryAfter ?? (code === 'RATE_LIMITED' ? 60 : undefined)
  const headers = { ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  const body = errorBody(new TenantryError(code, { status, ...(details && { details }) }))
  return () => Response.json(body, { status, headers })
}

function declares(endpoint: Endpoint, code: ErrorCode): boolean {
  return code in endpoint.errors || code in commonErrors
}

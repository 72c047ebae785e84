import { type HttpHandler, http } from 'msw'
import { contract as mainContract } from '../contract/contract.ts'
import type { Contract, Endpoint, Method } from '../contract/endpoint.ts'
import { isTenantryError } from '../contract/errors.ts'
import { parseInput } from './parse-input.ts'
import type { RepliesOf } from './reply.ts'
import { type Mock, respondWith } from './respond.ts'

/** Which requests the mocks answer. */
export interface MockOptions {
  /** Where the mocked server is. @default any origin */
  readonly baseURL?: string
}

const METHODS = {
  GET: http.get,
  POST: http.post,
  PUT: http.put,
  PATCH: http.patch,
  DELETE: http.delete,
} satisfies Record<Method, unknown>

/**
 * Turns replies into msw handlers of a contract, the main one unless another is given.
 * @throws TypeError at once when a reply no longer fits the contract.
 */
export function mockHandlers(replies: RepliesOf<typeof mainContract>, options?: MockOptions): HttpHandler[]
export function mockHandlers<C extends Contract>(
  replies: RepliesOf<C>,
  options: MockOptions & { readonly contract: C },
): HttpHandler[]
export function mockHandlers(
  replies: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>,
  { baseURL = '*', contract = mainContract }: MockOptions & { readonly contract?: Contract } = {},
): HttpHandler[] {
  const root = baseURL.replace(/\/+$/, '')
  const mocks = Object.entries(contract).flatMap(([noun, endpoints]) =>
    Object.entries(endpoints).map(([verb, endpoint]) => ({
      mock: { name: `${noun}.${verb}`, endpoint },
      reply: replies[noun]?.[verb],
    })),
  )
  return (
    mocks
      .filter(({ reply }) => reply !== undefined)
      // msw takes the first match: `/organizations/joinable` has to stand before `/organizations/:organizationId`.
      .sort((a, b) => placeholders(a.mock.endpoint) - placeholders(b.mock.endpoint))
      .map(({ mock, reply }) => handlerOf(mock, reply, root))
  )
}

function handlerOf(mock: Mock, reply: unknown, root: string): HttpHandler {
  const { endpoint } = mock
  const handle = METHODS[endpoint.method]
  if (typeof reply !== 'function') return handle(root + endpoint.path, respondWith(mock, reply))

  return handle(root + endpoint.path, async ({ request, params }) => {
    const answer = await parseInput(endpoint, request.clone(), params)
      .then((input) => reply({ ...input, request }))
      .catch(answerOf)
    return respondWith(mock, answer)()
  })
}

function answerOf(error: unknown): unknown {
  if (isTenantryError(error)) return error
  throw error
}

function placeholders({ path }: Endpoint): number {
  return path.split('/:').length
}

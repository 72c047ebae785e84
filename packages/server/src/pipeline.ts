import { type Endpoint, isSafe, TenantryError } from '@tenantry/core'
import type { Identity, Provider } from '@tenantry/core/provider'
import * as z from 'zod/v4/core'
import { assertAllowed } from './authorize.ts'
import { type Context, Reply } from './context.ts'
import { createContext } from './create-context.ts'
import type { Tx } from './database/database.ts'
import { inTransaction } from './database/transaction.ts'
import { explain } from './explain.ts'
import { success } from './http/answer.ts'
import { idempotencyKey } from './idempotency/key.ts'
import { claimKey, type RequestKey, storeAnswer } from './idempotency/queries.ts'
import { giveBack, takePoint } from './limits/endpoint-limits.ts'
import { flush } from './outbox.ts'
import { parse } from './parse.ts'
import type { Match, Route } from './routes.ts'
import type { Services } from './services.ts'
import { hashToken } from './tokens/secret-token.ts'
import { enter } from './users/queries.ts'

export interface Call {
  readonly request: Request
  /** The client's address, from the connection or a trusted proxy. */
  readonly ip: string
}

/**
 * One request to one endpoint, in this order: authenticate, limit, parse, authorize, idempotency, one transaction, serialise.
 * @throws TenantryError with a status; anything else thrown is a fault of ours.
 */
export async function run({ route, params }: Match, call: Call, services: Services): Promise<Response> {
  const { endpoint } = route
  const { request } = call
  const identity = await authenticate(request, endpoint, services)
  const point = await takePoint(services.limiter, endpoint, { identity, ip: call.ip })
  // With a key it may be the repetition of a request that was counted, and only its answer was lost.
  if (point?.refusal && (isSafe(endpoint) || !request.headers.has('idempotency-key'))) throw point.refusal
  try {
    const { input, text } = await parse(endpoint, request, params)
    const answer = await answerOnce(route, {
      input,
      text,
      identity,
      request,
      services,
      refusal: point?.refusal ?? null,
    })
    if (answer.replayed) await giveBack(services.limiter, point)
    return success(answer.status, answer.output)
  } catch (error) {
    await giveBack(services.limiter, point)
    throw explain(error, endpoint) ?? error
  }
}

async function authenticate(request: Request, endpoint: Endpoint, { verify }: Services): Promise<Identity | null> {
  const header = request.headers.get('authorization')
  const token = header && /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1]
  const identity = token ? await verify(token) : null
  // A bad token is refused on public endpoints too: its sender believes to be signed in.
  if (identity || (header === null && endpoint.auth === 'public')) return identity
  throw new TenantryError('UNAUTHENTICATED', { status: 401 })
}

interface Work {
  readonly input: Readonly<Record<string, unknown>>
  readonly text: string
  readonly identity: Identity | null
  readonly request: Request
  readonly services: Services
  /** Set when the caller has no calls left: then only an earlier answer is given. */
  readonly refusal: TenantryError | null
}

interface Answer {
  readonly status: number
  readonly output: object
  readonly replayed: boolean
}

async function answerOnce(route: Route, work: Work): Promise<Answer> {
  const { request, services, input } = work
  const key = isSafe(route.endpoint) ? null : idempotencyKey(request)
  const path = new URL(request.url).pathname
  const requestHash = key && (await services.keys.fingerprint(`${request.method} ${path}\n${work.text}`))
  const tokenHash = await heldToken(input)
  const password = work.refusal ? '' : await hashedPassword(input, services.provider)

  const answer = await inTransaction(services.database, async (tx) => {
    const now = services.now()
    const principal = await enter(tx, { identity: work.identity, tokenHash, now, newId: services.newId })
    const outbox = { letters: [], events: [] }
    const context = createContext(services, { tx, principal, now, request, outbox, password })
    const claim = key && { scope: principal?.userId ?? 'anonymous', method: request.method, path, key }
    const earlier = claim && requestHash ? await replay(tx, claim, requestHash, now) : null
    if (earlier) return earlier
    if (work.refusal) throw work.refusal
    await assertAllowed(route.endpoint, input, context)
    const answer = await handle(route, input, context)
    await flush(outbox, tx, services, now)
    if (claim && requestHash)
      await storeAnswer(tx, claim, { requestHash, status: answer.status, answer: answer.output }, now)
    return answer
  })
  services.jobs.nudge()
  return answer
}

async function replay(tx: Tx, claim: RequestKey, requestHash: string, now: Date): Promise<Answer | null> {
  const { free, stored } = await claimKey(tx, claim, now)
  if (stored && stored.requestHash !== requestHash) throw new TenantryError('IDEMPOTENCY_KEY_REUSED', { status: 422 })
  if (stored) return { status: stored.status, output: stored.answer, replayed: true }
  if (!free) throw new TenantryError('IDEMPOTENCY_IN_PROGRESS', { status: 409, retryAfter: 1 })
  return null
}

async function handle(
  { endpoint, handle }: Route,
  input: object,
  context: Context<Context['principal'] | null>,
): Promise<Answer> {
  const fail = (code: keyof Endpoint['errors'], details?: Record<string, unknown>) =>
    new TenantryError(code, { status: endpoint.errors[code] ?? 500, ...(details && { details }) })
  const result = await handle(input as never, context as never, fail as never)
  const [status, output] =
    result instanceof Reply ? [result.status, result.output] : [endpoint.statuses?.[0] ?? 200, result]
  // The schema is the list of what may leave: a column that slipped in stays here.
  return { status, output: z.parse(endpoint.output, output) as object, replayed: false }
}

// Before the transaction: hashing takes long on purpose, and would keep a connection, or the whole of PGlite, from others.
async function hashedPassword(input: Readonly<Record<string, unknown>>, { hashPassword }: Provider): Promise<string> {
  const { body } = input
  if (typeof body !== 'object' || body === null || !('password' in body) || typeof body.password !== 'string') return ''
  return hashPassword ? hashPassword(body.password) : body.password
}

// A token in the request opens, in row-level security, the one row that it was made for.
async function heldToken(input: Readonly<Record<string, unknown>>): Promise<string | null> {
  for (const part of [input.query, input.body]) {
    if (typeof part === 'object' && part !== null && 'token' in part && typeof part.token === 'string')
      return hashToken(part.token)
  }
  return null
}

import { type Endpoint, isSafe, TenantryError } from '@tenantry/core'
import { answerOnce } from './answer-once.ts'
import { explain } from './explain.ts'
import { success } from './http/answer.ts'
import { giveBack, takePoint } from './limits/endpoint-limits.ts'
import { parse } from './parse.ts'
import type { Match } from './routes.ts'
import type { Services } from './services.ts'
import type { SignedIn } from './tokens/access-token.ts'

export interface Call {
  readonly request: Request
  /** The client's address, from the connection or a trusted proxy. */
  readonly ip: string
}

/**
 * One request to one endpoint, in this order: authenticate, limit, parse; in one transaction idempotency, authorize, handle; serialise.
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
    const answer = await answerOnce({
      route,
      input,
      text,
      identity,
      request,
      ip: call.ip,
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

async function authenticate(request: Request, endpoint: Endpoint, { verify }: Services): Promise<SignedIn | null> {
  if (endpoint.auth === 'none') return null
  const header = request.headers.get('authorization')
  const token = header && /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1]
  const identity = token ? await verify(token) : null
  // A bad token is refused on public endpoints too: its sender believes to be signed in.
  if (identity || (header === null && endpoint.auth === 'public')) return identity
  throw new TenantryError('UNAUTHENTICATED', { status: 401 })
}

import { type Endpoint, isSafe, statusOf, TenantryError } from '@tenantry/core'
import type { Provider } from '@tenantry/core/provider'
import * as z from 'zod/v4/core'
import { assertAllowed } from './authorize.ts'
import { type Context, type Outside, Reply } from './context.ts'
import { createContext } from './create-context.ts'
import { runSqlOn, type Tx } from './database/database.ts'
import { inTransaction, type Last } from './database/transaction.ts'
import { explain } from './explain.ts'
import { success } from './http/answer.ts'
import { idempotencyKey } from './idempotency/key.ts'
import { claimKey, forgetting, keptFor, type StoredAnswer, storeAnswer } from './idempotency/queries.ts'
import { replayOf } from './idempotency/replay.ts'
import { keepable, revealed } from './idempotency/secrecy.ts'
import { giveBack, takePoint } from './limits/endpoint-limits.ts'
import { type Outbox, seal, writeDown } from './outbox.ts'
import { parse } from './parse.ts'
import type { Match, Route } from './routes.ts'
import type { Services } from './services.ts'
import type { SignedIn } from './tokens/access-token.ts'
import { hashToken } from './tokens/secret-token.ts'
import { enter } from './users/enter.ts'

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

interface Work {
  readonly input: Readonly<Record<string, unknown>>
  readonly text: string
  readonly identity: SignedIn | null
  readonly request: Request
  readonly ip: string
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

  const organization = route.dialect.organizationOf(input)
  const claim = key && requestHash ? { method: request.method, path, key, requestHash } : null
  const attempts: Scene[] = []
  let mails = 0

  async function begin(tx: Tx, last: Last, now: Date, prepared: unknown): Promise<Scene> {
    const { identity, ip } = work
    const { policy, newId } = services
    const outbox: Outbox = {
      letters: [],
      events: [],
      writes: [],
      after: [],
      undo: [],
      ip: ip === 'unknown' ? null : ip,
    }
    const atEnd = (write: () => Promise<unknown>) => void outbox.writes.push(write)
    const entering = enter(tx, { identity, tokenHash, organization, policy, now, newId, last, atEnd })
    // Nobody has a name that one would have to wait for.
    if (!identity) last(entering)
    const principal = identity && (await entering)
    return {
      context: createContext(services, { tx, last, principal, identity, now, request, outbox, password, prepared }),
      outbox,
    }
  }

  async function act(scene: Scene, last: Last): Promise<Answer> {
    const { context, outbox } = scene
    const { tx, now, principal } = context
    attempts.push(scene)
    assertAllowed(route.endpoint, principal, services.policy)
    const answer = await handle(route, input, context)
    const [letters, kept] = await Promise.all([
      seal(outbox, services),
      claim && keepable(route.endpoint, answer, services.keys),
    ])
    mails = letters.length
    for (const write of outbox.writes) last(write())
    last(writeDown(outbox, tx, services, now))
    if (letters.length > 0) last(services.jobs.enqueue(runSqlOn(tx), 'send-mail', ...letters))
    if (claim && kept) last(storeAnswer(tx, claim, kept, now))
    return answer
  }

  const outside: Outside = {
    provider: services.provider,
    resolveTxt: services.resolveTxt,
    look: (ask) =>
      inTransaction(services.database, async (tx, last) =>
        ask((await begin(tx, last, services.now(), undefined)).context),
      ),
  }
  const prepared = work.refusal ? undefined : await prepare(route, input, outside)

  // What a try did outside did not become true in the database, so nor may it anywhere else.
  async function takeBack(): Promise<void> {
    for (const { outbox } of attempts.splice(0)) for (const step of outbox.undo.toReversed()) await step()
  }

  async function afterCommit({ context, outbox }: Scene): Promise<void> {
    const kept = claim && keptFor(context.principal?.userId ?? null, claim)
    try {
      for (const step of outbox.after) await step(kept)
    } catch (error) {
      // It was undone, so it was never answered.
      if (kept) await forgetting(kept).execute(services.database.kysely)
      throw error
    }
  }

  async function attempt(tx: Tx, last: Last): Promise<Answer> {
    const now = services.now()
    const beginning = begin(tx, last, now, prepared)
    // Whose key it is, the database knows from what was sent before.
    const claiming = claim && claimKey(tx, claim, now)
    // What nobody asks for travels along, and is taken back when it was answered before.
    const early = work.identity || work.refusal ? null : beginning.then((scene) => act(scene, last))
    for (const promise of [beginning, early]) promise?.catch(() => {})
    const earlier = claim && replayOf(claim, await claiming)
    if (earlier) throw new Replay(await revealed(route.endpoint, earlier, services.keys))
    if (work.refusal) throw work.refusal
    return early ?? act(await beginning, last)
  }

  try {
    const answer = await inTransaction(services.database, attempt, { beforeRetry: takeBack })
    const scene = attempts.pop()
    if (scene) await afterCommit(scene)
    return answer
  } catch (error) {
    if (error instanceof Replay) return { ...error.earlier, replayed: true }
    throw error
  } finally {
    await takeBack()
    if (mails > 0) services.jobs.nudge('send-mail', mails)
    if (!isSafe(route.endpoint)) services.sync?.nudge()
  }
}

interface Scene {
  readonly context: Context<Context['principal'] | null>
  readonly outbox: Outbox
}

/** Ends a transaction that has nothing to do, since its answer was given before. */
class Replay extends Error {
  readonly earlier: StoredAnswer

  constructor(earlier: StoredAnswer) {
    super('answered before')
    this.earlier = earlier
  }
}

function prepare({ endpoint, handle }: Route, input: object, outside: Outside): Promise<unknown> | undefined {
  return handle.prepare?.(input as never, outside as never, failOf(endpoint) as never)
}

async function handle(
  { endpoint, handle }: Route,
  input: object,
  context: Context<Context['principal'] | null>,
): Promise<Answer> {
  const result = await handle(input as never, context as never, failOf(endpoint) as never)
  const [status, output] =
    result instanceof Reply ? [result.status, result.output] : [endpoint.statuses?.[0] ?? 200, result]
  // The schema is the list of what may leave: a column that slipped in stays here.
  return { status, output: z.parse(endpoint.output, output) as object, replayed: false }
}

function failOf(endpoint: Endpoint) {
  return (code: keyof Endpoint['errors'], details?: Record<string, unknown>) =>
    new TenantryError(code, { status: statusOf(endpoint, code), ...(details && { details }) })
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

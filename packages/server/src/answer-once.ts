import { isSafe } from '@tenantry/core'
import * as z from 'zod/v4/core'
import { assertAllowed } from './authorize.ts'
import { Reply } from './context.ts'
import { runSqlOn, type Tx } from './database/database.ts'
import { inTransaction, type Last } from './database/transaction.ts'
import { claimKey, letGoOfKey, type StoredAnswer, storeAnswer } from './idempotency/queries.ts'
import { replayOf } from './idempotency/replay.ts'
import { keepable, revealed } from './idempotency/secrecy.ts'
import { seal, writeDown } from './outbox.ts'
import { outsideOf } from './outside.ts'
import { openScene, type Scene } from './scene.ts'
import { abandon, type NewOrganization, reserve } from './sync/beginnings.ts'
import { createFirst } from './sync/create-at-provider.ts'
import type { Sync } from './sync/sync.ts'
import { type Asked, failOf, type Work, workOf } from './work.ts'

interface Answer {
  readonly status: number
  readonly output: object
  readonly replayed: boolean
}

/**
 * Does in one transaction what is asked, tried as often as the database wants it; with an idempotency key it is done once,
 * and answered each time with the answer of that once. What was done elsewhere for a transaction that failed is taken back.
 */
export async function answerOnce(asked: Asked): Promise<Answer> {
  const work = await workOf(asked)
  const { route, services, progress } = work
  try {
    return await transact(work, await prepare(work))
  } catch (error) {
    if (error instanceof Replay) return { ...error.earlier, replayed: true }
    throw error
  } finally {
    await takeBack(work)
    if (progress.account) await services.accounts?.takeBack(progress.account)
    if (progress.mails > 0) services.jobs.nudge('send-mail', progress.mails)
    if (!isSafe(route.endpoint)) for (const worker of [services.sync, services.accounts]) worker?.nudge()
  }
}

async function prepare(work: Work): Promise<unknown> {
  const { endpoint, handle } = work.route
  if (work.refusal) return undefined
  return handle.prepare?.(work.input as never, outsideOf(work) as never, failOf(endpoint) as never)
}

async function transact(work: Work, prepared: unknown): Promise<Answer> {
  const { services, progress } = work
  const answer = await inTransaction(services.database, (tx, last) => attempt(work, { tx, last, prepared }), {
    beforeRetry: () => takeBack(work),
  })
  const outbox = progress.outboxes.at(-1)
  if (outbox?.reserved && services.sync) return transactWith(services.sync, outbox.reserved, work, prepared)
  progress.outboxes.pop()
  progress.account = null
  for (const step of outbox?.after ?? []) await step()
  return answer
}

/** Runs the transaction again, once the provider has the organization that it makes. */
async function transactWith(sync: Sync, reserved: NewOrganization, work: Work, prepared: unknown): Promise<Answer> {
  const { services, progress } = work
  await takeBack(work)
  progress.course = { ...progress.course, made: await createFirst(sync, services, reserved) }
  try {
    return await transact(work, prepared)
  } catch (error) {
    await abandon(services.database, reserved.id, services.now())
    throw error
  }
}

interface Try {
  readonly tx: Tx
  readonly last: Last
  readonly prepared: unknown
}

async function attempt(work: Work, { tx, last, prepared }: Try): Promise<Answer> {
  const { claim, identity, refusal, route, services, progress } = work
  const now = services.now()
  const opening = openScene(work, { tx, last, now, prepared })
  // Whose key it is, the database knows from what was sent before.
  const claiming = claim && !progress.course.made && claimKey(tx, claim, now)
  // What nobody asks for travels along, and is taken back when it was answered before.
  const early = identity || refusal ? null : opening.then((scene) => act(work, scene, last))
  for (const promise of [opening, early]) promise?.catch(() => {})
  const earlier = claim && claiming && replayOf(claim, await claiming)
  if (earlier) throw new Replay(await revealed(route.endpoint, earlier, services.keys))
  if (refusal) throw refusal
  return early ?? act(work, await opening, last)
}

async function act(work: Work, scene: Scene, last: Last): Promise<Answer> {
  const { claim, route, services, progress } = work
  const { context, outbox } = scene
  const { tx, now, principal } = context
  progress.outboxes.push(outbox)
  assertAllowed(route.endpoint, principal, services.policy)
  const answer = await handle(work, scene)
  // What the handler leaves behind is not written yet, and so is not there to be taken back.
  if (outbox.reserved) {
    last(reserve(tx, outbox.reserved, claim, now))
    return answer
  }
  const [letters, kept] = await Promise.all([
    seal(outbox, services),
    claim && keepable(route.endpoint, answer, services.keys),
  ])
  progress.mails = letters.length
  for (const write of outbox.writes) last(write())
  last(writeDown(outbox, tx, services, now))
  if (letters.length > 0) last(services.jobs.enqueue(runSqlOn(tx), 'send-mail', ...letters))
  if (claim && progress.course.made) last(letGoOfKey(tx, progress.course.newOrganizationId))
  if (claim && kept) last(storeAnswer(tx, claim, kept, now))
  return answer
}

async function handle({ route, input }: Work, { context }: Scene): Promise<Answer> {
  const { endpoint } = route
  const result = await route.handle(input as never, context as never, failOf(endpoint) as never)
  const [status, output] =
    result instanceof Reply ? [result.status, result.output] : [endpoint.statuses?.[0] ?? 200, result]
  // The schema is the list of what may leave: a column that slipped in stays here.
  return { status, output: z.parse(endpoint.output, output) as object, replayed: false }
}

// What a try did outside did not become true in the database, so nor may it anywhere else.
async function takeBack({ progress }: Work): Promise<void> {
  for (const { undo } of progress.outboxes.splice(0)) for (const step of undo.toReversed()) await step()
}

/** Ends a transaction that has nothing to do, since its answer was given before. */
class Replay extends Error {
  readonly earlier: StoredAnswer

  constructor(earlier: StoredAnswer) {
    super('answered before')
    this.earlier = earlier
  }
}

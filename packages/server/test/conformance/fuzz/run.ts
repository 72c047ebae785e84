import { publicUrl } from '../../start-tenantry.ts'
import { type Operation, operationsAt } from '../operations.ts'
import { takeViolations } from '../watch.ts'
import { type Draft, pathOf } from './draft.ts'
import { type Outgoing, type Prediction, paramsOf, predict } from './oracle.ts'
import { people, settle, type World } from './people.ts'
import type { Plan } from './plan.ts'
import { nameOf } from './pool.ts'
import { randomOf } from './random.ts'
import { type Answered, faultsOf } from './verdict.ts'

/** What a run is made of. */
export interface Run {
  readonly world: World
  readonly operations: readonly Operation[]
  readonly plan: Plan
  readonly seed: number
  /** How many requests are sent. */
  readonly requests: number
}

/** One thing found, with the request that showed it. */
export interface Finding {
  /** How many requests it takes to come here again. */
  readonly number: number
  readonly operation: string
  readonly what: string
  readonly request: string
  readonly answer: string
}

/** What a run did and found. */
export interface Report {
  readonly requests: number
  readonly findings: readonly Finding[]
  /** How often each operation answered with each status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>
}

interface Exchange {
  readonly draft: Draft
  readonly outgoing: Outgoing
  readonly answer: Answered
  /** Whether the contract takes the request, so that only its state can be refused. */
  readonly isTaken: boolean
}

// How many requests until the people get a fresh organization: fuzzing empties the old one.
const SETTLED_FOR = 400
// Then what may be done once a minute, or once an hour, may be done again.
const SETTLED_MS = 2 * 3_600_000

/** Sends requests one after the other and judges every answer. */
export async function fuzz({ world, operations, plan, seed, requests }: Run): Promise<Report> {
  const { running, pool } = world
  const findings: Finding[] = []
  const statuses = new Map<string, Map<number, number>>()
  const tokens = new Map<string, string>()
  let mails = 0
  let sent = 0

  async function send(draft: Draft): Promise<Exchange> {
    const headers = new Headers(draft.headers)
    const token = headers.has('authorization') ? null : await tokenOf(draft.caller)
    if (token) headers.set('authorization', `Bearer ${token}`)
    const { body } = draft
    const request = new Request(publicUrl + pathOf(draft), { method: draft.method, headers, body })
    const response = await running.tenantry.fetch(request, { ip: '192.0.2.1' })
    sent += 1
    const answer = { status: response.status, headers: response.headers, text: await response.text() }
    const outgoing = { method: request.method, url: new URL(request.url), headers, body, hasToken: token !== null }
    const { method, url } = outgoing
    const reached = operationsAt(operations, url.pathname).find((operation) => operation.method === method)
    const prediction = reached && predict(reached, outgoing)
    const exchange = { draft, outgoing, answer, isTaken: prediction?.code === null }
    for (const violation of takeViolations()) report(exchange, violation)
    if (reached && prediction) judge(reached, prediction, exchange)
    return exchange
  }

  async function tokenOf(caller: Draft['caller']): Promise<string | null> {
    if (caller === 'anonymous') return null
    const token = tokens.get(caller) ?? (await running.token(people[caller]))
    tokens.set(caller, token)
    return token
  }

  function judge(reached: Operation, prediction: Prediction, exchange: Exchange): void {
    const { answer } = exchange
    for (const fault of faultsOf(reached, prediction, answer)) report(exchange, fault)
    const counts = statuses.get(reached.name) ?? new Map<number, number>()
    statuses.set(reached.name, counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1))
    if (answer.status < 300) learn(exchange, reached)
  }

  function learn({ outgoing, answer }: Exchange, operation: Operation): void {
    const params = Object.entries(paramsOf(operation, outgoing))
    const above = Object.fromEntries(params.map(([name, id]) => [nameOf(name), /^\d+$/.test(id) ? Number(id) : id]))
    pool.harvest(JSON.parse(answer.text), operation.noun, above)
  }

  function report({ draft, outgoing, answer }: Exchange, what: string): void {
    const { method, url, headers, body } = outgoing
    // The token is left out: who calls is said, and tokens differ from run to run.
    const lines = [...headers]
      .filter(([, value]) => !value.startsWith('Bearer ey'))
      .map(([name, value]) => `${name}: ${value}`)
    const parts = [`${method} ${url.pathname}${url.search}`, ...lines, '', String(body ?? '')]
    findings.push({
      number: sent,
      operation: `${draft.operation.name} (${draft.what}, as ${draft.caller})`,
      what,
      request: parts.map((part) => part.slice(0, 1500)).join('\n'),
      answer: `${answer.status} ${answer.text.slice(0, 600)}`,
    })
  }

  // What is mailed comes to the callers too.
  function openMails(): void {
    const all = running.mails()
    for (const { text } of all.slice(0, all.length - mails)) {
      for (const [, token = ''] of text.matchAll(/token=([\w-]{43})/g)) pool.add('token', token)
    }
    mails = all.length
  }

  for (let number = 0; sent < requests; number++) {
    if (number % SETTLED_FOR === 0) {
      running.advance(SETTLED_MS)
      tokens.clear()
      await settle(world)
    }
    openMails()
    const random = randomOf(seed, number)
    const { draft, answer } = await send(plan.draft(number, pool, random))
    for (const sequel of plan.sequels(draft, answer, pool, random)) {
      const next = await send(sequel.draft)
      if (next.isTaken && !sequel.expected(next.answer)) report(next, `not as it has to be when ${sequel.draft.what}`)
    }
  }
  return { requests: sent, findings, statuses }
}

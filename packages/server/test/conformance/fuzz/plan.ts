import { isSafe } from '@tenantry/core'
import type { Operation } from '../operations.ts'
import { changesOf } from './changes.ts'
import type { Draft } from './draft.ts'
import type { Pool } from './pool.ts'
import type { Random } from './random.ts'
import { validDraft } from './valid.ts'
import type { Answered } from './verdict.ts'

/** A request that follows from an answer, and what its own answer has to be. */
export interface Sequel {
  readonly draft: Draft
  readonly expected: (answer: Answered) => boolean
}

/** Which requests a run sends. */
export interface Plan {
  /** How many requests it takes to break every rule once. */
  readonly least: number
  /** The request of that number: each rule broken in turn, then by chance, and a valid one before each. */
  draft(number: number, pool: Pool, random: Random): Draft
  /** What has to hold after an answer: a write repeats itself under its key, and nothing is left of what was deleted. */
  sequels(draft: Draft, answer: Answered, pool: Pool, random: Random): readonly Sequel[]
}

/** Plans requests to these operations. */
export function planOf(operations: readonly Operation[]): Plan {
  const wrongs = operations.flatMap((operation) => changesOf(operation).map((change) => ({ operation, ...change })))

  function wrong(number: number, pool: Pool, random: Random): Draft {
    const { operation, what, apply } = wrongs[number] ?? random.pick(wrongs)
    // Somebody whose token is good: without one nothing else is looked at.
    const caller = random.pick(['admin', 'admin', 'manager', 'superAdmin', 'outsider'] as const)
    return { ...apply(validDraft(operation, pool, random, { full: true, caller })), what }
  }

  function afterDelete({ operation, params, caller }: Draft, pool: Pool, random: Random): readonly Sequel[] {
    // Not PUT: it makes the thing anew.
    const below = operations.filter(
      ({ path, method }) => method !== 'PUT' && (path === operation.path || path.startsWith(`${operation.path}/`)),
    )
    return below.map((later) => {
      const draft = validDraft(later, pool, random, { caller })
      const what = `used after ${operation.name}`
      return { draft: { ...draft, params: { ...draft.params, ...params }, what }, expected: isGone }
    })
  }

  return {
    least: 2 * wrongs.length,
    draft: (number, pool, random) =>
      number % 2 === 0
        ? keyed(validDraft(random.pick(operations), pool, random), random)
        : wrong((number - 1) / 2, pool, random),
    sequels(draft, answer, pool, random) {
      const { operation, headers, method } = draft
      if (answer.status >= 300 || method !== operation.method) return []
      if (method === 'DELETE') return afterDelete(draft, pool, random)
      if (isSafe(operation.endpoint) || headers['idempotency-key'] === undefined) return []
      const expected = ({ status, text }: Answered) => status === answer.status && text === answer.text
      return [{ draft: { ...draft, what: 'repeated under the same key' }, expected }]
    },
  }
}

// What is withdrawn rather than deleted, as an invitation is, may say so.
function isGone({ status, text }: Answered): boolean {
  return status === 404 || status === 409 || status === 410 || text.includes('"code":"INVITATION_REVOKED"')
}

function keyed(draft: Draft, random: Random): Draft {
  if (isSafe(draft.operation.endpoint) || random.chance(0.7)) return draft
  return { ...draft, headers: { ...draft.headers, 'idempotency-key': `key-${random.below(2 ** 31)}` } }
}

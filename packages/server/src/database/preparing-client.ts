import { createHash } from 'node:crypto'
import pg from 'pg'

// Names are for what is asked again and again: a text that varies must neither fill the memory of every connection nor take
// the place of one that does not.
const MOST_STATEMENTS = 256
const LONGEST_TEXT = 4_000
const MANY_ROWS = /^insert .*\), \(\$/is

/**
 * A client that prepares what it is asked again: with row-level security PostgreSQL spends several times longer on planning
 * a statement than on running it, and a prepared one keeps its plan.
 */
export class PreparingClient extends pg.Client {
  readonly #nameOf = statementNames()

  // The overloads of `query` cannot be overridden one by one; everything but plain text with values passes through.
  override query = ((first: unknown, second?: unknown, ...rest: unknown[]) => {
    const run = super.query as (...given: unknown[]) => unknown
    const name = typeof first === 'string' && Array.isArray(second) ? this.#nameOf(first) : null
    if (name === null) return run.call(this, first, second, ...rest)
    return run.call(this, { name, text: first, values: second }, ...rest)
  }) as pg.Client['query']
}

/** Names what is prepared, the first statements of so many; null for one that is not worth keeping. */
export function statementNames(): (text: string) => string | null {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined) return known
    if (names.size >= MOST_STATEMENTS || text.length > LONGEST_TEXT || MANY_ROWS.test(text)) return null
    const name = `tenantry_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
    names.set(text, name)
    return name
  }
}

import pg from 'pg'

/** One statement; a named one is parsed once on each connection. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name: string | null
}

/** Runs a statement on a connection, in the order of the calls. */
export type RunStatement = (statement: Statement) => Promise<pg.QueryResult>

interface Waiting {
  readonly statement: Statement
  readonly settle: PromiseWithResolvers<pg.QueryResult>
}

/**
 * Sends statements that are started together as one message with one Sync at its end, as libpq's pipeline mode does: PostgreSQL
 * answers them in one piece, and neither side wakes the other in between. What is started meanwhile goes with the next.
 */
export function batching(client: Pick<pg.ClientBase, 'query'>): RunStatement {
  let waiting: Waiting[] = []
  let busy = false

  function send(): void {
    const taken = waiting
    waiting = []
    client.query(
      new Batch(taken, () => {
        busy = waiting.length > 0
        if (busy) send()
      }),
    )
  }

  return (statement) => {
    const settle = Promise.withResolvers<pg.QueryResult>()
    waiting.push({ statement, settle })
    // Runs when all promises that can settle by now have, and so have started what they lead to.
    if (!busy) process.nextTick(send)
    busy = true
    return settle.promise
  }
}

/** What pg calls on whatever was handed to `client.query`, and what a query of its own makes of it. */
type Answering = pg.Query & {
  settled: boolean
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: pg.Connection): void
  handleEmptyQuery(connection: pg.Connection): void
  handleReadyForQuery(connection: pg.Connection): void
  handleError(error: Error, connection: pg.Connection): void
}

/** What pg notes down of the statements that a connection has parsed. */
type Noting = pg.Connection & { readonly submittedNamedStatements: Record<string, string> }

const NO_PORTAL = 'none'

// Each statement is a query of pg's own, which knows how to send itself and what its answer means; but it ends with a Sync, and
// tells its end from the answer to that.
class Batch {
  readonly #queries: Answering[]
  readonly #ended: () => void
  #current = 0

  constructor(statements: readonly Waiting[], ended: () => void) {
    this.#queries = statements.map(({ statement, settle }) => toQuery(statement, settle))
    this.#ended = ended
  }

  // pg notes under these what it hears to be parsed.
  get name(): string | undefined {
    return (this.#queries[this.#current] as { name?: string } | undefined)?.name
  }

  get text(): string | undefined {
    return (this.#queries[this.#current] as { text?: string } | undefined)?.text
  }

  submit(connection: pg.Connection): void {
    const nothing = { value: () => {} }
    // Nor may one that cannot be sent be forgotten, which pg believes to be parsed.
    const withoutSync: pg.Connection = Object.create(connection, { sync: nothing, close: nothing })
    connection.stream.cork()
    try {
      for (const query of this.#queries) {
        const refused = query.submit(withoutSync) as unknown as Error | null
        if (refused) query.handleError(refused, connection)
        // It cannot be sent, and so would get no answer: one that fails in its place keeps the others from theirs.
        if (query.settled) connection.execute({ portal: NO_PORTAL }, true)
      }
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
  }

  handleRowDescription(message: unknown): void {
    this.#queries[this.#current]?.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.#queries[this.#current]?.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    this.#queries[this.#current++]?.handleCommandComplete(message, connection)
  }

  handleEmptyQuery(): void {
    this.#current += 1
  }

  // PostgreSQL leaves out what follows a failed statement: it failed for the same reason. After the last one it is the Sync that
  // fails: it commits where there is no transaction, and with that the deferred constraints speak.
  handleError(error: Error, connection: pg.Connection): void {
    const done = this.#current === this.#queries.length ? 0 : this.#current
    for (const query of this.#queries.slice(0, done)) query.handleReadyForQuery(connection)
    for (const query of this.#queries.slice(done)) {
      const { name } = query as { name?: string }
      if (name) delete (connection as Noting).submittedNamedStatements[name]
      query.handleError(error, connection)
    }
    this.#ended()
  }

  handleReadyForQuery(connection: pg.Connection): void {
    for (const query of this.#queries) query.handleReadyForQuery(connection)
    this.#ended()
  }
}

function toQuery({ text, values, name }: Statement, { resolve, reject }: Waiting['settle']): Answering {
  const config = { text, values: [...values], ...(name !== null && { name }), queryMode: 'extended' }
  const query = new pg.Query(config, (error, result) => {
    query.settled = true
    if (error) reject(error)
    else resolve(result as unknown as pg.QueryResult)
  }) as Answering
  query.settled = false
  return query
}

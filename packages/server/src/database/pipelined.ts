import { type DatabaseConnection, type Dialect, DummyDriver, Transaction } from 'kysely'
import type { Tx } from './database.ts'
import { sqlFailure } from './sql-failure.ts'
import type { Tables } from './tables.ts'

/** How a transaction goes. */
export interface Course {
  /** The failure that all others followed from; null while there is none. */
  failure: unknown
  /** Set when the work is done, well or not. */
  over: boolean
}

// What PostgreSQL says to every statement behind a failed one, and to one whose preparation was among those.
const CONSEQUENCES = new Set(['25P02', '26000'])

/**
 * Gives a transaction that sends each statement as soon as it is started. Kysely's own sends one when the one before has been
 * answered, however they were started. A statement that failed only because another had fails with that one's error.
 */
export function pipelined(serial: Tx, connection: DatabaseConnection, dialect: Dialect, course: Course): Tx {
  const together: DatabaseConnection = {
    async executeQuery(query) {
      // Behind COMMIT or ROLLBACK it would count on its own, and with the rights of the owner.
      if (course.over) throw new Error('The transaction is over: nothing more can be written in it.')
      try {
        return await connection.executeQuery(query)
      } catch (error) {
        course.failure ??= error
        throw CONSEQUENCES.has(sqlFailure(error)?.code ?? '') ? course.failure : error
      }
    },
    streamQuery: (query, size) => connection.streamQuery(query, size),
  }
  const executor = serial.getExecutor().withConnectionProvider({
    provideConnection: (consumer) => consumer(together),
  })
  // Kysely wants a driver; what is asked of one, to begin and to end, is asked of the transaction around this.
  const driver = new DummyDriver()
  return new Transaction<Tables>({ config: { dialect }, dialect, driver, executor })
}

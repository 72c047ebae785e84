import pg from 'pg'

/**
 * Counts statements, and how often one had to wait for an answer, and tells the parent process when it asks, together with the time
 * of the processor. Those of transactions are those of requests: what the queue of jobs does beside them is not counted.
 */
export function countStatements(which: 'all' | 'of transactions', waiting: () => number = () => 0): void {
  const inside = new WeakSet<object>()
  const listened = new WeakSet<object>()
  const asking = new WeakSet<object>()
  let statements = 0
  let roundTrips = 0
  const prototype = pg.Query.prototype as unknown as { submit(this: { text: string }, to: pg.Connection): unknown }
  const { submit } = prototype
  prototype.submit = function (connection) {
    const { text } = this
    const { stream } = connection
    if (/^(begin|start transaction)\b(?!.*;)/is.test(text)) inside.add(stream)
    if (!listened.has(stream)) {
      listened.add(stream)
      // Before pg hears of it, which may answer with the next statement at once.
      stream.prependListener('data', () => asking.delete(stream))
    }
    if (which === 'all' || inside.has(stream)) {
      statements += 1
      if (!asking.has(stream)) roundTrips += 1
      asking.add(stream)
    }
    if (/^(commit|rollback)\b/i.test(text)) inside.delete(stream)
    return submit.call(this, connection)
  }
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ spent: { statements, roundTrips, cpuMs: (user + system) / 1000, waiting: waiting() } })
  })
}

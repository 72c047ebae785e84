import pg from 'pg'

/**
 * Counts statements, and tells the parent process when it asks, together with the time of the processor. Those of transactions
 * are those of requests: what the queue of jobs does beside them is not counted.
 */
export function countStatements(which: 'all' | 'of transactions'): void {
  const inside = new WeakSet<object>()
  let count = 0
  const prototype = pg.Query.prototype as unknown as { submit(this: { text: string }, to: pg.Connection): unknown }
  const { submit } = prototype
  prototype.submit = function (connection) {
    const { text } = this
    const { stream } = connection
    if (/^(begin|start transaction)\b(?!.*;)/is.test(text)) inside.add(stream)
    if (which === 'all' || inside.has(stream)) count += 1
    if (/^(commit|rollback)\b/i.test(text)) inside.delete(stream)
    return submit.call(this, connection)
  }
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ spent: { statements: count, cpuMs: (user + system) / 1000 } })
  })
}

import pg from 'pg'

/** A node of a plan as `auto_explain` writes it. */
interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** What PostgreSQL did for one statement, be it ours or one inside of a function. */
export interface Plan {
  readonly text: string
  readonly milliseconds: number
  /** Tables that were read from one end to the other, with the rows that were looked at. */
  readonly scans: readonly { readonly table: string; readonly rows: number }[]
}

/** The settings of a database whose sessions tell how they do what they are asked. */
export const explaining = [
  `session_preload_libraries = 'auto_explain'`,
  'auto_explain.log_min_duration = 0',
  'auto_explain.log_analyze = on',
  'auto_explain.log_timing = off',
  'auto_explain.log_nested_statements = on',
  `auto_explain.log_format = 'json'`,
  `client_min_messages = 'log'`,
] as const

/** Collects the plans that sessions of this process tell from now on, until they are taken. */
export function listenForPlans(): () => readonly Plan[] {
  let heard: Plan[] = []
  const connect = pg.Client.prototype.connect
  pg.Client.prototype.connect = function (this: pg.Client, ...given: Parameters<typeof connect>) {
    this.on('notice', ({ message = '' }) => {
      const json = message.indexOf('{')
      if (!message.startsWith('duration:') || json < 0) return
      const told = JSON.parse(message.slice(json)) as { 'Query Text': string; Plan: PlanNode }
      const milliseconds = Number(/^duration: ([\d.]+) ms/.exec(message)?.[1])
      heard.push({ text: told['Query Text'], milliseconds, scans: scansIn(told.Plan) })
    })
    return connect.apply(this, given)
  } as typeof connect
  return () => {
    const taken = heard
    heard = []
    return taken
  }
}

function scansIn(node: PlanNode): Plan['scans'] {
  const looked = ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1)
  const own = node['Node Type'] === 'Seq Scan' ? [{ table: node['Relation Name'] ?? '', rows: looked }] : []
  return [...own, ...(node.Plans ?? []).flatMap(scansIn)]
}

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../src/contract/contract.ts'
import type { Endpoint } from '../src/contract/endpoint.ts'

const HEAD = ['call', 'endpoint', 'needs', 'does'] as const
const NEEDS = { none: 'nothing', public: 'nothing', user: 'to be signed in' } as const

function rowOf(call: string, { method, path, permission, auth, summary }: Endpoint): string[] {
  const needs = permission ? `\`${permission}\`` : NEEDS[auth]
  return [`\`${call}\``, `\`${method} ${path}\``, needs, summary]
}

/** A table as the formatter of this repository writes it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...body.map((row) => line(row)),
  ].join('\n')
}

test('the page of all calls is what the contract says (write it anew with `vitest -u`)', async () => {
  const sections = Object.entries<Readonly<Record<string, Endpoint>>>(contract).map(([noun, endpoints]) => {
    const rows = Object.entries(endpoints).map(([verb, endpoint]) => rowOf(`${noun}.${verb}`, endpoint))
    return `## ${noun}\n\n${tableOf([HEAD, ...rows])}\n`
  })
  const intro = `Each is a function of \`createClient()\`, and a path of the server. A permission is one of the caller's role in that organization; whoever
is not in it hears 404. What goes in and comes out, which codes and which limits: [openapi.json](openapi.json).
`
  const page = ['# Every call', intro, ...sections].join('\n\n').replaceAll(/\n{3,}/g, '\n\n')
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/endpoints.md'))
})

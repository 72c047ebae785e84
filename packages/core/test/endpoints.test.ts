import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../src/contract/contract.ts'
import type { Endpoint } from '../src/contract/endpoint.ts'
import { orgsContract } from '../src/orgs.ts'
import { usersContract } from '../src/users.ts'

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

type Calls = Readonly<Record<string, Readonly<Record<string, Endpoint>>>>

function sectionsOf(calls: Calls, level: string): string[] {
  return Object.entries(calls).map(([noun, endpoints]) => {
    const rows = Object.entries(endpoints).map(([verb, endpoint]) => rowOf(`${noun}.${verb}`, endpoint))
    return `${level} ${noun}\n\n${tableOf([HEAD, ...rows])}\n`
  })
}

test('the page of all calls is what the contracts say (write it anew with `vitest -u`)', async () => {
  const intro = `Each is a function of \`createClient()\`, and a path of the server. A permission is one of the caller's role in that organization; whoever
is not in it hears 404. What goes in and comes out, which codes and which limits: [openapi.json](openapi.json). What
somebody may do with one invitation, member, team or domain, the \`actions\` beside it in its list say. The two profiles stand at the end.
`
  const orgs = `Functions of \`createClient({ contract: orgsContract })\`, from \`@tenantry/core/orgs\`, where the server has \`profiles: [orgs()]\`.
`
  const users = `Functions of \`createClient({ contract: usersContract })\`, from \`@tenantry/core/users\`, where the server has \`profiles: [users()]\`.
`
  const page = [
    '# Every call',
    intro,
    ...sectionsOf(contract, '##'),
    '## The profile `/api/orgs`',
    orgs,
    ...sectionsOf(orgsContract, '###'),
    '## The profile `/api/v1`',
    users,
    ...sectionsOf(usersContract, '###'),
  ]
  const text = page.join('\n\n').replaceAll(/\n{3,}/g, '\n\n')
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/endpoints.md'))
})

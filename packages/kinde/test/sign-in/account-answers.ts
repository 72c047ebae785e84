import type { IncomingMessage, ServerResponse } from 'node:http'

/** Kinde's account API in two pages each, so that whoever reads one page alone is found out. */
const ROWS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  permissions: [
    { id: 'perm_1', name: 'Read', key: 'read:things' },
    { id: 'perm_2', name: 'Write', key: 'write:things' },
  ],
  roles: [
    { id: 'role_1', name: 'Manager', key: 'manager' },
    { id: 'role_2', name: 'Owner', key: 'owner' },
  ],
  feature_flags: [
    { id: 'flag_1', name: 'Dark', key: 'dark_mode', type: 'boolean', value: true },
    { id: 'flag_2', name: 'Seats', key: 'seats', type: 'integer', value: 12 },
  ],
}

export function accountAnswers(asked: URL, { headers }: IncomingMessage, outgoing: ServerResponse): void {
  const json = { 'content-type': 'application/json' }
  const noun = asked.pathname.replace('/account_api/v1/', '')
  const rows = ROWS[noun]
  if (!headers.authorization?.startsWith('Bearer eyJ')) {
    outgoing.writeHead(401, json).end(JSON.stringify({ errors: [{ code: 'TOKEN_INVALID', message: 'No token' }] }))
    return
  }
  if (!rows) {
    outgoing.writeHead(404, json).end(JSON.stringify({ errors: { code: 'ROUTE_NOT_FOUND', message: 'No such route' } }))
    return
  }
  const after = asked.searchParams.get('starting_after')
  const at = after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1
  const row = rows[at]
  const metadata = { has_more: at + 1 < rows.length, next_page_starting_after: row?.id ?? '' }
  const data = { org_code: 'org_from_the_api', [noun]: row ? [row] : [] }
  outgoing.writeHead(200, json).end(JSON.stringify({ data, metadata }))
}

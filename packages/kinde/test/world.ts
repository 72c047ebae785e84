import type { Trouble, World } from '@tenantry/core/conformance'
import type { FaultKind } from '@tenantry/fakes'
import type { RunningKinde } from './start-kinde.ts'

const answers = (status: number, code: string) => ({
  status,
  body: JSON.stringify({ errors: [{ code, message: 'No' }] }),
})

const troubles: Readonly<Record<Trouble, FaultKind>> = {
  refused: answers(400, 'NAME_INVALID'),
  'lost answer': 'reset applied',
  down: { status: 503, body: '<html>Down</html>' },
  'too many': { ...answers(429, 'TOO_MANY_REQUESTS'), headers: { 'ratelimit-reset': '60' } },
  'expired credentials': { status: 401 },
  'missing right': answers(403, 'INVALID_CREDENTIALS'),
}

const WRITES = /^(POST|PATCH|PUT|DELETE) \/api\/v1\//

/** A fake of Kinde as the facts of all adapters want it. */
export function worldOf({ adapter, fake, faults, exchanges }: RunningKinde): World {
  return {
    provider: adapter({ hashPassword: async () => '$2b$12$a.made.up.hash' }),
    context: { runSql: async () => ({ rows: [] }) },
    holds: async () =>
      fake.holds().map(({ id, name, members, invited }) => ({
        id,
        name,
        members: members.map(({ subject, roles }) => ({ subject, role: roles.join('+') })),
        invited,
      })),
    account: async (email) => fake.account(email),
    trouble(trouble) {
      faults.clear()
      if (trouble) faults.plant({ on: WRITES, kind: troubles[trouble] })
    },
    calls: () => exchanges.length,
    address: () => `${crypto.randomUUID()}@example.com`,
    roles: ['admin', 'employee'],
  }
}

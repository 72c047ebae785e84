import { createDatabase } from '@tenantry/testing/database'
import { asOwner } from '../test/scale/as-owner.ts'
import { crowd, crowdOf } from '../test/scale/crowd.ts'
import { type Probe, probes } from '../test/scale/probes.ts'
import { call, median, type Operation, turns } from './load.ts'
import { tokenFor } from './operations.ts'
import { type Server, start } from './process.ts'

const SMALL = 1_000
const WARM_UP = 30
const CALLS = 120

interface Place {
  readonly size: number
  readonly server: Server
}

/**
 * Runs our own operations, lists and lookups in a small crowd and in a large one, in turns, and prints how much longer they take.
 * In the large one of a million the organization that is asked for has 50,000 members and as many invitations.
 */
export async function growth(postgresUrl: string, large: number): Promise<void> {
  const databases = [await createDatabase(postgresUrl), await createDatabase(postgresUrl)] as const
  const servers: Server[] = []
  try {
    const places: Place[] = []
    for (const [index, size] of [SMALL, large].entries()) {
      const url = databases[index]?.url ?? ''
      const server = await start('our-server.ts', url)
      servers.push(server)
      await asOwner(url, crowdOf(size, server.url))
      places.push({ size, server })
    }
    const rows: Record<string, object> = {}
    const [before, after] = await Promise.all(places.map(workAt))
    for (const [name, operation] of Object.entries(before ?? {}))
      rows[name] = await timesOf([operation, after?.[name] ?? operation], large)
    console.log(`\nOurs with ${SMALL} and ${large} members, invitations and memberships, milliseconds a request`)
    console.table(rows)
  } finally {
    for (const server of servers) await server.stop()
    for (const database of databases) await database.drop()
  }
}

async function timesOf(operations: readonly [Operation, Operation], large: number): Promise<object> {
  const sides = operations.map((operation) => ({ operation, from: turns(), times: [] as number[] }))
  // One call here, one there: whatever else the machine does meanwhile hits both alike.
  for (let count = 0; count < WARM_UP + CALLS; count++) {
    for (const { operation, from, times } of count % 2 === 0 ? sides : sides.toReversed()) {
      const started = performance.now()
      await operation(from.next())
      if (count >= WARM_UP) times.push(performance.now() - started)
    }
  }
  const [small = 0, big = 0] = sides.map(({ times }) => median(times))
  return {
    [SMALL]: Number(small.toFixed(2)),
    [large]: Number(big.toFixed(2)),
    ratio: Number((big / small).toFixed(2)),
  }
}

/** Members of the crowded organization who are in no other, administer nothing, and found one after another. */
const FOUNDERS = { first: 5, count: 40 }

async function workAt({ size, server: { url } }: Place): Promise<Readonly<Record<string, Operation>>> {
  const tokens = new Map<string, string>()
  async function as(email: string) {
    const token = tokens.get(email) ?? (await tokenFor({ subject: `user-of-${email}`, email, issuer: url }))
    tokens.set(email, token)
    return { authorization: `Bearer ${token}` }
  }
  async function post(email: string, path: string, body: object) {
    const headers = { ...(await as(email)), 'idempotency-key': crypto.randomUUID() }
    return call({ method: 'POST', url: url + path, headers, body })
  }
  const founder = (turn: number) => crowd.email(FOUNDERS.first + (turn % FOUNDERS.count))
  const waiting = waitingIn(size)

  const asked = probes.filter(isTold).map(({ by, method, path }): [string, Operation] => {
    const email = crowd.email(by)
    return [nameOf({ by, method, path }), async () => call({ method, url: url + path, headers: await as(email) })]
  })
  return {
    'create organization': (turn) =>
      post(founder(turn), '/api/organizations', { name: `New ${turn}`, slug: `new-${turn}` }),
    'invite one person': (turn) =>
      post(crowd.email(2), `/api/organizations/${crowd.organizationId(1)}/invitations`, {
        invitations: [{ email: `somebody-${turn}@example.org`, role: 'employee' }],
      }),
    'accept an invitation, as somebody new': (turn) => {
      const number = waiting(turn)
      const body = { invitation_id: crowd.invitationId(number) }
      return post(`invited-${number}@example.net`, '/api/invitations/accept', body)
    },
    ...Object.fromEntries(asked),
  }
}

/** Invitations of the crowd that wait, none of them to the crowded organization: of three numbers, the third is declined. */
function waitingIn(size: number): (turn: number) => number {
  const first = size / 20 + 5
  return (turn) => {
    const number = first + Math.floor(turn / 2) * 3 + (turn % 2) + ((3 - (first % 3)) % 3) + 1
    if (number > size) throw new Error('All invitations have been accepted.')
    return number
  }
}

// By somebody in one organization everything; by somebody in thousands only what has no filter.
const isTold = ({ by, path }: Probe) => by === 2 || !path.includes('?')

const nameOf = ({ by, method, path }: Probe) =>
  `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/token=.*/, 'token=…')}${by === 1 ? ', in many' : ''}`

import type { NaiveAct } from './naive.ts'
import type { Seed, Seeded } from './seed.ts'

/** One of those who want something at the same time: a request, or the admin's hand in the database. */
export type Contender =
  | { readonly by: Seeded; readonly post: string; readonly body: object; readonly key?: string }
  | { readonly by: Seeded; readonly revoke: string }

/** What happens at once, and what may come of it. */
export interface Race {
  readonly name: string
  /** The deliberately naive version that loses this race. */
  readonly naive: NaiveAct
  /** Seeds what one round needs and names who meets in it. */
  scene(rows: Seed, round: number): readonly Contender[]
  /** How many succeed; a request that is sent again with its key counts as often as it is answered. */
  readonly successes: number
  /** What the others may hear. */
  readonly losers: readonly string[]
}

const accept = (by: Seeded, invitation_id: string, key?: string): Contender => ({
  by,
  post: '/api/invitations/accept',
  body: { invitation_id },
  ...(key !== undefined && { key }),
})
const decline = (by: Seeded, invitation_id: string): Contender => ({
  by,
  post: '/api/invitations/decline',
  body: { invitation_id },
})
const create = (by: Seeded, slug: string, key?: string): Contender => ({
  by,
  post: '/api/organizations',
  body: { name: slug, slug },
  ...(key !== undefined && { key }),
})
const makeDefault = (by: Seeded, organizationId: string): Contender => ({
  by,
  post: `/api/organizations/${organizationId}/default`,
  body: {},
})
const revoke = (by: Seeded, invitation: string): Contender => ({ by, revoke: invitation })

/** How many memberships the successes among these must have made; a request sent again with its key made one, once. */
export function gains(won: readonly Contender[]): number {
  const entering = won.filter(
    (one) => 'post' in one && ['/api/invitations/accept', '/api/organizations'].includes(one.post),
  )
  return new Set(entering.map((one) => ('key' in one && one.key) || one)).size
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

function invited(rows: Seed, round: number) {
  const admin = rows.person(`admin-${round}@example.com`)
  const organization = rows.organization(`organization-${round}`, admin)
  const person = rows.person(`person-${round}@example.org`)
  return { admin, organization, person, invitation: rows.invitation(organization, person.email, admin) }
}

const used = ['INVITATION_USED', 'MEMBERSHIP_EXISTS']

export const races: readonly Race[] = [
  {
    name: '16 accepts of one invitation by one user',
    naive: 'accept an invitation',
    scene(rows, round) {
      const { person, invitation } = invited(rows, round)
      return times(16, () => accept(person, invitation))
    },
    successes: 1,
    losers: used,
  },
  {
    name: '16 accepts of one invitation by two users with its address',
    naive: 'accept an invitation',
    scene(rows, round) {
      const { person, invitation } = invited(rows, round)
      const twin = rows.person(person.email, `twin-${round}`)
      return times(16, (index) => accept(index % 2 ? person : twin, invitation))
    },
    successes: 1,
    losers: used,
  },
  {
    name: '8 accepts against 8 declines',
    naive: 'answer an invitation',
    scene(rows, round) {
      const { person, invitation } = invited(rows, round)
      return times(16, (index) => (index % 2 ? accept : decline)(person, invitation))
    },
    successes: 1,
    losers: used,
  },
  {
    name: '8 accepts against 8 revocations by the admin',
    naive: 'answer an invitation',
    scene(rows, round) {
      const { admin, person, invitation } = invited(rows, round)
      return times(16, (index) => (index % 2 ? accept(person, invitation) : revoke(admin, invitation)))
    },
    successes: 1,
    losers: [...used, 'INVITATION_REVOKED'],
  },
  {
    name: '16 creations of one slug by 16 people',
    naive: 'take a slug',
    scene: (rows, round) =>
      times(16, (index) => create(rows.person(`founder-${round}-${index}@example.com`), `wanted-${round}`)),
    successes: 1,
    losers: ['ORGANIZATION_EXISTS'],
  },
  {
    name: 'two first memberships by two invitations',
    naive: 'choose the first default',
    scene(rows, round) {
      const { admin, person, invitation } = invited(rows, round)
      const other = rows.invitation(rows.organization(`other-${round}`, admin), person.email, admin)
      return [accept(person, invitation), accept(person, other)]
    },
    successes: 2,
    losers: [],
  },
  {
    name: 'two first memberships by two creations',
    naive: 'choose the first default',
    scene(rows, round) {
      const person = rows.person(`founder-${round}@example.com`)
      return [create(person, `one-${round}`), create(person, `two-${round}`)]
    },
    successes: 2,
    losers: [],
  },
  {
    name: 'two first memberships, one by invitation and one by creation',
    naive: 'choose the first default',
    scene(rows, round) {
      const { person, invitation } = invited(rows, round)
      return [accept(person, invitation), create(person, `own-${round}`)]
    },
    successes: 2,
    losers: [],
  },
  {
    name: 'the default switched four ways',
    naive: 'switch the default',
    scene(rows, round) {
      const person = rows.person(`person-${round}@example.com`)
      const homes = times(5, (index) => rows.organization(`home-${round}-${index}`, person))
      return homes.slice(1).map((home) => makeDefault(person, home))
    },
    successes: 4,
    losers: [],
  },
  {
    name: 'the last seat wanted by 8 invited people',
    naive: 'take the last seat',
    scene(rows, round) {
      const admin = rows.person(`admin-${round}@example.com`)
      const organization = rows.organization(`organization-${round}`, admin, { seats: 2 })
      const people = times(8, (index) => rows.person(`person-${round}-${index}@example.org`))
      return people.map((person) => accept(person, rows.invitation(organization, person.email, admin)))
    },
    successes: 1,
    losers: ['ORGANIZATION_FULL'],
  },
  {
    name: 'one creation sent 8 times with one Idempotency-Key',
    naive: 'answer once',
    scene(rows, round) {
      const person = rows.person(`person-${round}@example.com`)
      return times(8, () => create(person, `keyed-${round}`, `key-${round}`))
    },
    successes: 8,
    losers: [],
  },
  {
    name: 'one acceptance sent 8 times with one Idempotency-Key',
    naive: 'answer once',
    scene(rows, round) {
      const { person, invitation } = invited(rows, round)
      return times(8, () => accept(person, invitation, `key-${round}`))
    },
    successes: 8,
    losers: [],
  },
]

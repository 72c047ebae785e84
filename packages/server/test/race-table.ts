import { accept, type Contender, create, decline, makeDefault, revoke, times } from './contenders.ts'
import type { NaiveAct } from './naive.ts'
import type { Seed } from './seed.ts'

/** What happens at once, and what may come of it. */
export interface Race {
  readonly name: string
  /** The deliberately naive version that loses this race. */
  readonly naive: NaiveAct
  /** Seeds what one round needs and names who meets in it. */
  scene(rows: Seed, round: number): readonly Contender[]
  /** How many succeed; a request that is sent again with its key counts as often as it is answered. */
  readonly successes: number | readonly [least: number, most: number]
  /** What the others may hear. */
  readonly losers: readonly string[]
}

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

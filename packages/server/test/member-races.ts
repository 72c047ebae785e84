import { accept, demote, destroy, invite, leave, remove, rename, times, transfer } from './contenders.ts'
import type { Race } from './race-table.ts'
import type { Seed } from './seed.ts'

/** An organization with two admins and nobody else. */
function twoAdmins(rows: Seed, round: number) {
  const one = rows.person(`one-${round}@example.com`)
  const other = rows.person(`other-${round}@example.com`)
  const organization = rows.organization(`organization-${round}`, one)
  rows.member(organization, other, 'admin')
  return { one, other, organization }
}

/** What somebody hears who is an admin, or a member, no more when the turn comes. */
const tooLate = ['NOT_AUTHORIZED', 'ORGANIZATION_NOT_FOUND', 'MEMBER_NOT_FOUND']

/** What members do to each other, and to their organization, at once. */
export const memberRaces: readonly Race[] = [
  {
    name: 'two admins demote each other',
    naive: 'leave one admin',
    scene(rows, round) {
      const { one, other, organization } = twoAdmins(rows, round)
      return [demote(one, organization, other), demote(other, organization, one)]
    },
    successes: 1,
    losers: tooLate,
  },
  {
    name: 'two admins step down',
    naive: 'leave one admin',
    scene(rows, round) {
      const { one, other, organization } = twoAdmins(rows, round)
      return [demote(one, organization, one), demote(other, organization, other)]
    },
    successes: 1,
    losers: ['LAST_ADMIN'],
  },
  {
    name: 'two admins remove each other',
    naive: 'leave one admin',
    scene(rows, round) {
      const { one, other, organization } = twoAdmins(rows, round)
      return [remove(one, organization, other), remove(other, organization, one)]
    },
    successes: 1,
    losers: tooLate,
  },
  {
    name: 'the last two admins leave',
    naive: 'leave one admin',
    scene(rows, round) {
      const { one, other, organization } = twoAdmins(rows, round)
      return [leave(one, organization), leave(other, organization)]
    },
    successes: 1,
    losers: ['LAST_ADMIN'],
  },
  {
    name: 'an organization handed over to somebody who leaves',
    naive: 'leave one admin',
    scene(rows, round) {
      const { one, other, organization } = twoAdmins(rows, round)
      return [transfer(one, organization, other), leave(other, organization)]
    },
    successes: 1,
    losers: ['LAST_ADMIN', 'MEMBER_NOT_FOUND'],
  },
  {
    name: 'an organization handed over to two people',
    naive: 'leave one admin',
    scene(rows, round) {
      const admin = rows.person(`admin-${round}@example.com`)
      const organization = rows.organization(`organization-${round}`, admin)
      return times(2, (index) => {
        const heir = rows.person(`heir-${round}-${index}@example.com`)
        rows.member(organization, heir)
        return transfer(admin, organization, heir)
      })
    },
    successes: 1,
    losers: ['NOT_AUTHORIZED'],
  },
  {
    name: 'an organization deleted while 4 invited people accept',
    naive: 'delete what somebody joins',
    scene(rows, round) {
      const admin = rows.person(`admin-${round}@example.com`)
      const organization = rows.organization(`organization-${round}`, admin)
      const people = times(4, (index) => rows.person(`person-${round}-${index}@example.org`))
      const accepting = people.map((person) => accept(person, rows.invitation(organization, person.email, admin)))
      // Whoever comes in before is out again at once.
      return [destroy(admin, organization, -1), ...accepting.map((one) => ({ ...one, gains: 0 }))]
    },
    successes: [1, 5],
    losers: ['INVITATION_NOT_FOUND', 'INVITATION_USED'],
  },
  {
    name: '8 organizations renamed to one slug',
    naive: 'take a slug',
    scene: (rows, round) =>
      times(8, (index) => {
        const admin = rows.person(`admin-${round}-${index}@example.com`)
        return rename(admin, rows.organization(`before-${round}-${index}`, admin), `wanted-${round}`)
      }),
    successes: 1,
    losers: ['ORGANIZATION_EXISTS'],
  },
  {
    name: 'the last seat wanted by 32 invited people',
    naive: 'take the last seat',
    scene(rows, round) {
      const admin = rows.person(`admin-${round}@example.com`)
      const organization = rows.organization(`organization-${round}`, admin, { seats: 2 })
      const people = times(32, (index) => rows.person(`person-${round}-${index}@example.org`))
      return people.map((person) => accept(person, rows.invitation(organization, person.email, admin)))
    },
    successes: 1,
    losers: ['ORGANIZATION_FULL'],
  },
  {
    name: '16 invitations of one address by two admins',
    naive: 'invite an address',
    scene(rows, round) {
      const { one, other, organization } = twoAdmins(rows, round)
      return times(16, (index) => invite(index % 2 ? one : other, organization, `invited-${round}@example.org`))
    },
    successes: 1,
    losers: ['INVITATION_PENDING'],
  },
]

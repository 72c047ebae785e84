import type { ProviderOrganizations } from '../provider/organizations.ts'
import { all, Disproved, refused, same } from './assert.ts'
import type { Fact, World } from './world.ts'

const needs = ['organizations'] as const

// A page of any provider holds fewer.
const MANY = 23

export const organizationFacts: readonly Fact[] = [
  {
    fact: 'creates an organization, once, and finds it by its marker',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      same(await organizations.find(wish), null, 'what is found before')
      const id = await organizations.create(wish)
      same(await organizations.find(wish), id, 'what is found')
      same(
        await named(world, wish.name),
        [{ id, name: wish.name, members: [], invited: [] }],
        'what the provider holds',
      )
    },
  },
  {
    fact: 'finds no organization by the marker of another',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      await organizations.create(wish)
      const { wish: other } = given(world)
      same(await organizations.find(other), null, 'what is found')
    },
  },
  {
    fact: 'finds what it created although the answer was lost, and says that it does not know',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      world.trouble('lost answer')
      const error = await refused(organizations.create(wish), 'unavailable')
      world.trouble(null)
      same(error.outcome, 'unknown', 'the outcome')
      const [held] = await named(world, wish.name)
      same(await organizations.find(wish), held?.id, 'what is found')
    },
  },
  {
    fact: 'says that nothing happened when nothing did',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      for (const [trouble, kind] of [
        ['refused', 'invalid'],
        ['too many', 'rate_limited'],
        ['missing right', 'forbidden'],
      ] as const) {
        world.trouble(trouble)
        same((await refused(organizations.create(wish), kind)).outcome, 'none', `the outcome of ${trouble}`)
      }
      world.trouble(null)
      same(await named(world, wish.name), [], 'what the provider holds')
    },
  },
  {
    fact: 'asks with new credentials when the old ones have expired, once',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      await organizations.create(wish)
      world.trouble('expired credentials')
      const before = world.calls()
      await refused(organizations.update('org_made_up', { name: 'Never' }), 'unauthorized')
      world.trouble(null)
      // Twice the call itself, and at most one for the credentials.
      if (world.calls() - before > 3) throw new Disproved(`it asked ${world.calls() - before} times`)
    },
  },
  {
    fact: 'renames an organization',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      const id = await organizations.create(wish)
      await organizations.update(id, { name: `${wish.name} renamed` })
      same((await held(world, id))?.name, `${wish.name} renamed`, 'its name')
    },
  },
  {
    fact: 'does not rename what is not there',
    needs,
    prove: async (world) =>
      void (await refused(given(world).organizations.update(gone, { name: 'Never' }), 'not_found', 'invalid')),
  },
  {
    fact: 'removes an organization, and does not mind when it is gone',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      const id = await organizations.create(wish)
      await organizations.remove(id)
      await organizations.remove(id)
      same(await held(world, id), undefined, 'what the provider holds')
      same(await organizations.find(wish), null, 'what is found')
    },
  },
  {
    fact: 'makes somebody a member with one role, gives them another, and repeats itself without harm',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      const [admin, other] = world.roles
      const id = await organizations.create(wish)
      // Some providers keep the last admin from becoming anything else.
      const first = { subject: await world.account(world.address()), role: admin }
      await organizations.setMember(id, first)
      const subject = await world.account(world.address())
      for (const role of [other, other, admin, other]) {
        await organizations.setMember(id, { subject, role })
        same((await held(world, id))?.members, [first, { subject, role }], `the members after ${role}`)
      }
    },
  },
  {
    fact: 'makes no member of somebody who is not there, or where nothing is',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      const [role] = world.roles
      const id = await organizations.create(wish)
      await refused(organizations.setMember(id, { subject: 'nobody', role }), 'not_found', 'invalid')
      const subject = await world.account(world.address())
      await refused(organizations.setMember(gone, { subject, role }), 'not_found', 'invalid')
      same((await held(world, id))?.members, [], 'the members')
    },
  },
  {
    fact: 'ends a membership, and does not mind when it has ended',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      const [admin, other] = world.roles
      const id = await organizations.create(wish)
      const [stays, leaves] = [await world.account(world.address()), await world.account(world.address())]
      await organizations.setMember(id, { subject: stays, role: admin })
      await organizations.setMember(id, { subject: leaves, role: other })
      await organizations.removeMember(id, leaves)
      await organizations.removeMember(id, leaves)
      same(await all(organizations.members(id)), [{ subject: stays, role: admin }], 'the members')
    },
  },
  {
    fact: 'goes through all members to the end',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      const [, role] = world.roles
      const id = await organizations.create(wish)
      const subjects: string[] = []
      for (let number = 0; number < MANY; number++) subjects.push(await world.account(world.address()))
      for (const subject of subjects) await organizations.setMember(id, { subject, role })
      const found = (await all(organizations.members(id))).map(({ subject }) => subject)
      same(found.sort(), subjects.sort(), 'the members')
    },
  },
  {
    fact: 'stops when it is told to',
    needs,
    async prove(world) {
      const { organizations, wish } = given(world)
      const before = world.calls()
      await refused(organizations.create(wish, { signal: AbortSignal.abort() }), 'unavailable')
      same(world.calls() - before, 0, 'the calls')
    },
  },
]

const gone = 'org_0123456789abcdef'
let made = 0

/** The organizations of the provider, and a wish that nobody had before. */
export function given({ provider }: World) {
  made += 1
  const wish = {
    marker: crypto.randomUUID(),
    name: `Organization ${made}`,
    slug: `organization-${made}`,
    founder: null,
  }
  return { organizations: provider.organizations as ProviderOrganizations, wish }
}

async function named({ holds }: World, name: string) {
  return (await holds()).filter((organization) => organization.name === name)
}

/** What the provider holds of one organization. */
export async function held({ holds }: World, id: string) {
  return (await holds()).find((organization) => organization.id === id)
}

import type { ProviderInvitations } from '../provider/organizations.ts'
import { refused, same } from './assert.ts'
import { given, held } from './organizations.ts'
import type { Fact, World } from './world.ts'

const needs = ['organizations', 'invitations'] as const

export const invitationFacts: readonly Fact[] = [
  {
    fact: 'invites somebody, and takes it back, once and again',
    needs,
    async prove(world) {
      const { invitations, organization, wish } = await ready(world)
      const { id } = await invitations.send(organization, wish)
      same((await held(world, organization))?.invited, [wish.email], 'the invited')
      await invitations.revoke(organization, id)
      await invitations.revoke(organization, id)
      same((await held(world, organization))?.invited, [], 'the invited')
    },
  },
  {
    fact: 'invites again in place of the first time',
    needs,
    async prove(world) {
      const { invitations, organization, wish } = await ready(world)
      const first = await invitations.send(organization, wish)
      const second = await invitations.send(organization, wish)
      same(first.id === second.id, false, 'whether both are one')
      same((await held(world, organization))?.invited, [wish.email], 'the invited')
    },
  },
  {
    fact: 'invites once although the first answer was lost',
    needs,
    async prove(world) {
      const { invitations, organization, wish } = await ready(world)
      world.trouble('lost answer')
      await refused(invitations.send(organization, wish), 'unavailable')
      world.trouble(null)
      await invitations.send(organization, wish)
      same((await held(world, organization))?.invited, [wish.email], 'the invited')
    },
  },
  {
    fact: 'finds what waits for an address, and nothing that was taken back',
    needs,
    async prove(world) {
      const { invitations, organization, wish } = await ready(world)
      await invitations.send(organization, { ...wish, email: world.address() })
      same(await invitations.find(organization, wish.email), null, 'what waits for nobody')
      const { id } = await invitations.send(organization, wish)
      const found = await invitations.find(organization, wish.email)
      same([found?.id, found?.roles.includes(wish.role)], [id, true], 'what waits, and its role')
      await invitations.revoke(organization, id)
      same(await invitations.find(organization, wish.email), null, 'what was taken back')
    },
  },
  {
    fact: 'invites nobody to what is not there',
    needs,
    async prove(world) {
      const { invitations, wish } = await ready(world)
      await refused(invitations.send('org_0123456789abcdef', wish), 'not_found', 'invalid')
    },
  },
]

async function ready(world: World) {
  const { organizations, wish } = given(world)
  const [, role] = world.roles
  const expiresAt = new Date(Date.now() + 7 * 86_400_000)
  return {
    invitations: world.provider.invitations as ProviderInvitations,
    organization: await organizations.create(wish),
    wish: {
      email: world.address(),
      role,
      url: 'https://app.example.com/onboarding',
      expiresAt,
      inviter: null,
      mail: false,
    },
  }
}

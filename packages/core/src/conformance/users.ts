import type { NewUser } from '../provider/provider.ts'
import { same } from './assert.ts'
import type { Fact, World } from './world.ts'

const needs = ['createUser', 'findUser', 'deleteUser'] as const

export const userFacts: readonly Fact[] = [
  {
    fact: 'creates an account, finds it by its address, and removes it, once and again',
    needs,
    async prove(world) {
      const { provider, context } = world
      const user = wishOf(world)
      same(await provider.findUser?.(user.email, context), null, 'what is found before')
      const identity = await provider.createUser?.(user, context)
      same(identity?.email, user.email, 'its address')
      const found = await provider.findUser?.(user.email, context)
      same([found?.issuer, found?.subject], [identity?.issuer, identity?.subject], 'who is found')
      if (!identity) return
      await provider.deleteUser?.(identity, context)
      await provider.deleteUser?.(identity, context)
      same(await provider.findUser?.(user.email, context), null, 'what is found after')
    },
  },
  {
    fact: 'makes no second account of an address',
    needs,
    async prove(world) {
      const { provider, context } = world
      const user = wishOf(world)
      const identity = await provider.createUser?.(user, context)
      same(await provider.createUser?.(user, context), null, 'the second account')
      same((await provider.findUser?.(user.email, context))?.subject, identity?.subject, 'whose the address is')
    },
  },
  {
    fact: 'leaves nothing behind when it does not hear what came of creating an account',
    needs,
    async prove(world) {
      const { provider, context } = world
      const user = wishOf(world)
      world.trouble('lost answer')
      const outcome = await provider.createUser?.(user, context).then(
        (identity) => identity,
        () => null,
      )
      world.trouble(null)
      const found = await provider.findUser?.(user.email, context)
      same(found?.subject ?? null, outcome?.subject ?? null, 'who is there')
    },
  },
]

function wishOf({ address, provider }: World): NewUser {
  return {
    marker: crypto.randomUUID(),
    email: address(),
    password: provider.hashPassword ? 'a-made-up-hash' : 'A made-up passphrase, 12 words long',
    name: 'Ada Example',
    emailVerified: false,
    autoConfirm: true,
  }
}

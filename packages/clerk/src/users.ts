import { TenantryError } from '@tenantry/core'
import {
  type Identity,
  inDoubt,
  isProviderError,
  type NewUser,
  type Provider,
  type ProviderApi,
  type ProviderContext,
  ProviderError,
  unless,
} from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { Anything } from './api.ts'
import { isVerified, nameOf, primaryAddress, User } from './shapes.ts'

/** What the server does with accounts; Clerk takes passwords as they were typed. */
export type Users = Pick<Required<Provider>, 'createUser' | 'confirmEmail' | 'findUser' | 'deleteUser'>

// Tells our own account from another of the same address. Not `external_id`: that is for the ids of the host.
const ATTEMPT = 'tenantry_attempt'

type Signal = AbortSignal | undefined

export function usersOf(api: ProviderApi, issuer: string): Users {
  const pathOf = (subject: string) => `/users/${encodeURIComponent(subject)}`

  async function ownerOf(email: string, signal: Signal): Promise<User | null> {
    const found = await api.send({
      method: 'GET',
      path: '/users',
      query: { email_address: email },
      output: z.array(User),
      signal,
    })
    return found.find((user) => addressOf(user, email)) ?? null
  }

  function byId(subject: string, signal: Signal): Promise<User | null> {
    const call = { method: 'GET', path: pathOf(subject), output: User, signal } as const
    return unless('not_found', api.send(call), null)
  }

  async function remove(subject: string, signal: Signal): Promise<void> {
    const call = { method: 'DELETE', path: pathOf(subject), output: Anything, signal } as const
    await unless('not_found', api.send(call), null)
  }

  async function create(user: NewUser, signal: Signal): Promise<User> {
    const { email, password, name, username, emailVerified, autoConfirm, marker } = user
    const isConfirmed = emailVerified || autoConfirm === true
    return api.send({
      method: 'POST',
      path: '/users',
      body: {
        email_address: [email],
        // Without it Clerk takes every address that comes from here for proved.
        ...(!isConfirmed && { email_address_identification_status: ['reserved'] }),
        password,
        ...namesIn(name),
        ...(username && { public_metadata: { username } }),
        private_metadata: { [ATTEMPT]: marker },
      },
      output: User,
      signal,
    })
  }

  /** Whether an account was in the way that nobody ever proved to own the address of. */
  async function makeRoom(email: string, signal: Signal): Promise<boolean> {
    const owner = await ownerOf(email, signal)
    if (!owner || isProved(owner)) return false
    await remove(owner.id, signal)
    return true
  }

  /** Which account was made, looked at under its own id: an answer may have named another one, or be lost. */
  async function made(named: User | null, { email, marker }: NewUser, signal: Signal): Promise<string | null> {
    try {
      for (const look of [async () => named, () => ownerOf(email, signal)]) {
        const user = await look()
        const own = user && (await byId(user.id, signal))
        if (own && markerOf(own) === marker) return own.id
      }
    } catch (error) {
      throw inDoubt(error)
    }
    return null
  }

  async function createUser(user: NewUser, context: ProviderContext): Promise<Identity | null> {
    const { signal } = context
    let failure: unknown = new ProviderError('unavailable', {
      provider: 'clerk',
      message: 'clerk named another account',
    })
    const named = await create(user, signal).catch((error: unknown) => {
      failure = error
      return null
    })
    if (named === null) {
      if (!isProviderError(failure)) throw failure
      if (failure.code?.startsWith('form_password'))
        throw new TenantryError('VALIDATION_FAILED', { status: 400, cause: failure })
      if (failure.kind === 'conflict')
        return user.emailVerified && (await makeRoom(user.email, signal)) ? createUser(user, context) : null
      if (failure.outcome === 'none') throw failure
    }
    const subject = await made(named, user, signal)
    if (subject === null) throw inDoubt(failure)
    const { email, name } = user
    return { issuer, subject, email, emailVerified: user.emailVerified || user.autoConfirm === true, name }
  }

  return {
    createUser,

    async confirmEmail(person, { signal }) {
      if (person.issuer !== issuer) return
      const user = await byId(person.subject, signal)
      const address = user && primaryAddress(user)
      if (!address || isVerified(address)) return
      const path = `/email_addresses/${encodeURIComponent(address.id)}`
      await api.send({ method: 'PATCH', path, body: { verified: true }, output: Anything, repeatable: true, signal })
    },

    async findUser(email, { signal }) {
      const user = await ownerOf(email, signal)
      const address = user && addressOf(user, email)
      if (!address) return null
      return {
        ...{ issuer, subject: user.id, email, emailVerified: isVerified(address) },
        ...{ name: nameOf(user), marker: markerOf(user) },
      }
    },

    async deleteUser(person, { signal }) {
      if (person.issuer === issuer) await remove(person.subject, signal)
    },
  }
}

function markerOf({ private_metadata }: User): string | null {
  const { [ATTEMPT]: marker } = private_metadata ?? {}
  return typeof marker === 'string' ? marker : null
}

function addressOf({ email_addresses }: User, email: string) {
  return email_addresses.find(({ email_address }) => email_address.toLowerCase() === email.toLowerCase())
}

function isProved({ email_addresses, phone_numbers = [], external_accounts = [] }: User): boolean {
  return (
    email_addresses.some(isVerified) ||
    phone_numbers.some(({ verification }) => verification?.status === 'verified') ||
    external_accounts.length > 0
  )
}

// Clerk shows both side by side; some instances ask for the second one.
function namesIn(name: string | null): { readonly first_name?: string; readonly last_name?: string } {
  const [, first = name, last] = /^(.+) (\S+)$/.exec(name ?? '') ?? []
  return { ...(first && { first_name: first }), ...(last && { last_name: last }) }
}

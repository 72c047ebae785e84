import { TenantryError } from '@tenantry/core'
import type { Identity, NewUser, Provider, ProviderApi } from '@tenantry/core/provider'
import { isProviderError } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { Anything, unless } from './api.ts'
import { isVerified, nameOf, primaryAddress, User } from './shapes.ts'

/** What the server does with accounts; Clerk takes passwords as they were typed. */
export type Users = Pick<Required<Provider>, 'createUser' | 'confirmEmail' | 'findUser' | 'deleteUser'>

// Tells our own account from another of the same address, when the answer to its creation was lost.
const ATTEMPT = 'tenantry_attempt'

export function usersOf(api: ProviderApi, issuer: string): Users {
  const pathOf = (subject: string) => `/users/${encodeURIComponent(subject)}`

  async function ownerOf(email: string): Promise<User | null> {
    const found = await api.send({
      method: 'GET',
      path: '/users',
      query: { email_address: email },
      output: z.array(User),
    })
    return found.find((user) => addressOf(user, email)) ?? null
  }

  async function remove(subject: string): Promise<void> {
    const call = { method: 'DELETE', path: pathOf(subject), output: Anything } as const
    await unless('not_found', api.send(call), null)
  }

  async function create({ email, password, name, username, emailVerified, autoConfirm }: NewUser, attempt: string) {
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
        private_metadata: { [ATTEMPT]: attempt },
      },
      output: User,
    })
  }

  /** Whether an account was in the way that nobody ever proved to own the address of. */
  async function makeRoom(email: string): Promise<boolean> {
    const owner = await ownerOf(email)
    if (!owner || isProved(owner)) return false
    await remove(owner.id)
    return true
  }

  async function createUser(user: NewUser): Promise<Identity | null> {
    const attempt = crypto.randomUUID()
    const made = ({ id }: User): Identity => ({
      issuer,
      subject: id,
      email: user.email,
      emailVerified: user.emailVerified || user.autoConfirm === true,
      name: user.name,
    })
    try {
      return made(await create(user, attempt))
    } catch (error) {
      if (!isProviderError(error)) throw error
      if (error.code?.startsWith('form_password'))
        throw new TenantryError('VALIDATION_FAILED', { status: 400, cause: error })
      if (error.kind === 'conflict') return user.emailVerified && (await makeRoom(user.email)) ? createUser(user) : null
      const owner = error.outcome === 'unknown' ? await ownerOf(user.email) : null
      if (owner?.private_metadata?.[ATTEMPT] === attempt) return made(owner)
      throw error
    }
  }

  return {
    createUser,

    async confirmEmail(person) {
      if (person.issuer !== issuer) return
      const call = { method: 'GET', path: pathOf(person.subject), output: User } as const
      const user = await unless('not_found', api.send(call), null)
      const address = user && primaryAddress(user)
      if (!address || isVerified(address)) return
      const path = `/email_addresses/${encodeURIComponent(address.id)}`
      await api.send({ method: 'PATCH', path, body: { verified: true }, output: Anything, repeatable: true })
    },

    async findUser(email) {
      const user = await ownerOf(email)
      const address = user && addressOf(user, email)
      if (!address) return null
      return { issuer, subject: user.id, email, emailVerified: isVerified(address), name: nameOf(user) }
    },

    async deleteUser(person) {
      if (person.issuer === issuer) await remove(person.subject)
    },
  }
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

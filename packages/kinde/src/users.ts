import { canonicalEmail } from '@tenantry/core'
import {
  type AccountFacts,
  inDoubt,
  isProviderError,
  type NewUser,
  type Provider,
  ProviderError,
  unless,
} from '@tenantry/core/provider'
import type * as z from 'zod/mini'
import type { KindeApi } from './api/kinde-api.ts'
import { PAGE_SIZE, pageOf, throughPages } from './api/pages.ts'
import { done, identityList, userList, userMade, user as userShape } from './api/schemas.ts'
import { unlessGone } from './api/unless-gone.ts'

type Signal = AbortSignal | undefined

interface Accounts extends Required<Pick<Provider, 'createUser' | 'findUser' | 'deleteUser'>> {
  /** What is known of whoever a token names; null when the account is gone. */
  facts(subject: string): Promise<AccountFacts | null>
}

/** Accounts at Kinde. Whoever creates one gives the bcrypt hash of its password. */
export function accounts(api: KindeApi, issuer: string): Accounts {
  return {
    async createUser(user, { signal }) {
      const { email, emailVerified, name, password, autoConfirm = false } = user
      const id =
        (await make(user, signal)) ??
        (emailVerified && (await makeRoom(email, signal)) ? await make(user, signal) : null)
      if (id === null) return null
      // Whoever takes an address that is not theirs must not leave a password in the account that its owner gets later by a
      // code. Without one Kinde has the person choose theirs behind such a code.
      if (emailVerified || autoConfirm) {
        await setPassword(id, password, signal).catch(async (error: unknown) => {
          await remove(id, signal).catch(() => {})
          // That it is gone is not known before nobody finds it any more.
          throw inDoubt(error)
        })
      }
      return { issuer, subject: id, email, emailVerified, name }
    },
    async findUser(email, { signal }) {
      const user = await find(email, signal)
      if (!user) return null
      const { id: subject, provided_id: marker = null } = user
      const emailVerified = await isConfirmed(subject, email, signal)
      return { issuer, subject, email, emailVerified, name: nameOf(user), marker }
    },
    deleteUser: ({ subject }, { signal }) => remove(subject, signal),
    async facts(subject) {
      const user = await byId(subject)
      // Who is suspended there keeps tokens that still hold.
      if (!user || user.is_suspended) return null
      const email = user.preferred_email ?? null
      return { email, emailVerified: email !== null && (await isConfirmed(subject, email)), name: nameOf(user) }
    },
  }

  /** The id of the account that was made; null when the address is taken. */
  async function make(user: NewUser, signal: Signal): Promise<string | null> {
    const made = await create(user, signal).catch((error: unknown) => {
      if (isProviderError(error) && error.outcome === 'unknown') return error
      throw error
    })
    if (made === null) return null
    try {
      // What gets a password is the account that was made, and not one that an answer merely named.
      if (typeof made === 'string' && (await isMade(made, user, signal))) return made
      const found = await find(user.email, signal)
      if (found?.provided_id === user.marker && (await isMade(found.id, user, signal))) return found.id
    } catch (error) {
      throw inDoubt(error)
    }
    if (typeof made !== 'string') throw made
    throw inDoubt(
      new ProviderError('unavailable', { provider: 'kinde', message: 'kinde named another account than it made' }),
    )
  }

  async function isMade(id: string, { email, marker }: NewUser, signal: Signal): Promise<boolean> {
    const user = await byId(id, signal)
    if (!user) return false
    return user.provided_id ? user.provided_id === marker : isSame(user.preferred_email, email)
  }

  async function makeRoom(email: string, signal: Signal): Promise<boolean> {
    const user = await find(email, signal)
    if (!user || (await isConfirmed(user.id, email, signal))) return false
    await remove(user.id, signal)
    return true
  }

  async function create({ email, emailVerified, name, marker }: NewUser, signal: Signal): Promise<string | null> {
    const [given_name, ...rest] = name?.trim().split(/\s+/) ?? []
    const family_name = rest.join(' ')
    const { id, created } = await api.send({
      scope: 'create:users',
      method: 'POST',
      path: '/user',
      body: {
        profile: { ...(given_name && { given_name }), ...(family_name && { family_name }) },
        provided_id: marker,
        identities: [{ type: 'email', is_verified: emailVerified, details: { email } }],
      },
      output: userMade,
      signal,
    })
    return created === false || !id ? null : id
  }

  async function setPassword(id: string, hash: string, signal: Signal): Promise<void> {
    await api.send({
      scope: 'update:user_passwords',
      method: 'PUT',
      path: '/users/{user_id}/password',
      params: { user_id: id },
      body: { hashed_password: hash, hashing_method: 'bcrypt' },
      output: done,
      signal,
    })
  }

  async function find(email: string, signal: Signal) {
    const address = canonicalEmail(email)
    // The filter is a list, and a comma would make two addresses of one.
    if (address === null || address.includes(',')) return null
    const pages = throughPages(async (next_token) => {
      const query = { email: address, page_size: PAGE_SIZE, next_token: next_token ?? undefined }
      const call = { scope: 'read:users', method: 'GET', path: '/users', query, output: userList, signal } as const
      const page = await api.send(call)
      return pageOf(page.users, page.next_token)
    })
    for await (const user of pages) if (isSame(user.email, address)) return user
    return null
  }

  async function byId(id: string, signal?: Signal) {
    const call = { scope: 'read:users', method: 'GET', path: '/user' } as const
    return unless('not_found', api.send({ ...call, query: { id }, output: userShape, signal }), null)
  }

  async function isConfirmed(id: string, email: string, signal?: Signal): Promise<boolean> {
    const { identities } = await api.send({
      scope: 'read:user_identities',
      method: 'GET',
      path: '/users/{user_id}/identities',
      params: { user_id: id },
      output: identityList,
      signal,
    })
    return (identities ?? []).some(
      (one) => one.type === 'email' && one.is_confirmed === true && isSame(one.email, email),
    )
  }

  function remove(id: string, signal: Signal): Promise<void> {
    return unlessGone(
      api.send({
        scope: 'delete:users',
        method: 'DELETE',
        path: '/user',
        query: { id, is_delete_profile: true },
        output: done,
        signal,
      }),
    )
  }
}

function nameOf({ first_name, last_name }: z.output<typeof userShape>): string | null {
  return [first_name, last_name].filter(Boolean).join(' ') || null
}

// Kinde writes addresses in lower case.
function isSame(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}

import { canonicalEmail } from '@tenantry/core'
import { isProviderError, type NewUser, type Provider, ProviderError } from '@tenantry/core/provider'
import type { KindeApi } from './api/kinde-api.ts'
import { PAGE_SIZE, pageOf, throughPages } from './api/pages.ts'
import { done, identityList, userList, userMade } from './api/schemas.ts'
import { unlessGone } from './organizations/organizations.ts'

type Accounts = Required<Pick<Provider, 'createUser' | 'findUser' | 'deleteUser'>>

/** Accounts at Kinde. Whoever creates one gives the bcrypt hash of its password. */
export function accounts(api: KindeApi, issuer: string): Accounts {
  return {
    async createUser(user) {
      const { email, emailVerified, name, password, autoConfirm = false } = user
      const id = (await make(user)) ?? (emailVerified && (await makeRoom(email)) ? await make(user) : null)
      if (id === null) return null
      // Whoever takes an address that is not theirs must not leave a password in the account that its owner gets later by a
      // code. Without one Kinde has the person choose theirs behind such a code.
      if (emailVerified || autoConfirm) {
        await setPassword(id, password).catch(async (error: unknown) => {
          await remove(id)
          throw error
        })
      }
      return { issuer, subject: id, email, emailVerified, name }
    },
    async findUser(email) {
      const user = await find(email)
      if (!user) return null
      const { id: subject, first_name, last_name } = user
      const name = [first_name, last_name].filter(Boolean).join(' ') || null
      return { issuer, subject, email, emailVerified: await isConfirmed(subject, email), name }
    },
    deleteUser: ({ subject }) => remove(subject),
  }

  function make(user: NewUser): Promise<string | null> {
    // Found again by it when the answer is lost.
    const provided_id = crypto.randomUUID()
    return create(user, provided_id).catch((error: unknown) => lookedUp(error, user.email, provided_id))
  }

  async function makeRoom(email: string): Promise<boolean> {
    const user = await find(email)
    if (!user || (await isConfirmed(user.id, email))) return false
    await remove(user.id)
    return true
  }

  async function create({ email, emailVerified, name }: NewUser, provided_id: string): Promise<string | null> {
    const [given_name, ...rest] = name?.trim().split(/\s+/) ?? []
    const family_name = rest.join(' ')
    const { id, created } = await api.send({
      scope: 'create:users',
      method: 'POST',
      path: '/user',
      body: {
        profile: { ...(given_name && { given_name }), ...(family_name && { family_name }) },
        provided_id,
        identities: [{ type: 'email', is_verified: emailVerified, details: { email } }],
      },
      output: userMade,
    })
    return created === false || !id ? null : id
  }

  async function lookedUp(error: unknown, email: string, provided_id: string): Promise<string> {
    if (!isProviderError(error) || error.outcome === 'none') throw error
    const user = await find(email)
    if (user?.provided_id === provided_id) return user.id
    const { kind, provider, message, status, code, retryAfter, cause } = error
    throw new ProviderError(kind, { provider, message, status, code, retryAfter, cause, outcome: 'none' })
  }

  async function setPassword(id: string, hash: string): Promise<void> {
    await api.send({
      scope: 'update:user_passwords',
      method: 'PUT',
      path: '/users/{user_id}/password',
      params: { user_id: id },
      body: { hashed_password: hash, hashing_method: 'bcrypt' },
      output: done,
    })
  }

  async function find(email: string) {
    const address = canonicalEmail(email)
    // The filter is a list, and a comma would make two addresses of one.
    if (address === null || address.includes(',')) return null
    const pages = throughPages(async (next_token) => {
      const query = { email: address, page_size: PAGE_SIZE, next_token: next_token ?? undefined }
      const page = await api.send({ scope: 'read:users', method: 'GET', path: '/users', query, output: userList })
      return pageOf(page.users, page.next_token)
    })
    for await (const user of pages) if (isSame(user.email, address)) return user
    return null
  }

  async function isConfirmed(id: string, email: string): Promise<boolean> {
    const { identities } = await api.send({
      scope: 'read:user_identities',
      method: 'GET',
      path: '/users/{user_id}/identities',
      params: { user_id: id },
      output: identityList,
    })
    return (identities ?? []).some(
      (one) => one.type === 'email' && one.is_confirmed === true && isSame(one.email, email),
    )
  }

  function remove(id: string): Promise<void> {
    return unlessGone(
      api.send({
        scope: 'delete:users',
        method: 'DELETE',
        path: '/user',
        query: { id, is_delete_profile: true },
        output: done,
      }),
    )
  }
}

// Kinde writes addresses in lower case.
function isSame(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}

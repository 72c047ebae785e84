import { TenantryError } from '@tenantry/core'
import { type Identity, isProviderError, type NewUser, type Provider, type ProviderApi } from '@tenantry/core/provider'
import { Anything, unless } from './api.ts'
import type { Directory } from './directory.ts'
import { User } from './shapes.ts'

/** What the server does with accounts; Supabase takes passwords as they were typed. */
export type Users = Pick<Required<Provider>, 'createUser' | 'confirmEmail' | 'findUser' | 'deleteUser'>

// Tells our own account from another of the same address, when the answer to its creation was lost.
const ATTEMPT = 'tenantry_attempt'
// bcrypt reads no further, and Supabase refuses more.
const LONGEST_PASSWORD_BYTES = 72

export function usersOf(api: ProviderApi, directory: Directory, issuer: string): Users {
  const pathOf = (id: string) => `/admin/users/${encodeURIComponent(id)}`

  async function remove(id: string): Promise<void> {
    await unless('not_found', api.send({ method: 'DELETE', path: pathOf(id), output: Anything }), null)
  }

  async function create({ email, password, name, username, emailVerified, autoConfirm }: NewUser, attempt: string) {
    return api.send({
      method: 'POST',
      path: '/admin/users',
      body: {
        email,
        password,
        email_confirm: emailVerified || autoConfirm === true,
        user_metadata: { ...(name && { full_name: name }), ...(username && { username }) },
        app_metadata: { [ATTEMPT]: attempt },
      },
      output: User,
    })
  }

  /** Whether an account was in the way that nobody ever proved to own the address of. */
  async function makeRoom(email: string): Promise<boolean> {
    const owner = await directory.byEmail(email)
    if (!owner || isProved(owner)) return false
    await remove(owner.id)
    return true
  }

  async function createUser(user: NewUser): Promise<Identity | null> {
    if (new TextEncoder().encode(user.password).length > LONGEST_PASSWORD_BYTES) throw wrongPassword()
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
      if (error.code === 'weak_password') throw wrongPassword(error)
      if (error.kind === 'conflict') return user.emailVerified && (await makeRoom(user.email)) ? createUser(user) : null
      const owner = error.outcome === 'unknown' ? await directory.byEmail(user.email) : null
      if (owner?.app_metadata?.[ATTEMPT] === attempt) return made(owner)
      throw error
    }
  }

  return {
    createUser,

    async confirmEmail(person) {
      if (person.issuer !== issuer) return
      const body = { email_confirm: true }
      const path = pathOf(person.subject)
      await unless('not_found', api.send({ method: 'PUT', path, body, output: User }), null)
    },

    async findUser(email) {
      const user = await directory.byEmail(email)
      return user && { issuer, subject: user.id, ...(await directory.factsOf(user)), email }
    },

    async deleteUser(person) {
      if (person.issuer === issuer) await remove(person.subject)
    },
  }
}

function wrongPassword(cause?: unknown): TenantryError {
  return new TenantryError('VALIDATION_FAILED', { status: 400, cause })
}

function isProved({ email_confirmed_at, phone_confirmed_at, identities }: User): boolean {
  return Boolean(email_confirmed_at || phone_confirmed_at) || (identities ?? []).some((one) => one.provider !== 'email')
}

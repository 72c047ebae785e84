import { TenantryError } from '@tenantry/core'
import {
  type CallOptions,
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
import { Anything } from './api.ts'
import type { Directory } from './directory.ts'
import { User } from './shapes.ts'

/** What the server does with accounts; Supabase takes passwords as they were typed. */
export type Users = Pick<Required<Provider>, 'createUser' | 'confirmEmail' | 'findUser' | 'deleteUser'>

// Tells our own account from another of the same address, when the answer to its creation was lost.
const ATTEMPT = 'tenantry_attempt'
// bcrypt reads no further, and Supabase refuses more.
const LONGEST_PASSWORD_BYTES = 72

type Signal = AbortSignal | undefined

export function usersOf(api: ProviderApi, directory: Directory, issuer: string): Users {
  const pathOf = (id: string) => `/admin/users/${encodeURIComponent(id)}`

  async function remove(id: string, signal: Signal): Promise<void> {
    await unless('not_found', api.send({ method: 'DELETE', path: pathOf(id), output: Anything, signal }), null)
  }

  async function create(user: NewUser, signal: Signal): Promise<User> {
    const { email, password, name, username, emailVerified, autoConfirm, marker } = user
    return api.send({
      method: 'POST',
      path: '/admin/users',
      body: {
        email,
        password,
        email_confirm: emailVerified || autoConfirm === true,
        user_metadata: { ...(name && { full_name: name }), ...(username && { username }) },
        app_metadata: { [ATTEMPT]: marker },
      },
      output: User,
      signal,
    })
  }

  /** Whether an account was in the way that nobody ever proved to own the address of. */
  async function makeRoom(email: string, options: CallOptions): Promise<boolean> {
    const owner = await directory.byEmail(email, options)
    if (!owner || isProved(owner)) return false
    await remove(owner.id, options.signal)
    return true
  }

  /** The account that was made, though an answer named another one, or was lost. */
  async function made({ email, marker }: NewUser, options: CallOptions): Promise<User | null> {
    const owner = await directory.byEmail(email, options).catch((error: unknown) => {
      throw inDoubt(error)
    })
    return owner && markerOf(owner) === marker ? owner : null
  }

  async function createUser(user: NewUser, context: ProviderContext): Promise<Identity | null> {
    if (new TextEncoder().encode(user.password).length > LONGEST_PASSWORD_BYTES) throw wrongPassword()
    const options = optionsIn(context)
    let failure: unknown = new ProviderError('unavailable', {
      provider: 'supabase',
      message: 'supabase named another account',
    })
    const named = await create(user, options.signal).catch((error: unknown) => {
      failure = error
      return null
    })
    if (named === null) {
      if (!isProviderError(failure)) throw failure
      if (failure.code === 'weak_password') throw wrongPassword(failure)
      if (failure.kind === 'conflict')
        return user.emailVerified && (await makeRoom(user.email, options)) ? createUser(user, context) : null
      if (failure.outcome === 'none') throw failure
    }
    const own = named && markerOf(named) === user.marker ? named : await made(user, options)
    if (!own) throw inDoubt(failure)
    const { email, name } = user
    return { issuer, subject: own.id, email, emailVerified: user.emailVerified || user.autoConfirm === true, name }
  }

  return {
    createUser,

    async confirmEmail(person, { signal }) {
      if (person.issuer !== issuer) return
      const body = { email_confirm: true }
      const path = pathOf(person.subject)
      await unless('not_found', api.send({ method: 'PUT', path, body, output: User, signal }), null)
    },

    async findUser(email, context) {
      const user = await directory.byEmail(email, optionsIn(context))
      return user && { issuer, subject: user.id, ...(await directory.factsOf(user)), email, marker: markerOf(user) }
    },

    async deleteUser(person, { signal }) {
      if (person.issuer === issuer) await remove(person.subject, signal)
    },
  }
}

function optionsIn({ signal }: ProviderContext): CallOptions {
  return signal ? { signal } : {}
}

function markerOf({ app_metadata }: User): string | null {
  const { [ATTEMPT]: marker } = app_metadata ?? {}
  return typeof marker === 'string' ? marker : null
}

function wrongPassword(cause?: unknown): TenantryError {
  return new TenantryError('VALIDATION_FAILED', { status: 400, cause })
}

function isProved({ email_confirmed_at, phone_confirmed_at, identities }: User): boolean {
  return Boolean(email_confirmed_at || phone_confirmed_at) || (identities ?? []).some((one) => one.provider !== 'email')
}

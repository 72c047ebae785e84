import { type FoundUser, type Identity, type NewUser, type Provider, ProviderError } from '@tenantry/core/provider'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const remoteIssuer = 'https://your-project.supabase.co/auth/v1'

/** What the double keeps of somebody, as a provider elsewhere does. */
export interface RemoteUser extends NewUser {
  readonly id: string
}

export type RemoteProvider = Awaited<ReturnType<typeof remoteProvider>>

/** How the next calls of the double go. */
interface Weather {
  /** `lost`: it is done, and nobody hears of it; `silent`: it comes to nothing until somebody lets it arrive. */
  createUser: 'well' | 'refused' | 'offline' | 'lost' | 'silent'
  deleteUser: 'well' | 'offline'
}

/**
 * A provider that keeps its users in a Map, outside of the database and of every transaction, as Supabase does: what happened there stays,
 * whatever becomes of the request. It stands for the adapter at the port.
 */
export async function remoteProvider({ now }: { readonly now: () => Date }) {
  const users = new Map<string, RemoteUser>()
  const calls: string[] = []
  const weather: Weather = { createUser: 'well', deleteUser: 'well' }
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'made-up', alg: 'ES256' }

  /** What arrives late: the calls that were answered by silence. */
  const late: (() => void)[] = []
  const meanwhile: { act: ((user: RemoteUser) => Promise<void>) | null } = { act: null }

  const byEmail = (email: string) => [...users.values()].find((user) => user.email === email)

  const provider = {
    id: 'double',
    specification: 'v1',
    tokens: [
      { issuer: remoteIssuer, audience: 'authenticated', algorithms: ['ES256'], keys: async () => ({ keys: [jwk] }) },
    ],
    async createUser(user: NewUser): Promise<Identity | null> {
      calls.push('createUser')
      if (weather.createUser === 'refused') throw failure('the made-up service key of the double is not valid')
      if (weather.createUser === 'offline') throw failure('fetch failed')
      if (byEmail(user.email)) return null
      const id = crypto.randomUUID()
      const made = { ...user, id }
      if (weather.createUser === 'silent') {
        late.push(() => users.set(id, made))
        return new Promise(() => {})
      }
      users.set(id, made)
      if (weather.createUser === 'lost') throw failure('no answer', 'unknown')
      await meanwhile.act?.(made)
      const emailVerified = user.emailVerified || user.autoConfirm === true
      return { issuer: remoteIssuer, subject: id, email: user.email, emailVerified, name: user.name }
    },
    async findUser(email: string): Promise<FoundUser | null> {
      calls.push('findUser')
      const user = byEmail(email)
      if (!user) return null
      const { id: subject, marker, name, emailVerified } = user
      return { issuer: remoteIssuer, subject, email, emailVerified, name, marker }
    },
    async confirmEmail({ subject }: Pick<Identity, 'issuer' | 'subject'>): Promise<void> {
      calls.push('confirmEmail')
      if (weather.createUser === 'offline') throw failure('fetch failed')
      const user = users.get(subject)
      if (user) users.set(subject, { ...user, emailVerified: true })
    },
    async deleteUser({ subject }: Pick<Identity, 'issuer' | 'subject'>): Promise<void> {
      calls.push('deleteUser')
      if (weather.deleteUser === 'offline') throw failure('fetch failed')
      users.delete(subject)
    },
  } satisfies Provider

  /** Signs in as Supabase would: with the password alone, once the account is confirmed. */
  async function signIn(email: string, password: string): Promise<string | null> {
    const user = byEmail(email)
    if (user?.password !== password || !(user.emailVerified || user.autoConfirm)) return null
    const issued = Math.floor(now().getTime() / 1000)
    return new SignJWT({ email, email_verified: true, name: user.name })
      .setProtectedHeader({ alg: 'ES256', kid: jwk.kid })
      .setIssuer(remoteIssuer)
      .setAudience('authenticated')
      .setSubject(user.id)
      .setIssuedAt(issued)
      .setExpirationTime(issued + 3600)
      .sign(privateKey)
  }

  return { provider, users, calls, weather, late, meanwhile, byEmail, signIn }
}

function failure(message: string, outcome: 'none' | 'unknown' = 'none'): ProviderError {
  return new ProviderError('unavailable', { provider: 'double', message, outcome })
}

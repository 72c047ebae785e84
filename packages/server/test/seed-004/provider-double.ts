import type { Identity, NewUser, Provider } from '@tenantry/core/provider'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const remoteIssuer = 'https://your-project.supabase.co/auth/v1'

/** What the double keeps of somebody, as a provider elsewhere does. */
export interface RemoteUser extends NewUser {
  readonly id: string
}

export type RemoteProvider = Awaited<ReturnType<typeof remoteProvider>>

/** How the next calls of the double go. */
interface Weather {
  createUser: 'well' | 'refused' | 'offline'
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

  const byEmail = (email: string) => [...users.values()].find((user) => user.email === email)

  const provider = {
    id: 'double',
    specification: 'v1',
    tokens: [
      { issuer: remoteIssuer, audience: 'authenticated', algorithms: ['ES256'], keys: async () => ({ keys: [jwk] }) },
    ],
    async createUser(user: NewUser): Promise<Identity | null> {
      calls.push('createUser')
      if (weather.createUser === 'refused') throw new Error('the made-up service key of the double is not valid')
      if (weather.createUser === 'offline') throw new TypeError('fetch failed')
      if (byEmail(user.email)) return null
      const id = crypto.randomUUID()
      users.set(id, { ...user, id })
      const emailVerified = user.emailVerified || user.autoConfirm === true
      return { issuer: remoteIssuer, subject: id, email: user.email, emailVerified, name: user.name }
    },
    async deleteUser({ subject }: Pick<Identity, 'issuer' | 'subject'>): Promise<void> {
      calls.push('deleteUser')
      if (weather.deleteUser === 'offline') throw new TypeError('fetch failed')
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

  return { provider, users, calls, weather, byEmail, signIn }
}

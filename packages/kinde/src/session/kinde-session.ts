import { type Session, TenantryError } from '@tenantry/core'
import { type Person, personOf } from './claims.ts'

/** What the session asks of Kinde's own SDK: `createKindeClient()`, or what `useKindeAuth()` gives. */
export interface KindeClient {
  /** The access token, renewed when it has to be; nothing when nobody is signed in. */
  getToken(): Promise<string | null | undefined>
  getIdToken(): Promise<string | null | undefined>
  logout(): Promise<void>
}

/** The browser side of Kinde. Signing in is `login()` of Kinde's SDK, which leaves the page. */
export interface KindeSession extends Session {
  /** @throws NETWORK_FAILED */
  signOut(): Promise<void>
}

/** Creates the session of a page that signs in with Kinde's SDK. */
export function kindeSession(client: KindeClient): KindeSession {
  const listeners = new Set<() => void>()
  /** The subject of the last answer; undefined before the first one. */
  let known: string | null | undefined

  async function person(): Promise<Person | null> {
    const token = await asked(() => client.getIdToken())
    const found = token ? personOf(token) : null
    meet(found?.subject ?? null)
    return found
  }

  // A session can end by itself, and other tabs cannot tell us what they did.
  function meet(subject: string | null): void {
    const isChanged = known !== undefined && known !== subject
    known = subject
    if (isChanged) for (const listener of [...listeners]) listener()
  }

  function onReturn(): void {
    if (document.visibilityState === 'visible') person().catch(() => {})
  }

  return {
    async getToken() {
      const token = await asked(() => client.getToken())
      // Whoever is signed out here may still be shown as signed in.
      if (!token) meet(null)
      return token || null
    },
    getUser: async () => (await person())?.user ?? null,
    subscribe(listener) {
      if (listeners.size === 0 && typeof document !== 'undefined')
        document.addEventListener('visibilitychange', onReturn)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && typeof document !== 'undefined')
          document.removeEventListener('visibilitychange', onReturn)
      }
    },
    async signOut() {
      await asked(() => client.logout())
      meet(null)
    },
  }
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    throw new TenantryError('NETWORK_FAILED', { cause })
  }
}

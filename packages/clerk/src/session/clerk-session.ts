import { type Session, type SessionUser, TenantryError } from '@tenantry/core'

/** What is used of Clerk in the browser: `useClerk()`, or `new Clerk(publishableKey)` of `@clerk/clerk-js`. */
export interface ClerkBrowser {
  readonly loaded: boolean
  readonly session?:
    | {
        /** `pending` while a task is left. */
        readonly status?: string | undefined
        getToken(): Promise<string | null>
      }
    | null
    | undefined
  readonly user?:
    | {
        readonly id: string
        readonly fullName: string | null
        readonly primaryEmailAddress: {
          readonly emailAddress: string
          readonly verification: { readonly status: string | null } | null
        } | null
      }
    | null
    | undefined
  addListener(listener: () => void): () => void
  signOut(): Promise<unknown>
}

/** How long a session waits for Clerk's script. */
export interface ClerkSessionOptions {
  /** How long Clerk may take to load, in milliseconds, before all but `subscribe` throw NETWORK_FAILED. @default 10_000 */
  readonly loadingMs?: number
}

/** Makes Clerk's session in the browser the one of Tenantry. People sign in with Clerk's own pages and components. */
export function clerkSession(clerk: ClerkBrowser, { loadingMs = 10_000 }: ClerkSessionOptions = {}): Session {
  // Clerk tells of every renewed token as well.
  const who = () => JSON.stringify([clerk.session?.status, clerk.user?.id, userOf(clerk)])

  return {
    async getToken() {
      await loaded(clerk, loadingMs)
      const { session } = clerk
      if (!session || session.status === 'pending') return null
      return session.getToken().catch((cause: unknown) => {
        throw new TenantryError('NETWORK_FAILED', { cause })
      })
    },

    async getUser() {
      await loaded(clerk, loadingMs)
      return userOf(clerk)
    },

    subscribe(listener) {
      let before = who()
      return clerk.addListener(() => {
        const now = who()
        if (now === before) return
        before = now
        listener()
      })
    },

    async signOut() {
      await loaded(clerk, loadingMs)
      await clerk.signOut()
    },
  }
}

function userOf({ user, session }: ClerkBrowser): SessionUser | null {
  const address = user?.primaryEmailAddress
  if (!user || !address || session?.status === 'pending') return null
  const emailVerified = address.verification?.status === 'verified'
  return { email: address.emailAddress, emailVerified, name: user.fullName }
}

/** Waits for Clerk's script. @throws NETWORK_FAILED when it does not come */
function loaded(clerk: ClerkBrowser, loadingMs: number): Promise<void> {
  if (clerk.loaded) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new TenantryError('NETWORK_FAILED'))
    }, loadingMs)
    const stop = clerk.addListener(() => {
      if (!clerk.loaded) return
      clearTimeout(timer)
      stop()
      resolve()
    })
  })
}

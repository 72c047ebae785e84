import { type Credentials, type Session, type SessionUser, TenantryError } from '@tenantry/core'

interface Account {
  readonly id: string
  readonly email?: string | undefined
  readonly email_confirmed_at?: string | undefined
  readonly user_metadata: Readonly<Record<string, unknown>>
}

interface Failure {
  readonly status?: number | undefined
  readonly code?: string | undefined
}

/** What is used of `createClient(…).auth` of `@supabase/supabase-js`. */
export interface SupabaseAuth {
  getSession(): Promise<{
    readonly data: { readonly session: { readonly access_token: string; readonly user: Account } | null }
    readonly error: Failure | null
  }>
  onAuthStateChange(listener: (event: string, session: { readonly user: Account } | null) => void): {
    readonly data: { readonly subscription: { unsubscribe(): void } }
  }
  signInWithPassword(credentials: Credentials): Promise<{ readonly error: Failure | null }>
  signOut(): Promise<{ readonly error: Failure | null }>
}

/** Makes the session of Supabase in the browser the one of Tenantry. */
export function supabaseSession(auth: SupabaseAuth): Required<Session> {
  async function current() {
    const { data, error } = await auth.getSession()
    // A session that cannot be renewed is at its end; else the network failed.
    if (error && isSilence(error)) throw new TenantryError('NETWORK_FAILED', { cause: error })
    return data.session
  }

  return {
    getToken: async () => (await current())?.access_token ?? null,
    getUser: async () => userOf((await current())?.user),

    subscribe(listener) {
      let before: string | undefined
      const { data } = auth.onAuthStateChange((event, session) => {
        const now = JSON.stringify([session?.user.id, userOf(session?.user)])
        const isNews = before === undefined ? event !== 'INITIAL_SESSION' : now !== before
        before = now
        // Whoever is told asks again, which would wait for this very callback for ever.
        if (isNews) setTimeout(listener, 0)
      })
      return () => data.subscription.unsubscribe()
    },

    async signIn({ email, password }) {
      const { error } = await auth.signInWithPassword({ email, password })
      if (error) throw failureOf(error)
    },

    async signOut() {
      const { error } = await auth.signOut()
      if (error) throw failureOf(error)
    },
  }
}

function userOf(account: Account | undefined): SessionUser | null {
  if (!account?.email) return null
  const { full_name, name } = account.user_metadata
  const shown = [full_name, name].find((one) => typeof one === 'string' && one !== '')
  return {
    email: account.email,
    emailVerified: Boolean(account.email_confirmed_at),
    name: shown ? String(shown) : null,
  }
}

function isSilence({ status = 0 }: Failure): boolean {
  return status === 0 || status >= 500
}

function failureOf(error: Failure): TenantryError {
  if (isSilence(error)) return new TenantryError('NETWORK_FAILED', { cause: error })
  if (error.status === 429) return new TenantryError('RATE_LIMITED', { status: 429, cause: error })
  return new TenantryError('UNAUTHENTICATED', { status: 401, cause: error })
}

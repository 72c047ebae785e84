/** Who is signed in, as far as the browser knows. */
export interface SessionUser {
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string | null
}

/** What somebody types to sign in without leaving the page. */
export interface Credentials {
  readonly email: string
  readonly password: string
}

/** The browser side of a provider: `betterAuthSession()`, `kindeSession()` … give one of these. */
export interface Session {
  /** The access token for the next request, fresh enough to use; null when nobody is signed in. */
  getToken(): Promise<string | null>
  /** Who is signed in; null when nobody is. */
  getUser(): Promise<SessionUser | null>
  /** Calls back after every sign-in, sign-out and change of user. Returns the way to stop. */
  subscribe(listener: () => void): () => void
  /** Signs in where the provider allows it without leaving the page. @throws UNAUTHENTICATED when the credentials are wrong. */
  signIn?(credentials: Credentials): Promise<void>
  signOut?(): Promise<void>
}

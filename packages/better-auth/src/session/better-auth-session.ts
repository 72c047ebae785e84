import { type Credentials, isTenantryError, type Session } from '@tenantry/core'
import { createAnnouncer } from './announcer.ts'
import { type Answers, createAnswers } from './answers.ts'
import { createSend, type SendOptions } from './send.ts'
import { type AccessToken, readToken } from './token.ts'
import { type SignedInUser, userOf } from './user.ts'

/** Where a page reaches the embedded provider, and in which language mails are written. */
export interface BetterAuthSessionOptions extends SendOptions {
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** The browser side of the embedded provider. */
export interface BetterAuthSession extends Session {
  /** @throws UNAUTHENTICATED when the credentials are wrong, RATE_LIMITED, NETWORK_FAILED */
  signIn(credentials: Credentials): Promise<void>
  /** @throws NETWORK_FAILED */
  signOut(): Promise<void>
  /** Has a link mailed to an address that has an account, and nothing to any other. @throws RATE_LIMITED, NETWORK_FAILED */
  requestPasswordReset(email: string): Promise<void>
  /**
   * Sets a new password with the token of a mailed link, and ends every session of that person.
   * @throws VERIFICATION_INVALID when the link is used up or too old, VALIDATION_FAILED when the password is too short
   */
  resetPassword(reset: { readonly token: string; readonly password: string }): Promise<void>
}

// Whoever is on a page asks at about the same time: the app, the onboarding, the query cache.
const USER_LIFETIME_MS = 5000

/** Creates the session of a page that signs in with the embedded provider. */
export function betterAuthSession(options: BetterAuthSessionOptions = {}): BetterAuthSession {
  const { now = Date.now } = options
  const send = createSend(options)
  const { notify, announce, listen, subscribe } = createAnnouncer('tenantry:better-auth', forget)
  /** The id of the person in the last answer; undefined before the first one. */
  let person: string | null | undefined

  const users = createAnswers<SignedInUser | null>({
    now,
    ask: async () => userOf(await send('/get-session')),
    // An address may be confirmed at any moment, in another tab or on another device.
    lifetimeOf: (user) => (user?.emailVerified === false ? 0 : USER_LIFETIME_MS),
    onAnswer: (user) => meet(user?.id ?? null, tokens),
  })
  const tokens = createAnswers<AccessToken | null>({
    now,
    ask: askForToken,
    lifetimeOf: (token) => token?.lifetime ?? 0,
    onAnswer: (token) => meet(token?.subject ?? null, users),
  })

  return {
    getToken: async () => (await tokens.get())?.value ?? null,
    async getUser() {
      const user = await users.get()
      return user && { email: user.email, emailVerified: user.emailVerified, name: user.name || null }
    },
    subscribe,
    async signIn({ email, password }) {
      const user = userOf(await send('/sign-in/email', { email, password }))
      forget()
      know(user)
      announce()
    },
    async signOut() {
      await send('/sign-out', {})
      forget()
      know(null)
      announce()
    },
    async requestPasswordReset(email) {
      await send('/request-password-reset', { email })
    },
    async resetPassword({ token, password }) {
      await send('/reset-password', { token, newPassword: password })
      forget()
      announce()
    },
  }

  async function askForToken(): Promise<AccessToken | null> {
    // Whoever is signed out is answered 401, which a browser writes into its console: the session says the same quietly.
    if (!person && !(await users.get())) return null
    try {
      return readToken(await send('/token'))
    } catch (error) {
      if (isTenantryError(error, 'UNAUTHENTICATED')) return null
      throw error
    }
  }

  function know(user: SignedInUser | null): void {
    person = user?.id ?? null
    users.keep(user)
  }

  // A session can also end by itself, or change in a tab that cannot tell us.
  function meet(next: string | null, others: Pick<Answers<unknown>, 'forget'>): void {
    listen()
    const changed = person !== undefined && person !== next
    person = next
    if (!changed) return
    others.forget()
    notify()
  }

  function forget(): void {
    users.forget()
    tokens.forget()
    person = undefined
  }
}

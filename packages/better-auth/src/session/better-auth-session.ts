import { type Credentials, isTenantryError, type Session, type SessionUser } from '@tenantry/core'
import { createAnnouncer } from './announcer.ts'
import { createSend, type SendOptions } from './send.ts'
import { type KeptToken, keep } from './token.ts'
import { userOf } from './user.ts'

export interface BetterAuthSessionOptions extends SendOptions {
  /** @default Date.now */
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

/** Creates the session of a page that signs in with the embedded provider. */
export function betterAuthSession(options: BetterAuthSessionOptions = {}): BetterAuthSession {
  const { now = Date.now } = options
  const send = createSend(options)
  const { notify, announce, listen, subscribe } = createAnnouncer('tenantry:better-auth', forget)
  /** Replaced whenever somebody signs in or out: what was asked before then is about somebody else. */
  let era = {}
  let kept: KeptToken | null = null
  let asking: Promise<string | null> | null = null
  /** The id of the person in the last answer; undefined before the first one. */
  let person: string | null | undefined

  return {
    getToken,
    getUser,
    subscribe,
    async signIn({ email, password }) {
      await send('/sign-in/email', { email, password })
      change()
    },
    async signOut() {
      await send('/sign-out', {})
      change()
    },
    async requestPasswordReset(email) {
      await send('/request-password-reset', { email })
    },
    async resetPassword({ token, password }) {
      await send('/reset-password', { token, newPassword: password })
      change()
    },
  }

  function getToken(): Promise<string | null> {
    if (kept && now() < kept.until) return Promise.resolve(kept.value)
    asking ??= askForToken()
    return asking
  }

  async function askForToken(): Promise<string | null> {
    const asked = era
    const token = await fetchToken().finally(() => {
      if (asked === era) asking = null
    })
    if (asked !== era) return getToken()
    meet(token?.subject ?? null)
    kept = token
    return token?.value ?? null
  }

  async function fetchToken(): Promise<KeptToken | null> {
    try {
      return keep(await send('/token'), now())
    } catch (error) {
      if (isTenantryError(error, 'UNAUTHENTICATED')) return null
      throw error
    }
  }

  async function getUser(): Promise<SessionUser | null> {
    const asked = era
    const user = userOf(await send('/get-session'))
    if (asked !== era) return getUser()
    meet(user?.id ?? null)
    return user && { email: user.email, emailVerified: user.emailVerified, name: user.name || null }
  }

  // A session can also end by itself, or change in a tab that cannot tell us.
  function meet(next: string | null): void {
    listen()
    const changed = person !== undefined && person !== next
    person = next
    if (!changed) return
    kept = null
    notify()
  }

  function forget(): void {
    era = {}
    kept = null
    asking = null
    person = undefined
  }

  function change(): void {
    forget()
    announce()
  }
}

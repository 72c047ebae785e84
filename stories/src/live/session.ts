import { type Session, TenantryError } from '@tenantry/core'
import type { Account, Accounts } from './accounts.ts'

/** The session of one browser; `enter` is the host's sign-in page, which asks no questions here. */
export type LiveSession = Session & { enter(email: string): void }

/** Starts the session of a browser, with somebody signed in or nobody. */
export function createSession(accounts: Accounts, first: Account | null): LiveSession {
  const listeners = new Set<() => void>()
  let account = first

  function become(next: Account | null) {
    account = next
    for (const listener of listeners) listener()
  }

  return {
    getToken: async () => account && accounts.tokenOf(account),
    getUser: async () => account,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async signIn({ email, password }) {
      const found = accounts.find(email)
      if (found?.password !== password) throw new TenantryError('UNAUTHENTICATED', { status: 401 })
      become(found)
    },
    signOut: async () => become(null),
    enter: (email) => become(accounts.find(email)),
  }
}

import type { Session, SessionUser } from '../session/session.ts'

/** A session whose person a test chooses. */
export interface MockSession extends Session {
  /** Signs somebody in, or out with null. */
  become(user: SessionUser | null): void
}

/** Makes the session of somebody, or of nobody; whoever signs in with it is let in as that address. */
export function mockSession(first: SessionUser | null): MockSession {
  const listeners = new Set<() => void>()
  let user = first
  const become = (next: SessionUser | null) => {
    user = next
    for (const listener of listeners) listener()
  }
  return {
    become,
    getToken: async () => (user ? 'made-up-access-token' : null),
    getUser: async () => user,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signIn: async ({ email }) => become({ email, emailVerified: true, name: null }),
    signOut: async () => become(null),
  }
}

import type { Session } from '@tenantry/core'

/** Tells who is signed in, null for nobody; undefined when the session cannot be asked. */
export function emailOf(session: Session): Promise<string | null | undefined> {
  return session.getUser().then(
    (user) => user?.email ?? null,
    () => undefined,
  )
}

import type { Session } from '@tenantry/core'

/** Tells who is signed in, null for nobody; undefined when the session cannot be asked. */
export function emailOf(session: Session): Promise<string | null | undefined> {
  return session.getUser().then(
    (user) => user?.email ?? null,
    () => undefined,
  )
}

/** Tells whether somebody else is signed in by now; whoever cannot be asked is the same. */
export function isAnother(before: string | null | undefined, now: string | null | undefined): boolean {
  return Boolean(before) && now !== undefined && now !== before
}

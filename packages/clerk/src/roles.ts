import { ProviderError } from '@tenantry/core/provider'
import type { ClerkRoles } from './settings.ts'

/** Translates roles both ways. */
export interface Roles {
  /** @throws ProviderError `invalid` when there is no such role at Clerk */
  toClerk(role: string): string
  /** Null when it stands for none of ours. */
  fromClerk(role: string): string | null
}

export function rolesBy(map: ClerkRoles): Roles {
  const ours = new Map(Object.entries(map).map(([role, theirs]) => [theirs, role]))
  return {
    toClerk(role) {
      const theirs = Object.hasOwn(map, role) ? map[role] : undefined
      if (theirs !== undefined) return theirs
      const message = `the role "${role}" has no name at Clerk: add it to the roles of clerk()`
      throw new ProviderError('invalid', { provider: 'clerk', message })
    },
    fromClerk: (role) => ours.get(role) ?? null,
  }
}

import { ProviderError } from '@tenantry/core/provider'
import type { ClerkRoles } from './settings.ts'

/** Translates roles both ways. */
export interface Roles {
  /** @throws ProviderError `invalid` when there is no such role at Clerk */
  toClerk(role: string): string
  /** Every one that it stands for, as `roles` has them in order. */
  fromClerk(role: string): readonly string[]
}

export function rolesBy(map: ClerkRoles): Roles {
  return {
    toClerk(role) {
      const theirs = Object.hasOwn(map, role) ? map[role] : undefined
      if (theirs !== undefined) return theirs
      const message = `the role "${role}" has no name at Clerk: add it to the roles of clerk()`
      throw new ProviderError('invalid', { provider: 'clerk', message })
    },
    fromClerk: (role) => Object.keys(map).filter((ours) => map[ours] === role),
  }
}

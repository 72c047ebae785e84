import type { Role } from '@tenantry/core'
import { invalid } from '../http/invalid.ts'

/** Refuses a role that the host does not know, whoever gives it. @throws VALIDATION_FAILED */
export function assertRole(roles: readonly Role[], role: string): void {
  if (!roles.some(({ key }) => key === role)) throw invalid([{ path: ['role'], message: 'There is no such role.' }])
}

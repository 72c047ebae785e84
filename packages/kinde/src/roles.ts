import { ProviderError } from '@tenantry/core/provider'

/** Our roles and the keys of the roles at Kinde, the strongest first. */
export type KindeRoles = Readonly<Record<string, string>>

export const defaultRoles: KindeRoles = { admin: 'admin', manager: 'manager', employee: 'employee' }

/** The key at Kinde of a role of ours. @throws ProviderError `invalid` when it has none */
export function keyOf(roles: KindeRoles, role: string): string {
  const key = Object.hasOwn(roles, role) ? roles[role] : undefined
  if (key) return key
  throw new ProviderError('invalid', { provider: 'kinde', message: 'kinde: a role is missing in the option `roles`' })
}

/** Our roles that the strongest of somebody's keys at Kinde stands for; several where several of ours share a key. */
export function rolesOf(roles: KindeRoles, keys: readonly string[]): readonly string[] {
  const strongest = Object.values(roles).find((key) => keys.includes(key))
  return Object.keys(roles).filter((role) => roles[role] === strongest)
}

import { type AccountApi, type AccountRole, roleOf } from './account-api.ts'
import { type Claims, kindeClaim, organizationOf } from './claims.ts'
import { type Flag, type FlagValue, flagsOf, makeFlag, pickFlag } from './flags.ts'

/** Where an answer comes from: the token at hand, or Kinde asked anew. */
export type AccessSource = 'token' | 'api'

/** How one question about permissions, roles or flags is answered. */
export interface AccessOptions {
  /** @default the kit's `force`; without one the token, and the API for what the token does not hold */
  readonly force?: AccessSource
}

/** A role of the person in the organization of the session. */
export type KindeRole = AccountRole

/** Whether the person has a permission in the organization of the session. */
export interface KindePermission {
  readonly key: string
  /** The organization's code; null when Kinde names none. */
  readonly organization: string | null
  readonly isGranted: boolean
}

/** What somebody who is signed in may do. */
export interface Access {
  permission(key: string, options?: AccessOptions): Promise<KindePermission>
  permissions(
    options?: AccessOptions,
  ): Promise<{ readonly organization: string | null; readonly permissions: readonly string[] }>
  /** One role; null when the person does not have it. */
  role(key: string, options?: AccessOptions): Promise<KindeRole | null>
  roles(
    options?: AccessOptions,
  ): Promise<{ readonly organization: string | null; readonly roles: readonly KindeRole[] }>
  /** One claim of a token; undefined when it does not hold it. */
  claim(name: string, token?: 'access' | 'id'): unknown
  claims(token?: 'access' | 'id'): Claims
  /** One flag, of the type of its fallback. @throws TypeError when the flag is of another type */
  flag(key: string, fallback: boolean, options?: AccessOptions): Promise<Flag<boolean>>
  flag(key: string, fallback: string, options?: AccessOptions): Promise<Flag<string>>
  flag(key: string, fallback: number, options?: AccessOptions): Promise<Flag<number>>
  /** One flag; null when it is not there. */
  flag(key: string, fallback?: undefined, options?: AccessOptions): Promise<Flag | null>
  flags(options?: AccessOptions): Promise<readonly Flag[]>
}

interface AccessWorld {
  readonly accessClaims: Claims
  readonly idClaims: Claims
  readonly api: AccountApi
  readonly force: AccessSource | null
}

export function createAccess({ accessClaims, idClaims, api, force }: AccessWorld): Access {
  const organization = organizationOf(accessClaims)

  /** Reads from the token unless the API is asked for, or holds what the token lacks. */
  async function from<T>(
    options: AccessOptions | undefined,
    held: T | null,
    ask: () => Promise<T>,
    none: T,
  ): Promise<T> {
    const source = options?.force ?? force ?? (held === null ? 'api' : 'token')
    return source === 'api' ? ask() : (held ?? none)
  }

  async function permissions(options?: AccessOptions) {
    const held = listOf(kindeClaim(accessClaims, 'permissions'))
    return from(
      options,
      held && { organization, permissions: held.filter((key) => typeof key === 'string') },
      async () => {
        const { organization: code, items } = await api.permissions()
        return { organization: code ?? organization, permissions: items.map(({ key }) => key) }
      },
      { organization, permissions: [] },
    )
  }

  async function roles(options?: AccessOptions) {
    const held = listOf(kindeClaim(accessClaims, 'roles'))
    return from(
      options,
      held && { organization, roles: held.filter(isRole).map(roleOf) },
      async () => {
        const { organization: code, items } = await api.roles()
        return { organization: code ?? organization, roles: items }
      },
      { organization, roles: [] },
    )
  }

  async function flags(options?: AccessOptions): Promise<ReadonlyMap<string, Flag>> {
    const ask = async () => {
      const found = (await api.flags()).map(({ key, type, value }) => makeFlag(key, type, value))
      return new Map(found.flatMap((flag) => (flag ? [[flag.key, flag] as const] : [])))
    }
    return from(options, flagsOf(accessClaims), ask, new Map())
  }

  // The overloads of `Access` tie the result's type to the fallback's, which one signature cannot.
  const flag = async (key: string, fallback?: FlagValue, options?: AccessOptions) =>
    pickFlag(key, (await flags(options)).get(key), fallback)

  return {
    permissions,
    roles,
    flag: flag as Access['flag'],
    async permission(key, options) {
      const found = await permissions(options)
      return { key, organization: found.organization, isGranted: found.permissions.includes(key) }
    },
    async role(key, options) {
      return (await roles(options)).roles.find((role) => role.key === key) ?? null
    },
    claim: (name, token = 'access') => (token === 'id' ? idClaims : accessClaims)[name],
    claims: (token = 'access') => (token === 'id' ? idClaims : accessClaims),
    flags: async (options) => [...(await flags(options)).values()],
  }
}

function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}

function isRole(value: unknown): value is { key: string } {
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
}

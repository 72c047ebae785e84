import type { CallOptions } from '@tenantry/core/provider'
import type * as z from 'zod/mini'
import type { KindeApi } from '../api/kinde-api.ts'
import { pageOf } from '../api/pages.ts'
import { done, type role, roleList, roleMade, roleRead } from '../api/schemas.ts'
import { type Listing, listing } from './listing.ts'

/** A role at Kinde. Members and invitations name it by its key, everything else by its id. */
export interface KindeRole {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly description: string | null
  /** Whether every new member gets it. */
  readonly isDefault: boolean
}

/** A role to be created, which members and invitations will name by its key. */
export interface NewKindeRole {
  readonly key: string
  readonly name: string
  readonly description?: string
  /** @default false */
  readonly isDefault?: boolean
}

/** Roles. All throw ProviderError. */
export interface KindeRoleList extends Listing<KindeRole> {
  get(id: string, options?: CallOptions): Promise<KindeRole>
  create(role: NewKindeRole, options?: CallOptions): Promise<{ readonly id: string }>
  /** Changes what is named. Kinde asks for name and key each time, so the role is read first. */
  update(id: string, change: Partial<NewKindeRole>, options?: CallOptions): Promise<void>
  delete(id: string, options?: CallOptions): Promise<void>
}

const one = '/roles/{role_id}'

export function roles(api: KindeApi): KindeRoleList {
  return {
    ...listing(async (query, options) => {
      const call = { scope: 'read:roles', method: 'GET', path: '/roles' } as const
      const found = await api.send({ ...call, query: { ...query }, output: roleList, ...options })
      return pageOf(found.roles?.map(roleOf) ?? null, found.next_token)
    }),
    get,
    async create({ key, name, description, isDefault }, options) {
      const call = { scope: 'create:roles', method: 'POST', path: '/roles' } as const
      const body = { key, name, description, is_default_role: isDefault }
      return (await api.send({ ...call, body, output: roleMade, ...options })).role
    },
    async update(id, change, options) {
      const held = await get(id, options)
      const { name = held.name, key = held.key, description, isDefault } = change
      await api.send({
        scope: 'update:roles',
        method: 'PATCH',
        path: one,
        params: { role_id: id },
        body: { name, key, description, is_default_role: isDefault },
        output: done,
        repeatable: true,
        ...options,
      })
    },
    async delete(id, options) {
      const call = { scope: 'delete:roles', method: 'DELETE', path: one } as const
      await api.send({ ...call, params: { role_id: id }, output: done, ...options })
    },
  }

  async function get(id: string, options?: CallOptions): Promise<KindeRole> {
    const call = { scope: 'read:roles', method: 'GET', path: one } as const
    return roleOf((await api.send({ ...call, params: { role_id: id }, output: roleRead, ...options })).role)
  }
}

function roleOf({ id, key, name, description, is_default_role }: z.output<typeof role>): KindeRole {
  return { id, key, name, description: description ?? null, isDefault: is_default_role === true }
}

import { type CallOptions, ProviderError } from '@tenantry/core/provider'
import type * as z from 'zod/mini'
import type { KindeApi } from '../api/kinde-api.ts'
import { pageOf } from '../api/pages.ts'
import { done, type permission, permissionList } from '../api/schemas.ts'
import { type Listing, listing } from './listing.ts'

/** A permission at Kinde. */
export interface KindePermission {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly description: string | null
}

/** A permission to be created; tokens name it by its key. */
export interface NewKindePermission {
  readonly key: string
  readonly name: string
  readonly description?: string
}

/** Permissions. All throw ProviderError. */
export interface KindePermissions extends Listing<KindePermission> {
  /** Finds one in the list: Kinde reads no single permission. @throws ProviderError `not_found` */
  get(id: string, options?: CallOptions): Promise<KindePermission>
  /** Creates one. Kinde does not tell its id, so the list is read for it. */
  create(permission: NewKindePermission, options?: CallOptions): Promise<{ readonly id: string }>
  update(id: string, change: Partial<NewKindePermission>, options?: CallOptions): Promise<void>
  delete(id: string, options?: CallOptions): Promise<void>
}

const one = '/permissions/{permission_id}'

export function permissions(api: KindeApi): KindePermissions {
  const all = listing(async (query, options: CallOptions) => {
    const call = { scope: 'read:permissions', method: 'GET', path: '/permissions' } as const
    const found = await api.send({ ...call, query: { ...query }, output: permissionList, ...options })
    return pageOf(found.permissions?.map(permissionOf) ?? null, found.next_token)
  })

  return {
    ...all,
    get: (id, options) => find((held) => held.id === id, options),
    async create({ key, name, description }, options) {
      const call = { scope: 'create:permissions', method: 'POST', path: '/permissions' } as const
      await api.send({ ...call, body: { key, name, description }, output: done, ...options })
      return { id: (await find((held) => held.key === key, options)).id }
    },
    async update(id, { key, name, description }, options) {
      const call = { scope: 'update:permissions', method: 'PATCH', path: one, repeatable: true } as const
      const body = { key, name, description }
      await api.send({ ...call, params: { permission_id: id }, body, output: done, ...options })
    },
    async delete(id, options) {
      const call = { scope: 'delete:permissions', method: 'DELETE', path: one } as const
      await api.send({ ...call, params: { permission_id: id }, output: done, ...options })
    },
  }

  async function find(isIt: (held: KindePermission) => boolean, options?: CallOptions): Promise<KindePermission> {
    for await (const held of all.list(options)) if (isIt(held)) return held
    throw new ProviderError('not_found', { provider: 'kinde', message: 'kinde has no such permission' })
  }
}

function permissionOf({ id, key, name, description }: z.output<typeof permission>): KindePermission {
  return { id, key, name, description: description ?? null }
}

import type { CallOptions } from '@tenantry/core/provider'
import type * as z from 'zod/mini'
import type { KindeApi } from '../api/kinde-api.ts'
import { pageOf } from '../api/pages.ts'
import { done, organizationList, organizationMade, organizationRead } from '../api/schemas.ts'
import { type Listing, listing } from './listing.ts'

/** An organization at Kinde. */
export interface KindeOrganization {
  readonly code: string
  readonly name: string
  readonly externalId: string | null
  readonly handle: string | null
}

/** An organization to be created at Kinde, which gives it its code. */
export interface NewKindeOrganization {
  readonly name: string
  /** Your own id of it. */
  readonly externalId?: string
  /** Unique in the environment. */
  readonly handle?: string
}

/** Organizations. All throw ProviderError. */
export interface KindeOrganizations extends Listing<KindeOrganization> {
  get(code: string, options?: CallOptions): Promise<KindeOrganization>
  create(organization: NewKindeOrganization, options?: CallOptions): Promise<{ readonly code: string }>
  update(code: string, change: Partial<NewKindeOrganization>, options?: CallOptions): Promise<void>
  delete(code: string, options?: CallOptions): Promise<void>
}

const one = '/organization/{org_code}'

export function organizations(api: KindeApi): KindeOrganizations {
  return {
    ...listing(async (query, options) => {
      const call = { scope: 'read:organizations', method: 'GET', path: '/organizations' } as const
      const found = await api.send({ ...call, query: { ...query }, output: organizationList, ...options })
      return pageOf(found.organizations?.map(organizationOf) ?? null, found.next_token)
    }),
    async get(code, options) {
      const call = { scope: 'read:organizations', method: 'GET', path: '/organization' } as const
      return organizationOf(await api.send({ ...call, query: { code }, output: organizationRead, ...options }))
    },
    async create({ name, externalId, handle }, options) {
      const call = { scope: 'create:organizations', method: 'POST', path: '/organization' } as const
      const body = { name, external_id: externalId, handle }
      return (await api.send({ ...call, body, output: organizationMade, ...options })).organization
    },
    async update(code, { name, externalId, handle }, options) {
      const call = { scope: 'update:organizations', method: 'PATCH', path: one, repeatable: true } as const
      const body = { name, external_id: externalId, handle }
      await api.send({ ...call, params: { org_code: code }, body, output: done, ...options })
    },
    async delete(code, options) {
      const call = { scope: 'delete:organizations', method: 'DELETE', path: one } as const
      await api.send({ ...call, params: { org_code: code }, output: done, ...options })
    },
  }
}

function organizationOf({ code, name, external_id, handle }: z.output<typeof organizationRead>): KindeOrganization {
  return { code, name, externalId: external_id ?? null, handle: handle ?? null }
}

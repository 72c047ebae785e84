import { ADMIN } from '@tenantry/core'
import { type CallOptions, type ProviderApi, unless } from '@tenantry/core/provider'
import { Anything } from './api.ts'
import { User } from './shapes.ts'

/** Marks admins in the public metadata of their account, for pages to read (seed 002). No right follows from it. */
export interface PublicRole {
  /** Follows what somebody became in an organization; null is nothing any more. */
  follow(subject: string, organizationId: string, role: string | null, options?: CallOptions): Promise<void>
}

export function publicRole(api: ProviderApi): PublicRole {
  return {
    async follow(subject, organizationId, role, options = {}) {
      const path = `/users/${encodeURIComponent(subject)}`
      const mark = (public_metadata: Record<string, string | null>) =>
        unless(
          'not_found',
          api.send({
            method: 'PATCH',
            path: `${path}/metadata`,
            body: { public_metadata },
            output: Anything,
            repeatable: true,
            ...options,
          }),
          null,
        )
      if (role === ADMIN) return void (await mark({ role: ADMIN, orgId: organizationId }))
      const user = await unless('not_found', api.send({ method: 'GET', path, output: User, ...options }), null)
      const { role: marked, orgId } = user?.public_metadata ?? {}
      // Null takes a key away; what is said of another organization stays.
      if (marked === ADMIN && orgId === organizationId) await mark({ role: null, orgId: null })
    },
  }
}

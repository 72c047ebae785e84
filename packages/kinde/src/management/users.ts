import { type CallOptions, ProviderError } from '@tenantry/core/provider'
import type * as z from 'zod/mini'
import type { KindeApi } from '../api/kinde-api.ts'
import { pageOf } from '../api/pages.ts'
import { done, user, userList, userMade } from '../api/schemas.ts'
import { type Listing, listing } from './listing.ts'

/** A person at Kinde. */
export interface KindeUser {
  readonly id: string
  readonly email: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly picture: string | null
  readonly providedId: string | null
  readonly isSuspended: boolean
  /** The codes of their organizations, where they were asked for; else null. */
  readonly organizations: readonly string[] | null
}

/** A person to be created, known to Kinde by an e-mail address. */
export interface NewKindeUser {
  readonly email: string
  readonly firstName?: string
  readonly lastName?: string
  /** Whether somebody proved that the address is theirs. @default false */
  readonly emailVerified?: boolean
  /** The organization that they become a member of. */
  readonly organizationCode?: string
  /** Your own id of them. */
  readonly providedId?: string
}

/** What changes about a person; what is left out stays. */
export interface KindeUserChange {
  readonly firstName?: string
  readonly lastName?: string
  /** The address of a picture. */
  readonly picture?: string
  /** Your own id of them. */
  readonly providedId?: string
  readonly isSuspended?: boolean
  /** Whether Kinde asks them for a new password when they sign in next. */
  readonly isPasswordResetRequested?: boolean
}

/** Which people are listed. */
export interface UserFilter {
  /** Those with this address, or with one of several that commas separate. @default everybody */
  readonly email?: string
}

/** People. All throw ProviderError. */
export interface KindeUsers extends Listing<KindeUser, UserFilter> {
  /** Reads one, with the codes of their organizations. */
  get(id: string, options?: CallOptions): Promise<KindeUser>
  /** Creates one; Kinde mails nothing. @throws ProviderError `conflict` when somebody has the address */
  create(user: NewKindeUser, options?: CallOptions): Promise<{ readonly id: string }>
  update(id: string, change: KindeUserChange, options?: CallOptions): Promise<void>
  /** Removes one, from all organizations too. */
  delete(id: string, options?: CallOptions): Promise<void>
}

export function users(api: KindeApi): KindeUsers {
  return {
    ...listing<KindeUser, UserFilter>(async (query, { email, ...options }) => {
      const call = { scope: 'read:users', method: 'GET', path: '/users' } as const
      const found = await api.send({ ...call, query: { ...query, email }, output: userList, ...options })
      return pageOf(found.users?.map(userOf) ?? null, found.next_token)
    }),
    async get(id, options) {
      const call = { scope: 'read:users', method: 'GET', path: '/user' } as const
      return userOf(await api.send({ ...call, query: { id, expand: 'organizations' }, output: user, ...options }))
    },
    async create({ email, firstName, lastName, emailVerified = false, organizationCode, providedId }, options) {
      const { id, created } = await api.send({
        scope: 'create:users',
        method: 'POST',
        path: '/user',
        body: {
          profile: { given_name: firstName, family_name: lastName },
          organization_code: organizationCode,
          provided_id: providedId,
          identities: [{ type: 'email', is_verified: emailVerified, details: { email } }],
        },
        output: userMade,
        ...options,
      })
      if (created === false || !id) throw taken()
      return { id }
    },
    async update(id, change, options) {
      await api.send({
        scope: 'update:users',
        method: 'PATCH',
        path: '/user',
        query: { id },
        body: {
          given_name: change.firstName,
          family_name: change.lastName,
          picture: change.picture,
          provided_id: change.providedId,
          is_suspended: change.isSuspended,
          is_password_reset_requested: change.isPasswordResetRequested,
        },
        output: done,
        repeatable: true,
        ...options,
      })
    },
    async delete(id, options) {
      const call = { scope: 'delete:users', method: 'DELETE', path: '/user' } as const
      await api.send({ ...call, query: { id }, output: done, ...options })
    },
  }
}

function userOf(read: z.output<typeof user>): KindeUser {
  return {
    id: read.id,
    // A single user has it under another name than a listed one.
    email: read.email ?? read.preferred_email ?? null,
    firstName: read.first_name ?? null,
    lastName: read.last_name ?? null,
    picture: read.picture ?? null,
    providedId: read.provided_id ?? null,
    isSuspended: read.is_suspended === true,
    organizations: read.organizations ?? null,
  }
}

function taken(): ProviderError {
  const message = 'kinde made no user: somebody has the address'
  return new ProviderError('conflict', { provider: 'kinde', message })
}

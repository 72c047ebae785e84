import { isNewPassword, TenantryError } from '@tenantry/core'
import { type Provider, providerApi } from '@tenantry/core/provider'
import { originOf } from './api/address.ts'
import { managementFailures } from './api/failures.ts'
import { type KindeCredentials, kindeApi } from './api/kinde-api.ts'
import { checks } from './checks/checks.ts'
import { invitations } from './invitations.ts'
import { organizations } from './organizations/organizations.ts'
import { defaultRoles, type KindeRoles } from './roles.ts'
import { tokens } from './tokens.ts'
import { accounts } from './users.ts'
import { webhooks } from './webhooks.ts'

/** How the server reaches Kinde, which access tokens count, and how our roles are called there. */
export interface KindeOptions extends KindeCredentials {
  /** Where people sign in: `acme.kinde.com`, or the custom domain that their tokens name. */
  readonly domain: string
  /** The kinde.com domain behind a custom one: tokens and the Management API stay there. @default domain */
  readonly apiUrl?: string
  /** The audience of the API that people's access tokens are for, as registered under Settings > APIs. */
  readonly audience: string
  /** Our roles and the keys of Kinde's, the strongest first. @default admin, manager and employee by the same keys */
  readonly roles?: KindeRoles
  /**
   * Hashes a password with bcrypt. With it people can have an account made with the password that they typed; without it they
   * make theirs at Kinde's own page, and `createUser` is absent.
   */
  readonly hashPassword?: (password: string) => Promise<string>
  /**
   * Whether anybody who signs in with the code of an organization becomes its member. Kinde asks for it before it lets somebody
   * register by one of its own invitations. @default false
   */
  readonly autoMembership?: boolean
}

/** Creates the provider that lets people sign in at Kinde and keeps organizations there. @throws TypeError on a wrong domain */
export function kinde(options: KindeOptions): Provider {
  const { apiUrl = options.domain, audience, roles = defaultRoles, autoMembership = false, hashPassword } = options
  const { fetch = globalThis.fetch, now = Date.now, deadlineMs } = options
  const issuer = originOf(options.domain, 'the domain')
  if (!audience) throw new TypeError('kinde: `audience` has to name the API that access tokens are for')
  const api = kindeApi({ ...options, domain: apiUrl })
  const { findUser, deleteUser, createUser, facts } = accounts(api, issuer)
  // Whoever sends a token to this address is answered 403.
  const open = providerApi({
    provider: 'kinde',
    baseUrl: issuer,
    headers: async () => ({}),
    failures: managementFailures,
    fetch,
    now,
    ...(deadlineMs !== undefined && { deadlineMs }),
  })

  return {
    id: 'kinde',
    specification: 'v1',
    tokens: [tokens({ open, issuer, audience, facts, now })],
    findUser,
    deleteUser,
    ...(hashPassword && { createUser, hashPassword: (password: string) => hashed(password, hashPassword) }),
    organizations: organizations({ api, roles, autoMembership }),
    invitations: invitations(api, roles),
    webhooks: webhooks({ url: api.url, roles, fetch, now }),
    checks: () => checks({ api, open, issuer, audience, roles, withPasswords: hashPassword !== undefined }),
  }
}

async function hashed(password: string, hash: (password: string) => Promise<string>): Promise<string> {
  if (!isNewPassword(password)) throw new TenantryError('VALIDATION_FAILED')
  return hash(password)
}

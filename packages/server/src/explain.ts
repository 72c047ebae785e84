import { type CommonErrorCode, type Endpoint, type ErrorCode, isTenantryError, TenantryError } from '@tenantry/core'
import { sqlFailure } from './database/sql-failure.ts'

// What the database refuses, in the words of the product. The values that collided stay in the database's log.
const MEANINGS: Readonly<Record<string, ErrorCode>> = {
  organizations_slug_unique: 'ORGANIZATION_EXISTS',
  users_username_unique: 'USERNAME_EXISTS',
  user_organizations_member_unique: 'MEMBERSHIP_EXISTS',
  user_organizations_invitation_unique: 'INVITATION_USED',
  user_organizations_one_default: 'DEFAULT_ORG_CONFLICT',
  user_organizations_exactly_one_default: 'DEFAULT_ORG_CONFLICT',
  organizations_at_least_one_admin: 'LAST_ADMIN',
  invitations_terminal: 'INVITATION_USED',
  teams_name_unique: 'TEAM_EXISTS',
  organization_domains_unique: 'DOMAIN_EXISTS',
  organization_domains_one_owner: 'DOMAIN_TAKEN',
}

const CONFLICTS = new Set(['23505', '23514', '40001', '40P01', '55P03'])

/** The error a caller may see for something thrown; null when it is a fault of ours. */
export function explain(error: unknown, endpoint: Endpoint): TenantryError | null {
  if (isTenantryError(error)) return error.status >= 400 ? error : statused(error, endpoint)
  const failure = sqlFailure(error)
  if (!failure) return null
  const code = MEANINGS[failure.constraint ?? '']
  const status = code && endpoint.errors[code]
  if (code && status) return new TenantryError(code, { status, cause: error })
  if (!CONFLICTS.has(failure.code)) return null
  return new TenantryError('CONFLICT' satisfies CommonErrorCode, { status: 409, cause: error })
}

// Thrown where it is not known which endpoint it is for.
function statused(error: TenantryError, { errors }: Endpoint): TenantryError | null {
  const status = errors[error.code]
  return status ? new TenantryError(error.code, { status, cause: error.cause }) : null
}

import type { RouteTable } from '../route-table.ts'
import { ClerkRefusal, check, notFound, text } from './refusal.ts'
import { type ClerkState, membershipKey, merged, stamps, tell, userIn } from './state.ts'
import type { ClerkEmailAddress, ClerkUser } from './wire.ts'

const OPTIONAL = [
  'email_address',
  'email_address_identification_status',
  'password',
  'first_name',
  'last_name',
  'username',
  'external_id',
  'public_metadata',
  'private_metadata',
  'unsafe_metadata',
  'skip_password_checks',
  'skip_password_requirement',
]

// What Clerk finds among leaked passwords.
const LEAKED = new Set(['password', 'password123', '1234567890123'])

/** An address that an administrator gave: proved, or kept for its user until it is. */
export function emailAddress(state: ClerkState, address: string, status: unknown): ClerkEmailAddress {
  const isReserved = status === 'reserved'
  return {
    object: 'email_address',
    ...stamps('idn', state),
    email_address: address,
    reserved: isReserved,
    verification: isReserved ? null : VERIFIED,
    linked_to: [],
  }
}

const VERIFIED = {
  object: 'verification_admin',
  status: 'verified',
  strategy: 'admin',
  attempts: null,
  expire_at: null,
} as const

interface NewUser {
  readonly addresses: readonly ClerkEmailAddress[]
  readonly body: Readonly<Record<string, unknown>>
}

/** Adds a user with what the body says, and everything else as in a new account. */
export function addUser(state: ClerkState, { addresses, body }: NewUser): ClerkUser {
  const named = (name: string) => (typeof body[name] === 'string' ? body[name] : null)
  const user: ClerkUser = {
    object: 'user',
    ...stamps('user', state),
    username: named('username'),
    first_name: named('first_name'),
    last_name: named('last_name'),
    external_id: named('external_id'),
    primary_email_address_id: addresses[0]?.id ?? null,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    email_addresses: addresses,
    phone_numbers: [],
    web3_wallets: [],
    passkeys: [],
    external_accounts: [],
    saml_accounts: [],
    enterprise_accounts: [],
    public_metadata: merged({}, body.public_metadata),
    private_metadata: merged({}, body.private_metadata),
    unsafe_metadata: merged({}, body.unsafe_metadata),
    password_enabled: body.password !== undefined,
    has_image: false,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    legal_accepted_at: null,
    last_sign_in_at: null,
    last_active_at: null,
    banned: false,
    locked: false,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: 100,
    delete_self_enabled: true,
    create_organization_enabled: true,
  }
  state.users.set(user.id, user)
  tell(state, 'user.created', user)
  return user
}

export function userRoutes(state: ClerkState): RouteTable {
  const { users, memberships, settings } = state
  const owners = (address: string) =>
    [...users.values()].filter(({ email_addresses }) =>
      email_addresses.some(({ email_address }) => email_address === address.toLowerCase()),
    )

  return {
    'POST /users'({ body }) {
      check(body, [], OPTIONAL)
      const given = Array.isArray(body.email_address) ? body.email_address.map(String) : []
      if (given.length === 0) throw new ClerkRefusal(422, 'form_data_missing', 'email_address')
      if (body.password === undefined && body.skip_password_requirement !== true)
        throw new ClerkRefusal(422, 'form_data_missing', 'password')
      if (body.password !== undefined) assertPassword(text(body, 'password'))
      for (const address of given)
        if (owners(address).length > 0) throw new ClerkRefusal(422, 'form_identifier_exists', 'email_address')
      const statuses = Array.isArray(body.email_address_identification_status)
        ? body.email_address_identification_status
        : []
      const addresses = given.map((address, at) => emailAddress(state, address.toLowerCase(), statuses[at]))
      return addUser(state, { addresses, body })
    },

    // A bare array, unlike every other list.
    'GET /users'({ query }) {
      const asked = query.getAll('email_address')
      return asked.length > 0 ? [...new Set(asked.flatMap(owners))] : [...users.values()].slice(0, 10)
    },

    'GET /users/:id': ({ params }) => userIn(state, params.id),

    'PATCH /users/:id/metadata'({ params, body }) {
      check(body, [], ['public_metadata', 'private_metadata', 'unsafe_metadata'])
      const user = userIn(state, params.id)
      user.public_metadata = merged(user.public_metadata, body.public_metadata)
      user.private_metadata = merged(user.private_metadata, body.private_metadata)
      user.updated_at = settings.now()
      tell(state, 'user.updated', user)
      return user
    },

    'DELETE /users/:id'({ params }) {
      const { id } = userIn(state, params.id)
      users.delete(id)
      for (const { organization } of [...memberships.values()]) memberships.delete(membershipKey(organization.id, id))
      const removed = { object: 'user', id, deleted: true }
      tell(state, 'user.deleted', removed)
      return removed
    },

    'PATCH /email_addresses/:id'({ params, body }) {
      check(body, [], ['verified', 'primary', 'notify_primary_email_address_changed'])
      for (const user of users.values()) {
        const address = user.email_addresses.find(({ id }) => id === params.id)
        if (!address) continue
        if (body.verified === true) Object.assign(address, { verification: VERIFIED, reserved: false })
        tell(state, 'user.updated', user)
        return address
      }
      throw notFound()
    },
  }
}

function assertPassword(password: string): void {
  if (password.length < 8) throw new ClerkRefusal(422, 'form_password_length_too_short', 'password')
  if (LEAKED.has(password)) throw new ClerkRefusal(422, 'form_password_pwned', 'password')
}

import type { SpecDefect } from '@tenantry/testing/spec'

const withUsers = ['POST /invite', 'GET /admin/users/{userId}', 'PUT /admin/users/{userId}', 'GET /admin/users']

/** Where the official specification is wrong; the code of the server (supabase/auth) says otherwise. */
export const defects: readonly SpecDefect[] = [
  {
    operation: 'POST /auth/v1/admin/users',
    part: 'request',
    says: /^there is no such operation$/,
    why: 'it is the one way to create an account as an admin, and is missing',
  },
  {
    operation: 'GET /admin/users',
    part: 'request',
    says: /^the query has filter,/,
    why: 'the filter is missing; there is no other way to find somebody by an address',
  },
  {
    operation: 'POST /admin/generate_link',
    part: 'request',
    says: /^\/type must be equal to one of/,
    why: 'links of type invite are missing',
  },
  ...withUsers.map((operation) => ({
    operation,
    part: 'response' as const,
    says: /invited_at/,
    why: 'when somebody was invited is missing',
  })),
  {
    operation: 'PUT /admin/users/{userId}',
    part: 'request',
    says: /"email_confirm"/,
    why: 'it takes what creating an account takes, not what an account looks like',
  },
  {
    operation: 'POST /invite',
    part: 'request',
    says: /^the query has redirect_to,/,
    why: 'where a link leads is missing, though every call that sends one takes it',
  },
  {
    operation: 'GET /admin/users',
    part: 'response',
    says: /^401: .*"(message|hint)"/,
    why: 'the gateway before it refuses unknown keys in words of its own',
  },
]

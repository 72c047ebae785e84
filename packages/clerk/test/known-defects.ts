import type { SpecDefect } from '@tenantry/testing/spec'

const withUsers = ['GET /users', 'POST /users', 'GET /users/{user_id}', 'PATCH /users/{user_id}/metadata']
const unlisted = [
  ['GET /instance/organization_settings', 401],
  ['POST /organizations', 401],
  ['PATCH /organizations/{organization_id}/memberships/{user_id}', 400],
  ['DELETE /organizations/{organization_id}/memberships/{user_id}', 400],
] as const

/** Where the official specification of the Backend API is wrong. */
export const defects: readonly SpecDefect[] = [
  ...withUsers.map((operation) => ({
    operation,
    part: 'response' as const,
    says: /\/email_addresses\/0\/verification must (be object|match exactly one schema in oneOf)/,
    why: 'verification is nullable, and the oneOf beside that has no null; a reserved address has none',
  })),
  ...unlisted.map(([operation, status]) => ({
    operation,
    part: 'response' as const,
    says: new RegExp(`^the status may not be ${status}$`),
    why: 'the statuses of failures are not complete; these are in the catalogue of errors in Clerk’s documentation',
  })),
]

/** Where that of webhooks is. */
export const webhookDefects: readonly SpecDefect[] = [
  {
    operation: 'POST /organizationInvitation.accepted',
    part: 'request',
    says: /^\/data must NOT have additional properties .*user_id|^\/data must have required property 'data'/,
    why: 'it adds fields to a schema that allows no others, and asks for one that its own example lacks',
  },
]

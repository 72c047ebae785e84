import * as z from 'zod/mini'
import { lengths } from '../../canonical/lengths.ts'
import { endpoint } from '../../contract/endpoint.ts'
import { changesSomething, Email, NewPassword, text } from '../../contract/fields.ts'
import { refusals } from '../../contract/of-organization.ts'
import { NumberId, offsetFields, Phone, QueryFlag, Username, UserRole, WorkText } from './fields.ts'
import { reading, writing } from './limits.ts'
import { CreatedUser, ListedUser, Message, OwnProfile, UpdatedUser } from './schemas.ts'

const list = {
  method: 'GET',
  auth: 'user',
  permission: 'members:update',
  query: z.object({
    ...offsetFields,
    /** Leaves out those who are suspended. */
    active_only: z._default(QueryFlag, true),
    role: z.optional(UserRole),
  }),
  output: z.array(ListedUser),
  errors: refusals,
  limits: [reading],
} as const

const create = {
  method: 'POST',
  auth: 'user',
  permission: 'members:update',
  body: z.strictObject({
    email: Email,
    username: z.optional(Username),
    full_name: text(lengths.fullName),
    password: NewPassword,
    role: z._default(UserRole, 'standard_user'),
    department: z._default(WorkText, null),
    designation: z._default(WorkText, null),
    employee_id: z._default(WorkText, null),
    phone: z._default(z.nullable(Phone), null),
    is_active: z._default(z.boolean(), true),
  }),
  statuses: [201],
  output: CreatedUser,
  errors: {
    /** The provider did not create the account; nothing was created here either (seed 004). */
    PROVIDER_REFUSED: 400,
    DOMAIN_REQUIRED: 400,
    ...refusals,
    ACCOUNT_EXISTS: 409,
    USERNAME_EXISTS: 409,
    ORGANIZATION_FULL: 409,
  },
  limits: [writing],
} as const

const update = {
  method: 'PUT',
  auth: 'user',
  body: z
    .strictObject({
      full_name: z.optional(text(lengths.fullName)),
      username: z.optional(Username),
      phone: z.optional(z.nullable(Phone)),
      department: z.optional(WorkText),
      designation: z.optional(WorkText),
      employee_id: z.optional(WorkText),
      role: z.optional(UserRole),
      is_active: z.optional(z.boolean()),
    })
    .check(changesSomething),
  output: UpdatedUser,
  errors: {
    /** Nobody suspends themself. */
    SELF_REMOVAL: 400,
    ...refusals,
    /** The account belongs to other organizations as well: its name, username and telephone number are its owner's to change. */
    ACCOUNT_SHARED: 403,
    MEMBER_NOT_FOUND: 404,
    TEAM_NOT_FOUND: 404,
    USERNAME_EXISTS: 409,
    LAST_ADMIN: 409,
    ORGANIZATION_FULL: 409,
  },
  limits: [writing],
} as const

const remove = {
  method: 'DELETE',
  auth: 'user',
  permission: 'members:delete',
  output: Message,
  errors: { SELF_REMOVAL: 400, ...refusals, MEMBER_NOT_FOUND: 404, LAST_ADMIN: 409 },
  limits: [writing],
} as const

const collection = '/api/v1/organizations/:organization_id/users'
const ofOrganization = { params: z.object({ organization_id: NumberId }) }
const ofUser = { params: z.object({ organization_id: NumberId, user_id: NumberId }) }

export const organizationUsers = {
  list: endpoint({ ...list, ...ofOrganization, path: collection, summary: 'List the users of an organization' }),
  create: endpoint({
    ...create,
    ...ofOrganization,
    path: collection,
    summary: 'Create a user in an organization, who can sign in at once',
  }),
  update: endpoint({
    ...update,
    ...ofUser,
    path: `${collection}/:user_id`,
    summary:
      'Update a user of an organization, or the own basic information: name, username, telephone, department, designation',
  }),
  remove: endpoint({
    ...remove,
    ...ofUser,
    path: `${collection}/:user_id`,
    summary: 'Remove a user from an organization',
  }),
}

const mine = { params: z.object({ user_id: NumberId }) }

export const users = {
  list: endpoint({ ...list, path: '/api/v1/users/', summary: 'List the users of my organization' }),
  create: endpoint({ ...create, path: '/api/v1/users/', summary: 'Create a user in my organization' }),
  /** Not in the seed: where somebody views the own profile, and finds that the password has to be changed. */
  me: endpoint({
    method: 'GET',
    path: '/api/v1/users/me',
    summary: 'Show my own profile in my organization',
    auth: 'user',
    output: OwnProfile,
    errors: { ORGANIZATION_NOT_FOUND: 404 },
    limits: [reading],
  }),
  update: endpoint({ ...update, ...mine, path: '/api/v1/users/:user_id', summary: 'Update a user of my organization' }),
  remove: endpoint({
    ...remove,
    ...mine,
    path: '/api/v1/users/:user_id',
    summary: 'Remove a user from my organization',
  }),
}

/** The same four, spelled with the other choice about the slash at the end: older clients differ in it. */
export const usersOtherwise = {
  list: endpoint({ ...list, path: '/api/v1/users', summary: users.list.summary }),
  create: endpoint({ ...create, path: '/api/v1/users', summary: users.create.summary }),
  update: endpoint({ ...update, ...mine, path: '/api/v1/users/:user_id/', summary: users.update.summary }),
  remove: endpoint({ ...remove, ...mine, path: '/api/v1/users/:user_id/', summary: users.remove.summary }),
}

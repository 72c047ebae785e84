import {
  type Act,
  DENIED,
  type Escalation,
  freshUser,
  membership,
  newUser,
  rename,
  requireDomain,
  touchIf,
  UNIQUE,
} from './acts.ts'
import { callerOf, type Tenant } from './two-tenants.ts'

const isRenamed = `EXISTS (SELECT FROM users WHERE full_name = 'Renamed')`

/** Creating users and changing their accounts, by those who may not, or not these. */
export function withUsers(theirs: Tenant, mine: Tenant): Record<string, Escalation> {
  const { admin, employee, suspended, invited, organization, memberships } = theirs
  const caller = callerOf(employee)
  const vouched = `UPDATE users SET email_vouched = true, email_confirmed_at = NULL WHERE id = '${employee.id}'`
  const renamed = (at: string, user: { readonly id: string }) =>
    touchIf(`tenantry.update_user('${at}', '${user.id}', '{"full_name":"Renamed"}') IS NULL`)
  return {
    'an employee creates a user': { caller, tries: [newUser({ organization })], refused: DENIED },
    'a suspended admin creates a user': {
      caller: callerOf(suspended),
      tries: [newUser({ organization })],
      refused: DENIED,
    },
    'an admin of another tenant creates a user': {
      caller: callerOf(mine.admin),
      tries: [newUser({ organization })],
      refused: DENIED,
    },
    'an admin creates a user while the request is about another organization': {
      caller: { ...callerOf(admin), organization_id: mine.organization },
      tries: [newUser({ organization })],
      refused: DENIED,
    },
    'an admin creates a user with a role that there is not': {
      caller: callerOf(admin),
      tries: [newUser({ organization, role: 'made-up' })],
      refused: DENIED,
    },
    'an admin creates a user with the address of somebody else': {
      caller: callerOf(admin),
      tries: [newUser({ organization, email: invited.email })],
      refused: DENIED,
    },
    'an admin creates a user who signs in as somebody else': {
      caller: callerOf(admin),
      tries: [newUser({ organization, subject: invited.email })],
      refused: UNIQUE,
    },
    'an admin makes a member of somebody who is there already': {
      caller: callerOf(admin),
      tries: [newUser({ organization, id: invited.id })],
      refused: UNIQUE,
    },
    'an admin creates a user where another domain is required': {
      before: requireDomain(organization, 'elsewhere.example.org'),
      caller: callerOf(admin),
      tries: [newUser({ organization })],
      refused: DENIED,
    },
    'an admin creates a user where no seat is free': {
      before: ['UPDATE organization_settings SET member_limit = 1'],
      caller: callerOf(admin),
      tries: [newUser({ organization })],
      refused: DENIED,
    },
    'an admin adds a member by hand, as one whom an administrator created': {
      caller: callerOf(admin),
      tries: [membership({ user: invited.id, organization, via: 'added' })],
      refused: DENIED,
    },
    'an employee renames the admin': { caller, tries: [renamed(organization, admin)], refused: null },
    'an admin renames somebody who is in another organization as well': {
      before: [membership({ user: employee.id, organization: mine.organization, via: 'added' })],
      caller: callerOf(admin),
      tries: [renamed(organization, employee)],
      refused: null,
    },
    'an admin renames somebody who is no member': {
      caller: callerOf(admin),
      tries: [renamed(organization, invited)],
      refused: null,
    },
    'an admin renames somebody of another tenant': {
      caller: callerOf(mine.admin),
      tries: [renamed(organization, employee)],
      refused: null,
    },
    'an admin renames somebody of another tenant as one of the own': {
      caller: callerOf(mine.admin),
      tries: [renamed(mine.organization, employee)],
      refused: null,
    },
    'an employee gives themself a number of the organization': {
      caller,
      tries: [`UPDATE user_organizations SET employee_id = 'E-1' WHERE id = '${memberships.employee}'`],
      refused: DENIED,
    },
    'an employee ends that the own password has to be changed': {
      caller,
      tries: [`UPDATE users SET must_change_password = false WHERE id = '${employee.id}'`],
      refused: DENIED,
    },
    'an employee takes the username of nobody, past the function': {
      caller,
      tries: [`UPDATE users SET username = 'mine' WHERE id = '${employee.id}'`],
      refused: DENIED,
    },
    'somebody whom an administrator created takes the word for a proof': {
      before: [vouched],
      caller: { ...caller, email: '' },
      tries: [`UPDATE users SET email_vouched = false WHERE id = '${employee.id}'`],
      refused: DENIED,
    },
    'somebody whom an administrator created says that the address is proved': {
      before: [vouched],
      caller: { ...caller, email: '' },
      tries: [`UPDATE users SET email_confirmed_at = now() WHERE id = '${employee.id}'`],
      refused: DENIED,
    },
    'an employee says when the admin signed in': {
      caller,
      tries: [
        `SELECT tenantry.record_login('${admin.id}', now())`,
        touchIf(`EXISTS (SELECT FROM users WHERE id = '${admin.id}' AND last_login_at IS NOT NULL)`),
      ],
      refused: null,
    },
    'an employee finds out who has an account': {
      caller,
      tries: [touchIf(knowsOf(organization, invited.email))],
      refused: null,
    },
    'an admin finds out who has an account, through another tenant': {
      caller: callerOf(mine.admin),
      tries: [touchIf(knowsOf(organization, invited.email))],
      refused: null,
    },
  }
}

const knowsOf = (organization: string, email: string) =>
  `tenantry.obstacle_to_user('${organization}', '${email}', 'fresh', true) <> 'NOT_AUTHORIZED'`

/** The same by those who may: so that a refusal is one of these rules. */
export function allowedWithUsers({ admin, employee, invited, organization, memberships }: Tenant): Record<string, Act> {
  const work = `UPDATE user_organizations SET department = 'Sales' WHERE user_id = '${freshUser}'`
  return {
    'an admin creates a user, and says where they work': {
      caller: callerOf(admin),
      tries: [newUser({ organization }), work],
    },
    'an admin creates a user while the request is about this organization': {
      caller: { ...callerOf(admin), organization_id: organization },
      tries: [newUser({ organization }), work],
    },
    'an admin creates a user of the required domain': {
      before: requireDomain(organization, 'example.net'),
      caller: callerOf(admin),
      tries: [newUser({ organization }), work],
    },
    'a super admin creates a user of the organization that the request is about': {
      caller: { ...callerOf(invited), super_admin: 'on', organization_id: organization },
      tries: [newUser({ organization }), work],
    },
    'an admin renames a member of this organization alone': {
      caller: callerOf(admin),
      tries: [rename(organization, employee), touchIf(isRenamed)],
    },
    'an employee renames the own account': {
      caller: callerOf(employee),
      tries: [rename(organization, employee), touchIf(isRenamed)],
    },
    'an employee says what they do': {
      caller: callerOf(employee),
      tries: [`UPDATE user_organizations SET designation = 'Lead' WHERE id = '${memberships.employee}'`],
    },
    'an employee notes the own sign-in': {
      caller: callerOf(employee),
      tries: [
        `SELECT tenantry.record_login('${employee.id}', now())`,
        touchIf(`EXISTS (SELECT FROM users WHERE id = '${employee.id}' AND last_login_at IS NOT NULL)`),
      ],
    },
    'an admin finds out that an address is taken': {
      caller: callerOf(admin),
      tries: [
        touchIf(`tenantry.obstacle_to_user('${organization}', '${invited.email}', 'fresh', true) = 'ACCOUNT_EXISTS'`),
      ],
    },
  }
}

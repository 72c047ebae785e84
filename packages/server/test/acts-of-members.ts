import {
  accepted,
  audit,
  BROKEN,
  DENIED,
  domain,
  type Escalation,
  employeesMay,
  invitation,
  membership,
  team,
  UNIQUE,
  verification,
} from './acts.ts'
import { afterwards, callerOf, type Tenant } from './two-tenants.ts'

/** Members against their own organization: nobody gives themselves more than they have. */
export function byMembers({
  admin,
  employee,
  suspended,
  invited,
  memberships,
  ...own
}: Tenant): Record<string, Escalation> {
  const change = (id: string, set: string) => `UPDATE user_organizations SET ${set} WHERE id = '${id}'`
  const caller = callerOf(employee)
  const inviting = { ...caller, roles: employeesMay('invitations:create') }
  return {
    'an employee raises the own role': {
      caller,
      tries: [change(memberships.employee, `role = 'admin'`)],
      refused: DENIED,
    },
    'an employee joins a team': {
      caller,
      tries: [change(memberships.employee, `team_id = '${own.team}'`)],
      refused: DENIED,
    },
    'an employee moves to another organization': {
      caller,
      tries: [change(memberships.employee, 'organization_id = gen_random_uuid()')],
      refused: DENIED,
    },
    'an employee demotes the admin': { caller, tries: [change(memberships.admin, `role = 'employee'`)], refused: null },
    'an employee removes the admin': {
      caller,
      tries: [`DELETE FROM user_organizations WHERE id = '${memberships.admin}'`],
      refused: null,
    },
    'an employee invites an employee': { caller, tries: [invitation(own.organization, employee.id)], refused: DENIED },
    'an employee invites an admin, where employees may invite': {
      caller: inviting,
      tries: [invitation(own.organization, employee.id, { role: 'admin' })],
      refused: DENIED,
    },
    'an employee invites in the name of the admin, where employees may invite': {
      caller: inviting,
      tries: [invitation(own.organization, admin.id)],
      refused: DENIED,
    },
    'an employee makes an invitation that does not wait, where employees may invite': {
      caller: inviting,
      tries: [invitation(own.organization, employee.id, { status: 'revoked' })],
      refused: DENIED,
    },
    'an employee turns an invitation into one for an admin': {
      caller,
      tries: [`UPDATE invitations SET role = 'admin' WHERE id = '${own.invitation}'`],
      refused: DENIED,
    },
    'an employee puts an own token on the own invitation of an admin': {
      before: [`UPDATE invitations SET invited_by = '${employee.id}' WHERE id = '${own.adminInvitation}'`],
      caller,
      tries: [`UPDATE invitations SET token_hash = 'known' WHERE id = '${own.adminInvitation}'`],
      refused: DENIED,
    },
    'an employee puts an own token on an invitation that somebody else sent': {
      caller,
      tries: [`UPDATE invitations SET token_hash = 'known' WHERE id = '${own.invitation}'`],
      refused: null,
    },
    'an employee takes back an invitation that somebody else sent': {
      caller,
      tries: [`UPDATE invitations SET status = 'revoked' WHERE id = '${own.invitation}'`],
      refused: null,
    },
    'an employee ends an invitation before its time': {
      caller,
      tries: [`UPDATE invitations SET status = 'expired' WHERE id = '${own.invitation}'`],
      refused: null,
    },
    'an employee renews an invitation that ran out and that somebody else sent': {
      caller: { ...caller, now: afterwards },
      tries: [`UPDATE invitations SET token_hash = 'known', expires_at = 'infinity' WHERE id = '${own.invitation}'`],
      refused: DENIED,
    },
    'an employee reads the hash of a token': {
      caller,
      tries: ['SELECT token_hash FROM invitations'],
      refused: DENIED,
    },
    'an admin finds out why somebody declined by comparing': {
      caller: callerOf(admin),
      tries: [`SELECT id FROM invitations WHERE decline_reason LIKE 'a%'`],
      refused: DENIED,
    },
    'an employee accepts what an admin sent to another address': {
      caller,
      tries: [`UPDATE invitations SET ${accepted(employee)} WHERE id = '${own.adminInvitation}'`],
      refused: null,
    },
    'an employee accepts what the employee sent to another address': {
      before: [`UPDATE invitations SET invited_by = '${employee.id}' WHERE id = '${own.adminInvitation}'`],
      caller,
      tries: [`UPDATE invitations SET ${accepted(employee)} WHERE id = '${own.adminInvitation}'`],
      refused: DENIED,
    },
    'an admin brings an answered invitation back to life': {
      caller: callerOf(admin),
      tries: [`UPDATE invitations SET status = 'pending', declined_at = NULL WHERE id = '${own.declinedInvitation}'`],
      refused: BROKEN,
    },
    'an employee removes an invitation': {
      caller,
      tries: [`DELETE FROM invitations WHERE id = '${own.invitation}'`],
      refused: DENIED,
    },
    'an employee renames the organization': {
      caller,
      tries: [`UPDATE organizations SET name = 'Mine'`],
      refused: null,
    },
    'an employee lifts the limit of seats': {
      caller,
      tries: ['UPDATE organization_settings SET member_limit = NULL, locale = locale'],
      refused: DENIED,
    },
    'an employee adds a team': {
      caller,
      tries: [team(own.organization, 'Own')],
      refused: DENIED,
    },
    'an employee renames a team': {
      caller,
      tries: [`UPDATE teams SET name = 'Own' WHERE id = '${own.team}'`],
      refused: null,
    },
    'an employee removes a team': { caller, tries: [`DELETE FROM teams WHERE id = '${own.team}'`], refused: null },
    'an admin says how many are in a team': {
      caller: callerOf(admin),
      tries: [`UPDATE teams SET members = 7 WHERE id = '${own.team}'`],
      refused: DENIED,
    },
    'an admin adds a team whose name differs in case alone': {
      caller: callerOf(admin),
      tries: [team(own.organization, 'TEAM')],
      refused: UNIQUE,
    },
    'an employee puts a colleague into a team': {
      caller,
      tries: [change(memberships.admin, `team_id = '${own.team}'`)],
      refused: null,
    },
    ...Object.fromEntries(
      [`role = 'manager'`, 'is_active = false', `department = 'Other'`, 'is_default = false'].map((set) => [
        `somebody who manages teams, and no members, sets ${set} of a colleague`,
        {
          caller: { ...caller, roles: employeesMay('teams:manage') },
          tries: [change(memberships.admin, `team_id = '${own.team}', ${set}`)],
          refused: DENIED,
        },
      ]),
    ),
    'somebody who manages teams, and no members, raises the own role': {
      caller: { ...caller, roles: employeesMay('teams:manage') },
      tries: [change(memberships.employee, `role = 'manager'`)],
      refused: DENIED,
    },
    'an employee comes back by the invitation that was used': {
      caller,
      tries: [
        `DELETE FROM user_organizations WHERE id = '${memberships.employee}'`,
        membership({ user: employee.id, organization: own.organization, invitation: own.usedInvitation }),
      ],
      refused: DENIED,
    },
    'a removed employee comes back by the invitation that was used': {
      before: [`DELETE FROM user_organizations WHERE id = '${memberships.employee}'`],
      caller,
      tries: [membership({ user: employee.id, organization: own.organization, invitation: own.usedInvitation })],
      refused: DENIED,
    },
    'a suspended admin lifts the suspension': {
      caller: callerOf(suspended),
      tries: [change(memberships.suspended, 'is_active = true')],
      refused: DENIED,
    },
    'a suspended admin leaves, to come back by another door': {
      caller: callerOf(suspended),
      tries: [`DELETE FROM user_organizations WHERE id = '${memberships.suspended}'`],
      refused: null,
    },
    'a suspended admin invites': {
      caller: callerOf(suspended),
      tries: [invitation(own.organization, suspended.id)],
      refused: DENIED,
    },
    'the founder who left founds the organization again': {
      before: [
        `UPDATE user_organizations SET role = 'admin' WHERE id = '${memberships.employee}'`,
        `DELETE FROM user_organizations WHERE id = '${memberships.admin}'`,
      ],
      caller: callerOf(admin),
      tries: [membership({ user: admin.id, organization: own.organization, role: 'admin', via: 'created' })],
      refused: DENIED,
    },
    'an employee prolongs the link that proves an address': {
      before: [verification(employee)],
      caller,
      tries: [`UPDATE email_verifications SET expires_at = 'infinity'`],
      refused: BROKEN,
    },
    'an employee uses a link again': {
      before: [verification(employee), 'UPDATE email_verifications SET used_at = now()'],
      caller,
      tries: ['UPDATE email_verifications SET used_at = NULL'],
      refused: BROKEN,
    },
    'the last admin leaves': {
      caller: callerOf(admin),
      tries: [`DELETE FROM user_organizations WHERE id = '${memberships.admin}'`],
      refused: BROKEN,
    },
    'the last admin steps down': {
      caller: callerOf(admin),
      tries: [change(memberships.admin, `role = 'employee'`)],
      refused: BROKEN,
    },
    'an admin writes down what somebody else did': {
      caller: callerOf(admin),
      tries: [audit(employee.id, own.organization)],
      refused: DENIED,
    },
    'an admin rewrites what happened': {
      caller: callerOf(admin),
      tries: [`UPDATE audit_events SET action = 'other'`],
      refused: DENIED,
    },
    'an admin marks a domain as proved': {
      caller: callerOf(admin),
      tries: [`UPDATE organization_domains SET verified_by = 'dns', verified_at = now()`],
      refused: DENIED,
    },
    'an admin adds a domain as proved by DNS': {
      caller: callerOf(admin),
      tries: [domain(own.organization, 'example.com', `'dns'`)],
      refused: DENIED,
    },
    'an admin adds a domain as proved by an address that is elsewhere': {
      caller: callerOf(admin),
      tries: [domain(own.organization, 'example.com', `'email'`)],
      refused: DENIED,
    },
    'an employee adds a domain': { caller, tries: [domain(own.organization, 'example.com')], refused: DENIED },
    'an employee removes a domain': {
      caller,
      tries: [`DELETE FROM organization_domains WHERE id = '${own.domain}'`],
      refused: null,
    },
    'an admin adds a domain as proved by DNS, by way of another': {
      caller: callerOf(admin),
      tries: [
        `INSERT INTO organization_domains SELECT gen_random_uuid(), organization_id, 'example.com', verified_by, verified_at,
          created_at FROM organization_domains`,
      ],
      refused: DENIED,
    },
    'an admin lets somebody in by hand': {
      caller: callerOf(admin),
      tries: [membership({ user: invited.id, organization: own.organization, via: 'request' })],
      refused: DENIED,
    },
    'an invited person approves the own request': {
      caller: callerOf(invited),
      tries: [`UPDATE membership_requests SET status = 'approved', decided_at = now(), decided_by = user_id`],
      refused: null,
    },
  }
}

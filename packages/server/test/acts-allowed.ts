import {
  type Act,
  accepted,
  audit,
  domain,
  employeesMay,
  invitation,
  membership,
  request,
  requireDomain,
  team,
  verification,
} from './acts.ts'
import { afterwards, callerOf, colleagueOf, type Tenant } from './two-tenants.ts'

/** What people may do, in the very words of what they may not: so that a refusal is one of the policies. */
export function allowed({ admin, employee, invited, organization, memberships, ...own }: Tenant): Record<string, Act> {
  const colleague = colleagueOf('b')
  const colleagueIsKnown = [
    `INSERT INTO users (id, email, email_confirmed_at, created_at, updated_at)
      VALUES ('${colleague.id}', '${colleague.email}', now(), now(), now())`,
  ]
  const accept = `UPDATE invitations SET ${accepted(invited)} WHERE id = '${own.invitation}'`
  return {
    'an invited person accepts, and enters with just that role and team': {
      caller: callerOf(invited),
      tries: [accept, membership({ user: invited.id, organization, invitation: own.invitation, team: own.team })],
    },
    'an employee invites an employee, where employees may invite': {
      caller: { ...callerOf(employee), roles: employeesMay('invitations:create') },
      tries: [invitation(organization, employee.id)],
    },
    'an admin invites an admin, to a team': {
      caller: callerOf(admin),
      tries: [invitation(organization, admin.id, { role: 'admin', team: `'${own.team}'` })],
    },
    'an invited person accepts, and enters where just that domain comes in': {
      before: requireDomain(organization, 'b.example.org'),
      caller: callerOf(invited),
      tries: [accept, membership({ user: invited.id, organization, invitation: own.invitation, team: own.team })],
    },
    'an admin renews the invitation that somebody else sent': {
      before: [`UPDATE invitations SET invited_by = '${employee.id}' WHERE id = '${own.invitation}'`],
      caller: callerOf(admin),
      tries: [`UPDATE invitations SET token_hash = 'new' WHERE id = '${own.invitation}'`],
    },
    'an employee renews the own invitation': {
      before: [`UPDATE invitations SET invited_by = '${employee.id}' WHERE id = '${own.invitation}'`],
      caller: callerOf(employee),
      tries: [`UPDATE invitations SET token_hash = 'new' WHERE id = '${own.invitation}'`],
    },
    'an employee takes back the own invitation': {
      before: [`UPDATE invitations SET invited_by = '${employee.id}' WHERE id = '${own.invitation}'`],
      caller: callerOf(employee),
      tries: [`UPDATE invitations SET status = 'revoked' WHERE id = '${own.invitation}'`],
    },
    'an employee tidies away an invitation that ran out': {
      caller: { ...callerOf(employee), now: afterwards },
      tries: [`UPDATE invitations SET status = 'expired' WHERE id = '${own.invitation}'`],
    },
    'an invited person declines, and that is written down': {
      caller: callerOf(invited),
      tries: [
        `UPDATE invitations SET status = 'declined', declined_at = now(), decline_reason = 'no time'
          WHERE id = '${own.invitation}'`,
        audit(invited.id, organization),
      ],
    },
    'an employee ends the own link': {
      before: [verification(employee)],
      caller: callerOf(employee),
      tries: [`UPDATE email_verifications SET expires_at = '2026-03-01' WHERE user_id = '${employee.id}'`],
    },
    'an admin renews the invitation of an admin': {
      caller: callerOf(admin),
      tries: [`UPDATE invitations SET token_hash = 'new' WHERE id = '${own.adminInvitation}'`],
    },
    'an admin raises an employee': {
      caller: callerOf(admin),
      tries: [`UPDATE user_organizations SET role = 'admin' WHERE id = '${memberships.employee}'`],
    },
    'an employee leaves': {
      caller: callerOf(employee),
      tries: [`DELETE FROM user_organizations WHERE id = '${memberships.employee}'`],
    },
    'an admin renames the organization': {
      caller: callerOf(admin),
      tries: [`UPDATE organizations SET name = 'Other'`],
    },
    'an admin adds the domain of the own address': {
      caller: callerOf(admin),
      tries: [domain(organization, 'b.example.org', `'email'`)],
    },
    'an admin adds a domain that is not proved': {
      caller: callerOf(admin),
      tries: [domain(organization, 'example.com')],
    },
    'an admin removes a domain': {
      caller: callerOf(admin),
      tries: [`DELETE FROM organization_domains WHERE id = '${own.domain}'`],
    },
    'an admin adds a team': { caller: callerOf(admin), tries: [team(organization, 'Other')] },
    'an admin renames a team': {
      caller: callerOf(admin),
      tries: [`UPDATE teams SET name = 'TEAM' WHERE id = '${own.team}'`],
    },
    'an admin removes a team that somebody was invited to': {
      caller: callerOf(admin),
      tries: [`DELETE FROM teams WHERE id = '${own.team}'`],
    },
    'an admin removes a team that somebody came to by an invitation': {
      before: [
        `UPDATE invitations SET team_id = '${own.team}' WHERE id = '${own.adminInvitation}'`,
        `UPDATE invitations SET status = 'accepted', accepted_at = now() WHERE id = '${own.adminInvitation}'`,
      ],
      caller: callerOf(admin),
      tries: [`DELETE FROM teams WHERE id = '${own.team}'`],
    },
    'somebody who manages teams, and no members, puts an admin into one': {
      caller: { ...callerOf(employee), roles: employeesMay('teams:manage') },
      tries: [`UPDATE user_organizations SET team_id = '${own.team}' WHERE id = '${memberships.admin}'`],
    },
    'an admin puts an employee into a team': {
      caller: callerOf(admin),
      tries: [`UPDATE user_organizations SET team_id = '${own.team}' WHERE id = '${memberships.employee}'`],
    },
    'an admin writes down what the admin did': {
      caller: callerOf(admin),
      tries: [audit(admin.id, organization)],
    },
    'a colleague walks in where the domain is proved': {
      before: colleagueIsKnown,
      caller: callerOf(colleague),
      tries: [membership({ user: colleague.id, organization, via: 'google_domain' })],
    },
    'a colleague asks to be let in': {
      before: colleagueIsKnown,
      caller: callerOf(colleague),
      tries: [request(colleague.id, organization)],
    },
    'somebody appears with an address that is proved': {
      caller: callerOf(colleague),
      tries: colleagueIsKnown,
    },
    'somebody changes the own name': {
      caller: callerOf(invited),
      tries: [`UPDATE users SET full_name = 'Other' WHERE id = '${invited.id}'`],
    },
  }
}

import {
  accepted,
  audit,
  DENIED,
  domain,
  type Escalation,
  FOREIGN_KEY,
  invitation,
  membership,
  request,
  requireDomain,
  team,
} from './acts.ts'
import { afterwards, callerOf, colleagueOf, type Tenant } from './two-tenants.ts'

/** The invited, and strangers, against an organization that they are not in. */
export function byOutsiders(theirs: Tenant, mine: Tenant): Record<string, Escalation> {
  const { organization, invited } = theirs
  const caller = callerOf(invited)
  const colleague = colleagueOf('b')
  const colleagueIsKnown = [
    `INSERT INTO users (id, email, email_confirmed_at, created_at, updated_at)
      VALUES ('${colleague.id}', '${colleague.email}', now(), now(), now())`,
  ]
  const accept = `UPDATE invitations SET ${accepted(invited)} WHERE id = '${theirs.invitation}'`
  const teamless = membership({ user: invited.id, organization, invitation: theirs.invitation })
  return {
    'an invited person accepts with another role': {
      caller,
      tries: [`UPDATE invitations SET ${accepted(invited)}, role = 'admin' WHERE id = '${theirs.invitation}'`],
      refused: DENIED,
    },
    'an invited person accepts without the team': {
      caller,
      tries: [`UPDATE invitations SET ${accepted(invited)}, team_id = NULL WHERE id = '${theirs.invitation}'`],
      refused: DENIED,
    },
    'an invited person changes the role and waits': {
      caller,
      tries: [`UPDATE invitations SET role = 'admin' WHERE id = '${theirs.invitation}'`],
      refused: DENIED,
    },
    'an invited person puts the end off': {
      caller,
      tries: [`UPDATE invitations SET expires_at = 'infinity' WHERE id = '${theirs.invitation}'`],
      refused: DENIED,
    },
    'an invited person accepts for somebody else': {
      caller,
      tries: [`UPDATE invitations SET ${accepted(mine.admin)} WHERE id = '${theirs.invitation}'`],
      refused: DENIED,
    },
    'an invited person becomes an admin': {
      caller,
      tries: [accept, membership({ user: invited.id, organization, role: 'admin', invitation: theirs.invitation })],
      refused: DENIED,
    },
    'an invited person leaves the team out': { caller, tries: [accept, teamless], refused: DENIED },
    'an invited person enters without accepting': { caller, tries: [teamless], refused: DENIED },
    'an invited person accepts what ran out': {
      caller: { ...caller, now: afterwards },
      tries: [accept],
      refused: null,
    },
    'an invited person enters where another domain is required': {
      before: requireDomain(organization, 'elsewhere.example.org'),
      caller,
      tries: [accept, membership({ user: invited.id, organization, invitation: theirs.invitation, team: theirs.team })],
      refused: DENIED,
    },
    'an invited person writes into the audit before answering': {
      before: ['DELETE FROM membership_requests'],
      caller,
      tries: [audit(invited.id, organization)],
      refused: DENIED,
    },
    'somebody who once declined writes into the audit': {
      before: ['DELETE FROM membership_requests', `DELETE FROM invitations WHERE id = '${theirs.invitation}'`],
      caller,
      tries: [audit(invited.id, organization)],
      refused: DENIED,
    },
    'an invited person enters another organization': {
      caller,
      tries: [accept, membership({ user: invited.id, organization: mine.organization, invitation: theirs.invitation })],
      refused: DENIED,
    },
    'an invited person brings somebody along': {
      caller,
      tries: [accept, membership({ user: mine.admin.id, organization, invitation: theirs.invitation })],
      refused: DENIED,
    },
    'an invited person whose address is not verified accepts': {
      caller: { user_id: invited.id },
      tries: [accept],
      refused: null,
    },
    'somebody with the token and another address accepts': {
      caller: { ...callerOf(mine.admin), token_hash: 'token of b' },
      tries: [`UPDATE invitations SET ${accepted(mine.admin)} WHERE id = '${theirs.invitation}'`],
      refused: null,
    },
    ...Object.fromEntries(
      ['created', 'invitation', 'google_domain', 'request'].map((via) => [
        `a stranger enters by '${via}'`,
        {
          caller: callerOf(mine.admin),
          tries: [
            membership({ user: mine.admin.id, organization, role: via === 'created' ? 'admin' : 'employee', via }),
          ],
          refused: DENIED,
        },
      ]),
    ),
    'a stranger enters by the used invitation of somebody else': {
      before: [`DELETE FROM user_organizations WHERE id = '${theirs.memberships.employee}'`],
      caller: callerOf(mine.admin),
      tries: [membership({ user: mine.admin.id, organization, invitation: theirs.usedInvitation })],
      refused: DENIED,
    },
    'a colleague walks in where another domain is required': {
      before: [...colleagueIsKnown, ...requireDomain(organization, 'elsewhere.example.org')],
      caller: callerOf(colleague),
      tries: [membership({ user: colleague.id, organization, via: 'google_domain' })],
      refused: DENIED,
    },
    'a colleague asks where another domain is required': {
      before: [...colleagueIsKnown, ...requireDomain(organization, 'elsewhere.example.org')],
      caller: callerOf(colleague),
      tries: [request(colleague.id, organization)],
      refused: DENIED,
    },
    'a colleague walks in as an admin': {
      caller: callerOf(colleague),
      tries: [membership({ user: colleague.id, organization, role: 'admin', via: 'google_domain' })],
      refused: DENIED,
    },
    'a stranger asks to be let in': {
      caller: callerOf(mine.admin),
      tries: [request(mine.admin.id, organization)],
      refused: DENIED,
    },
    'an admin invites to the team of another tenant': {
      caller: callerOf(mine.admin),
      tries: [invitation(mine.organization, mine.admin.id, { team: `'${theirs.team}'` })],
      refused: FOREIGN_KEY,
    },
    'an admin puts a member into the team of another tenant': {
      caller: callerOf(mine.admin),
      tries: [`UPDATE user_organizations SET team_id = '${theirs.team}' WHERE id = '${mine.memberships.employee}'`],
      refused: FOREIGN_KEY,
    },
    'an admin adds a team to another tenant': {
      caller: callerOf(mine.admin),
      tries: [team(organization, 'Ours')],
      refused: DENIED,
    },
    'an admin adds a domain to another tenant': {
      caller: callerOf(mine.admin),
      tries: [domain(organization, 'a.example.org')],
      refused: DENIED,
    },
    'an admin writes into the audit of another tenant': {
      caller: callerOf(mine.admin),
      tries: [audit(mine.admin.id, organization)],
      refused: DENIED,
    },
    'somebody takes the answers kept for another': {
      caller: callerOf(mine.admin),
      tries: [`DELETE FROM idempotency_keys WHERE scope = '${theirs.admin.id}'`],
      refused: null,
    },
    'somebody confirms the own address': {
      caller: { user_id: mine.admin.id },
      tries: [`UPDATE users SET email = '${invited.email}', email_confirmed_at = now() WHERE id = '${mine.admin.id}'`],
      refused: DENIED,
    },
    'somebody appears with an address that is not proved': {
      caller: { user_id: colleague.id },
      tries: [
        `INSERT INTO users (id, email, email_confirmed_at, created_at, updated_at)
        VALUES ('${colleague.id}', '${invited.email}', now(), now(), now())`,
      ],
      refused: DENIED,
    },
    'somebody signs in as somebody else from now on': {
      caller: callerOf(mine.admin),
      tries: [
        `INSERT INTO identities (provider, subject, user_id, created_at)
        VALUES ('made up', 'mine', '${theirs.admin.id}', now())`,
      ],
      refused: DENIED,
    },
  }
}

type Rules = Readonly<Record<string, string>>

/** What must never be true, whatever happened, each as a query that finds the offenders. */
const offenders: Rules = {
  'a member without exactly one default': `
    SELECT user_id FROM user_organizations GROUP BY user_id HAVING count(*) FILTER (WHERE is_default) <> 1`,
  'an organization without an active admin': `
    SELECT o.id FROM organizations o WHERE NOT EXISTS (
      SELECT FROM user_organizations m WHERE m.organization_id = o.id AND m.role = 'admin' AND m.is_active)`,
  'an organization without settings': `
    SELECT o.id FROM organizations o LEFT JOIN organization_settings s ON s.organization_id = o.id
    WHERE s.organization_id IS NULL`,
  'an organization with more members than seats': `
    SELECT m.organization_id FROM user_organizations m JOIN organization_settings s USING (organization_id)
    WHERE m.is_active GROUP BY m.organization_id, s.member_limit HAVING count(*) > s.member_limit`,
  'an organization that counts its members wrong': `
    SELECT o.id FROM organizations o LEFT JOIN user_organizations m ON m.organization_id = o.id GROUP BY o.id
    HAVING (o.members, o.active_members) <> (count(m.id), count(m.id) FILTER (WHERE m.is_active))`,
  'a team that counts its members wrong': `
    SELECT t.id FROM teams t LEFT JOIN user_organizations m ON m.team_id = t.id GROUP BY t.id
    HAVING t.members <> count(m.id)`,
  'a member in the team of another organization': `
    SELECT m.id FROM user_organizations m LEFT JOIN teams t ON t.id = m.team_id
    WHERE m.team_id IS NOT NULL AND m.organization_id IS DISTINCT FROM t.organization_id`,
  'a member of an organization that is gone': `
    SELECT m.id FROM user_organizations m LEFT JOIN organizations o ON o.id = m.organization_id WHERE o.id IS NULL`,
  'a required domain that is not said': `
    SELECT o.id FROM organizations o JOIN organization_settings s ON s.organization_id = o.id
    WHERE s.require_google_domain AND o.google_domain IS NULL`,
  'two organizations that proved one domain': `
    SELECT min(id::text) FROM organization_domains WHERE verified_by = 'dns' GROUP BY domain HAVING count(*) > 1`,
  'two organizations with one slug': `SELECT min(id::text) FROM organizations GROUP BY lower(slug) HAVING count(*) > 1`,
  'two teams of one organization with one name': `
    SELECT min(id::text) FROM teams GROUP BY organization_id, lower(name) HAVING count(*) > 1`,
  'two memberships of one user in one organization': `
    SELECT user_id FROM user_organizations GROUP BY user_id, organization_id HAVING count(*) > 1`,
  'two pending invitations of one organization for one address': `
    SELECT organization_id FROM invitations WHERE status = 'pending'
    GROUP BY organization_id, email HAVING count(*) > 1`,
  'two pending requests of one user for one organization': `
    SELECT user_id FROM membership_requests WHERE status = 'pending'
    GROUP BY organization_id, user_id HAVING count(*) > 1`,
  'a pending invitation of an admin by somebody who is none': `
    SELECT i.id FROM invitations i WHERE i.status = 'pending' AND i.role = 'admin' AND NOT EXISTS (
      SELECT FROM user_organizations m WHERE m.organization_id = i.organization_id AND m.user_id = i.invited_by
        AND m.role = 'admin' AND m.is_active)`,
  'a link that lets an admin in, in the hands of a member who is none': `
    SELECT i.id FROM invitations i JOIN user_organizations m ON m.organization_id = i.organization_id AND m.user_id = i.shown_to
    WHERE i.status = 'pending' AND i.role = 'admin' AND NOT (m.role = 'admin' AND m.is_active)`,
  'an accepted invitation that nobody accepted': `
    SELECT id FROM invitations WHERE status = 'accepted' AND accepted_by IS NULL`,
  'a membership by an invitation of somebody else, or of somewhere else, or that was not accepted': `
    SELECT m.id FROM user_organizations m JOIN invitations i ON i.id = m.invitation_id JOIN users u ON u.id = m.user_id
    WHERE (m.user_id, m.organization_id, 'accepted', u.email) IS DISTINCT FROM
      (i.accepted_by, i.organization_id, i.status, i.email)`,
  'a membership that came by an invitation and names none': `
    SELECT id FROM user_organizations WHERE (joined_via = 'invitation') <> (invitation_id IS NOT NULL)`,
}

/** What is not true either, as long as no member leaves or gets another role. */
const early: Rules = {
  'an accepted invitation without its one membership, or a membership without its accepted invitation': `
    SELECT i.id FROM invitations i LEFT JOIN user_organizations m ON m.invitation_id = i.id
    GROUP BY i.id HAVING count(m.id) <> CASE WHEN i.status = 'accepted' THEN 1 ELSE 0 END`,
  'a membership with another role than its invitation': `
    SELECT m.id FROM user_organizations m JOIN invitations i ON i.id = m.invitation_id WHERE m.role <> i.role`,
}

const event = (action: string, organization: string, target: string) =>
  `EXISTS (SELECT FROM audit_events e WHERE e.action IN (${action}) AND e.organization_id = ${organization}
    AND e.target_id = ${target})`
const once = (action: string, status: string) => `
  SELECT i.id FROM invitations i LEFT JOIN audit_events e ON e.target_id = i.id AND e.action = '${action}'
  GROUP BY i.id HAVING count(e.id) <> CASE WHEN i.status = '${status}' THEN 1 ELSE 0 END`
const ended = `'member.removed', 'member.left'`

/** What is not true where everything was done by requests: a change that nobody wrote down, or that was written down in vain. */
const unaccounted: Rules = {
  'an organization that nobody was seen to create': `
    SELECT o.id FROM organizations o WHERE NOT ${event(`'organization.created'`, 'o.id', 'o.id')}`,
  'an organization that was deleted and is there': `
    SELECT o.id FROM organizations o JOIN audit_events e ON e.target_id = o.id AND e.action = 'organization.deleted'`,
  'an invitation that nobody was seen to send': `
    SELECT i.id FROM invitations i WHERE NOT ${event(`'invitation.created'`, 'i.organization_id', 'i.id')}`,
  'an invitation accepted unseen, or seen accepted without being it, or twice': once('invitation.accepted', 'accepted'),
  'an invitation declined unseen, or seen declined without being it, or twice': once('invitation.declined', 'declined'),
  'an invitation seen withdrawn without being it': `
    SELECT i.id FROM invitations i JOIN audit_events e ON e.target_id = i.id AND e.action = 'invitation.revoked'
    WHERE i.status <> 'revoked'`,
  'an invitation withdrawn unseen': `
    SELECT i.id FROM invitations i WHERE i.status = 'revoked'
    AND NOT ${event(`'invitation.revoked'`, 'i.organization_id', 'i.id')}`,
  'an accepted invitation without its membership, and nobody seen to end that': `
    SELECT i.id FROM invitations i WHERE i.status = 'accepted'
    AND NOT EXISTS (SELECT FROM user_organizations m WHERE m.invitation_id = i.id)
    AND NOT ${event(ended, 'i.organization_id', 'i.accepted_by')}`,
  'a request decided unseen, or seen decided without being it, or twice': `
    SELECT r.id FROM membership_requests r LEFT JOIN audit_events e ON e.target_id = r.id
      AND e.action = 'membership_request.' || r.status AND r.status <> 'pending'
    GROUP BY r.id HAVING count(e.id) <> CASE WHEN r.status = 'pending' THEN 0 ELSE 1 END`,
  'a team that nobody was seen to add, or that was removed': `
    SELECT t.id FROM teams t WHERE NOT ${event(`'team.created'`, 't.organization_id', 't.id')}
    OR ${event(`'team.removed'`, 't.organization_id', 't.id')}`,
  'a domain proved unseen': `
    SELECT d.id FROM organization_domains d WHERE d.verified_by = 'dns'
    AND NOT ${event(`'domain.verified'`, 'd.organization_id', 'd.id')}`,
  'an audit event of nobody': `SELECT id FROM audit_events WHERE actor_id IS NULL`,
}

function unionOf(...all: readonly Rules[]): string {
  return all
    .flatMap((rules) => Object.entries(rules))
    .map(([rule, query]) => `SELECT '${rule}' AS rule, offender::text FROM (${query}) AS found (offender)`)
    .join('\nUNION ALL\n')
}

/** Finds every broken invariant of the product, as `{ rule, offender }`, past every policy. */
export const violations = unionOf(offenders, early)

/** The same after whatever requests, in whatever order, and what of it was not written down. */
export const lastingViolations = unionOf(offenders, unaccounted)

/** How many sentences `lastingViolations` holds the database to. */
export const lastingRules = Object.keys({ ...offenders, ...unaccounted }).length

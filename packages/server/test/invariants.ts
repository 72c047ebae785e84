/** What must never be true, each as a query that finds the offenders. */
const offenders: Readonly<Record<string, string>> = {
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
  'two organizations with one slug': `SELECT min(id::text) FROM organizations GROUP BY lower(slug) HAVING count(*) > 1`,
  'two memberships of one user in one organization': `
    SELECT user_id FROM user_organizations GROUP BY user_id, organization_id HAVING count(*) > 1`,
  'two pending invitations of one organization for one address': `
    SELECT organization_id FROM invitations WHERE status = 'pending'
    GROUP BY organization_id, email HAVING count(*) > 1`,
  'an accepted invitation without its one membership, or a membership without its accepted invitation': `
    SELECT i.id FROM invitations i LEFT JOIN user_organizations m ON m.invitation_id = i.id
    GROUP BY i.id HAVING count(m.id) <> CASE WHEN i.status = 'accepted' THEN 1 ELSE 0 END`,
  'a membership that differs from its invitation': `
    SELECT m.id FROM user_organizations m JOIN invitations i ON i.id = m.invitation_id JOIN users u ON u.id = m.user_id
    WHERE (m.user_id, m.organization_id, m.role, u.email) IS DISTINCT FROM
      (i.accepted_by, i.organization_id, i.role, i.email)`,
}

const union = Object.entries(offenders).map(
  ([rule, query]) => `SELECT '${rule}' AS rule, offender::text FROM (${query}) AS found (offender)`,
)

/** Finds every broken invariant of the product, as `{ rule, offender }`, past every policy. */
export const violations = union.join('\nUNION ALL\n')

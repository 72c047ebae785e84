/** How the rows of a crowd are named, for requests to name them too. */
export const crowd = {
  organizationId: (number: number) => id(1, number),
  userId: (number: number) => id(2, number),
  invitationId: (number: number) => id(3, number),
  teamId: (number: number) => id(4, number),
  email: (number: number) => `person-${number}@example.com`,
  /** The token of an invitation; only its hash is in the table. */
  token: (number: number) => `token-${number}-`.padEnd(43, 'x'),
}

/** How much of a crowd of `size` is where: all of it grows with the size. */
function sharesOf(size: number) {
  return {
    /** Members, and invitations, of the first organization: 50,000 of a million. */
    crowded: size / 20,
    /** Organizations of the first person: 5,000 of a million. */
    many: size / 200,
    organizations: size / 10,
  }
}

/**
 * The statements, to be run with triggers off, that fill an empty database with `size` users, memberships, invitations and audit events. The first
 * organization is crowded, the first person is in many organizations, and the second one administers the crowded one. All sign in at
 * one issuer.
 */
export function crowdOf(size: number, issuer: string): readonly string[] {
  const { crowded, many, organizations } = sharesOf(size)
  const stamps = `'2026-01-01'::timestamptz + n * interval '1 second'`
  const series = (first: number, last: number) => `FROM generate_series(${first}, ${last}) AS n`
  const member = (columns: string, from: string) => `
    INSERT INTO user_organizations (id, user_id, organization_id, role, is_default, joined_via, created_at, updated_at)
    SELECT gen_random_uuid(), ${columns}, 'invitation', ${stamps}, ${stamps} ${from}`
  return [
    `INSERT INTO users (id, email, email_confirmed_at, full_name, created_at, updated_at)
     SELECT ${sqlId(2)}, 'person-' || n || '@example.com', ${stamps}, 'First' || n % 997 || ' Last' || n % 9973, ${stamps}, ${stamps}
     ${series(1, size)}`,
    `INSERT INTO identities (provider, subject, user_id, created_at)
     SELECT '${issuer}', 'user-of-person-' || n || '@example.com', ${sqlId(2)}, ${stamps} ${series(1, size)}`,
    `INSERT INTO organizations (id, name, slug, country_code, created_by, created_at, updated_at)
     SELECT ${sqlId(1)}, 'Organization ' || n, 'organization-' || n, 'PL', NULL, ${stamps}, ${stamps} ${series(1, organizations)}`,
    `INSERT INTO organization_settings (organization_id, created_at, updated_at)
     SELECT ${sqlId(1)}, ${stamps}, ${stamps} ${series(1, organizations)}`,
    `INSERT INTO organization_domains (id, organization_id, domain, verified_by, verified_at, created_at)
     SELECT gen_random_uuid(), ${sqlId(1)}, 'company-' || n || '.example.org', 'dns', ${stamps}, ${stamps} ${series(1, organizations)}`,
    `INSERT INTO teams (id, organization_id, name, created_at, updated_at)
     SELECT ${sqlId(4)}, ${sqlId(1, '1 + n % 100')}, 'Team ' || n, ${stamps}, ${stamps} ${series(1, organizations)}`,
    member(
      `${sqlId(2)}, ${sqlId(1, '1')}, CASE WHEN n <= 3 THEN 'admin' ELSE 'employee' END, true`,
      series(1, crowded),
    ),
    member(
      `${sqlId(2)}, ${sqlId(1, `2 + n % (${organizations} - 1)`)}, CASE WHEN n % 9 = 0 THEN 'admin' ELSE 'employee' END, true`,
      series(crowded + 1, size),
    ),
    member(`${sqlId(2, '1')}, ${sqlId(1, 'n + 1')}, 'admin', false`, series(1, many)),
    `INSERT INTO invitations (id, organization_id, email, role, status, token_hash, invited_by, expires_at, created_at, updated_at, declined_at)
     SELECT ${sqlId(3)}, CASE WHEN n <= ${crowded} THEN ${sqlId(1, '1')} ELSE ${sqlId(1, `2 + n % (${organizations} - 1)`)} END,
       CASE WHEN n > ${crowded} AND n <= ${crowded} + 4 THEN 'person-1@example.com' ELSE 'invited-' || n || '@example.net' END, 'employee',
       CASE n % 3 WHEN 0 THEN 'declined' ELSE 'pending' END, encode(sha256(rpad('token-' || n || '-', 43, 'x')::bytea), 'hex'),
       ${sqlId(2, '2')}, ${stamps} + interval '1 year', ${stamps}, ${stamps}, CASE n % 3 WHEN 0 THEN ${stamps} END
     ${series(1, size)}`,
    `INSERT INTO membership_requests (id, organization_id, user_id, created_at)
     SELECT gen_random_uuid(), ${sqlId(1, 'CASE WHEN n % 20 = 0 THEN 1 ELSE 2 + n % 5000 END')}, ${sqlId(2)}, ${stamps} ${series(crowded + 1, size)}`,
    `INSERT INTO audit_events (id, organization_id, actor_id, action, target_type, target_id, created_at)
     SELECT gen_random_uuid(), CASE WHEN n <= ${crowded} THEN ${sqlId(1, '1')} ELSE ${sqlId(1, `2 + n % (${organizations} - 1)`)} END,
       ${sqlId(2, '1 + n % 50')}, (ARRAY['invitation.created', 'invitation.accepted', 'member.removed'])[1 + n % 3], 'user', ${sqlId(2)}, ${stamps}
     ${series(1, size)}`,
    `UPDATE user_organizations m SET sort_name = tenantry.folded(u.full_name), words = array_to_tsvector(ARRAY(
       SELECT m.organization_id || ':' || word FROM unnest(tenantry.words(u.full_name || ' ' || u.email)) AS word))
     FROM users u WHERE u.id = m.user_id`,
    `UPDATE organizations o SET members = counted.total, active_members = counted.total
     FROM (SELECT organization_id, count(*) AS total FROM user_organizations GROUP BY 1) AS counted
     WHERE o.id = counted.organization_id`,
  ]
}

const prefix = (kind: number) => `0000000${kind}-0000-7000-8000-`
const id = (kind: number, number: number) => prefix(kind) + number.toString(16).padStart(12, '0')
const sqlId = (kind: number, number = 'n') => `('${prefix(kind)}' || lpad(to_hex(${number}), 12, '0'))::uuid`

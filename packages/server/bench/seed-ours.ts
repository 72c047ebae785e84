import { asOwner } from '../test/scale/as-owner.ts'
import { INVITATIONS, idIn, inviteeIn, inviterIn, PEOPLE } from './people.ts'

const stamps = 'now(), now()'

/** Fills our tables for the comparison, as their owner and past every trigger. */
export async function seedOurs(url: string, issuer: string): Promise<void> {
  await asOwner(url, [
    // It writes names into memberships.
    'ALTER TABLE user_organizations ENABLE ALWAYS TRIGGER describe_membership',
    `INSERT INTO users (id, email, email_confirmed_at, full_name, created_at, updated_at)
      SELECT (${idIn('person', 'i')})::uuid, 'person-' || i || '@example.com', now(), 'Person ' || i, ${stamps}
      FROM generate_series(1, ${PEOPLE}) i`,
    `INSERT INTO identities (provider, subject, user_id, created_at)
      SELECT '${issuer}', 'person-' || i, (${idIn('person', 'i')})::uuid, now() FROM generate_series(1, ${PEOPLE}) i`,
    // number 0 is the one that all are in
    `INSERT INTO organizations (id, name, slug, country_code, members, active_members, created_by, created_at, updated_at)
      SELECT (${idIn('organization', 'i')})::uuid, 'Organization ' || i, 'organization-' || i, 'US',
        CASE i WHEN 0 THEN ${PEOPLE} ELSE 1 END, CASE i WHEN 0 THEN ${PEOPLE} ELSE 1 END,
        (${idIn('person', 'greatest(i, 1)')})::uuid, ${stamps}
      FROM generate_series(0, ${PEOPLE}) i`,
    `INSERT INTO organization_settings (organization_id, created_at, updated_at) SELECT id, ${stamps} FROM organizations`,
    membershipsOf({
      first: 0,
      organization: '0',
      role: `CASE i WHEN 1 THEN 'admin' ELSE 'employee' END`,
      isDefault: true,
    }),
    membershipsOf({ first: PEOPLE, organization: 'i', role: `'admin'`, isDefault: false }),
    `INSERT INTO invitations (id, organization_id, email, role, token_hash, invited_by, expires_at, created_at, updated_at)
      SELECT (${idIn('invitation', 'i')})::uuid, (${idIn('organization', inviterIn('i'))})::uuid,
        'person-' || ${inviteeIn('i')} || '@example.com', 'employee', 'hash-' || i,
        (${idIn('person', inviterIn('i'))})::uuid, now() + interval '7 days', ${stamps}
      FROM generate_series(1, ${INVITATIONS}) i`,
    'ALTER TABLE user_organizations ENABLE TRIGGER describe_membership',
  ])
}

interface Memberships {
  readonly first: number
  readonly organization: string
  readonly role: string
  readonly isDefault: boolean
}

const membershipsOf = ({ first, organization, role, isDefault }: Memberships) => `
  INSERT INTO user_organizations (id, user_id, organization_id, role, is_default, joined_via, created_at, updated_at)
  SELECT (${idIn('membership', `i + ${first}`)})::uuid, (${idIn('person', 'i')})::uuid,
    (${idIn('organization', organization)})::uuid, ${role}, ${isDefault}, 'invitation', ${stamps}
  FROM generate_series(1, ${PEOPLE}) i`

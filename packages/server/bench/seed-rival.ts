import { createHmac } from 'node:crypto'
import pg from 'pg'
import { emailOf, INVITATIONS, idIn, inviteeIn, inviterIn, PEOPLE, secret } from './people.ts'

/** Fills better-auth's tables with the same people, and gives each a session. */
export async function seedRival(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ids = { person: idIn('person', 'i'), founder: idIn('person', 'greatest(i, 1)') }
  const statements = [
    `INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      SELECT ${ids.person}, 'Person ' || i, 'person-' || i || '@example.com', true, now(), now()
      FROM generate_series(1, ${PEOPLE}) i`,
    `INSERT INTO session (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
      SELECT ${idIn('session', 'i')}, 'session-of-person-' || i, ${ids.person}, now() + interval '7 days', now(), now()
      FROM generate_series(1, ${PEOPLE}) i`,
    `INSERT INTO organization (id, name, slug, "createdAt")
      SELECT ${idIn('organization', 'i')}, 'Organization ' || i, 'organization-' || i, now()
      FROM generate_series(0, ${PEOPLE}) i`,
    `INSERT INTO member (id, "organizationId", "userId", role, "createdAt")
      SELECT ${idIn('membership', 'i')}, ${idIn('organization', '0')}, ${ids.person},
        CASE i WHEN 1 THEN 'owner' ELSE 'member' END, now()
      FROM generate_series(1, ${PEOPLE}) i`,
    `INSERT INTO member (id, "organizationId", "userId", role, "createdAt")
      SELECT ${idIn('membership', `i + ${PEOPLE}`)}, ${idIn('organization', 'i')}, ${ids.person}, 'owner', now()
      FROM generate_series(1, ${PEOPLE}) i`,
    `INSERT INTO invitation (id, "organizationId", email, role, status, "expiresAt", "createdAt", "inviterId")
      SELECT ${idIn('invitation', 'i')}, ${idIn('organization', inviterIn('i'))},
        'person-' || ${inviteeIn('i')} || '@example.com', 'member', 'pending', now() + interval '7 days', now(),
        ${idIn('person', inviterIn('i'))}
      FROM generate_series(1, ${INVITATIONS}) i`,
    'VACUUM ANALYZE',
  ]
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Signs somebody in as better-auth would have: the session's cookie, and the one that spares it from reading the session. */
export async function cookiesOf(person: number, url: string): Promise<string> {
  const token = `session-of-person-${person}`
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const cookie = `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  const response = await fetch(`${url}/api/auth/get-session`, { headers: { cookie } })
  const session = (await response.json()) as { user: { email: string } } | null
  if (session?.user.email !== emailOf(person)) throw new Error('better-auth did not take the cookie.')
  const others = response.headers.getSetCookie().map((set) => set.split(';', 1)[0])
  return [cookie, ...others.filter((other) => !other?.startsWith('better-auth.session_token='))].join('; ')
}

import { expect } from 'vitest'
import { count, seenBy } from '../seed-003/proofs.ts'
import { adminsOnly, answer, giveRole, invite, strangersOut } from './proofs.ts'
import { section } from './world.ts'

/** What concerns Clerk's own side of this has no row: see `prove-all.ts`. */
export const dataConsistency = section('Data Consistency', [
  [
    'Store Clerk IDs in MongoDB for reference',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      const stored = await world.rows<{ subject: string }>(
        `SELECT i.subject FROM identities i JOIN user_organizations m ON m.user_id = i.user_id
         WHERE m.organization_id = '${orgId}'`,
      )
      expect(new Set(stored.map(({ subject }) => subject))).toEqual(new Set([admin.sub, person.sub]))
      // They stay what they are when whoever has one leaves.
      await giveRole(world, person.email, orgId, 'admin')
      await world.rows(`DELETE FROM user_organizations WHERE organization_id = '${orgId}'
        AND user_id = (SELECT id FROM users WHERE email = '${admin.email}')`)
      expect(await world.client(person).organizations.get({ params: { orgId } })).toMatchObject({
        createdBy: admin.sub,
      })
      expect(await world.listed(person, orgId)).toMatchObject([{ invitedBy: admin.sub }])
    },
  ],
])

export const security = section('Security Considerations', [
  [
    '1. Validate user is member before allowing access to org data',
    async (world) => {
      const { orgId, person } = await world.invited()
      const stranger = world.person()
      await world.client(stranger).organizations.mine()
      for (const path of [`/api/orgs/${orgId}`, `/api/orgs/${orgId}/members`, `/api/orgs/${orgId}/invites`])
        for (const as of [stranger, person])
          expect(answer(await world.send('GET', path, { as })), path).toEqual(strangersOut)
      // The policies of the database alone keep the rows from them, too.
      const froms = ['organizations', 'user_organizations', 'invitations'].map((table) =>
        table === 'organizations' ? `${table} WHERE id = '${orgId}'` : `${table} WHERE organization_id = '${orgId}'`,
      )
      expect(await seenBy(world as never, stranger, froms)).toEqual([0, 0, 0])
      const asked = `tenantry.subjects(ARRAY(SELECT user_id FROM user_organizations WHERE organization_id = '${orgId}'))`
      expect(await seenBy(world as never, stranger, [asked])).toEqual([0])
      const [admin] = await world.rows<{ id: string }>(
        `SELECT user_id AS id FROM user_organizations WHERE organization_id = '${orgId}'`,
      )
      const named = `tenantry.subjects(ARRAY['${admin?.id}']::uuid[])`
      expect(await seenBy(world as never, stranger, [named])).toEqual([0])
      expect(await seenBy(world as never, person, [named])).toEqual([0])
    },
  ],
  [
    '2. Verify admin role before allowing administrative actions',
    async (world) => {
      const { admin, orgId, person } = await world.staffed({ role: 'admin' })
      expect((await invite(world, orgId, person)).status).toBe(201)
      // The role counts as it is now, not as it was when the token was issued.
      await giveRole(world, person.email, orgId, 'employee')
      expect(answer(await invite(world, orgId, person))).toEqual(adminsOnly)
      expect((await invite(world, orgId, admin)).status).toBe(201)
    },
  ],
  [
    "3. Check invitation email matches authenticated user's email",
    async (world) => {
      const { invite: sent, person } = await world.invited()
      for (const as of [world.person(), { ...person, sub: 'other', email_verified: 'true' }])
        expect((await world.send('POST', `/api/orgs/invites/${sent._id}/accept`, { as })).status).toBe(403)
      // The same address in another case is the same address.
      const shouting = { ...person, email: person.email.toUpperCase() }
      expect((await world.send('POST', `/api/orgs/invites/${sent._id}/accept`, { as: shouting })).status).toBe(200)
    },
  ],
  [
    "4. Validate invitation hasn't expired before accepting",
    async (world) => {
      const { invite: sent, person, orgId, admin } = await world.invited()
      world.running.advance(7 * 86_400_000 - 1)
      const other = await world.invited({ admin, orgId })
      world.running.advance(1)
      const accept = (id: string, as: object) => world.send('POST', `/api/orgs/invites/${id}/accept`, { as })
      expect((await accept(sent._id, person)).status).toBe(403)
      expect((await accept(other.invite._id, other.person)).status).toBe(200)
      expect(Object.keys(await world.rolesIn(orgId, admin))).not.toContain(person.sub)
    },
  ],
  [
    '5. Sanitize slug input to prevent injection attacks',
    async (world) => {
      const post = (slug: string) =>
        world.send('POST', '/api/orgs', { as: world.person(), body: { name: "'); DROP TABLE users; --", slug } })
      const slug = `Bar-${world.number}-X`
      expect((await post(`  ${slug}  `)).body).toMatchObject({
        name: "'); DROP TABLE users; --",
        slug: slug.toLowerCase(),
      })
      const before = await count(world, 'organizations')
      for (const wrong of [
        "a'; DROP TABLE users; --",
        '<script>',
        '../../etc',
        'a\u0000b',
        'a%20b',
        '{"$gt":""}',
        'ａbc',
      ])
        expect((await post(wrong)).status, wrong).toBe(400)
      const body = { name: 'My Karaoke Bar', slug: { $gt: '' } }
      expect((await world.send('POST', '/api/orgs', { as: world.person(), body })).status).toBe(400)
      expect(await count(world, 'organizations')).toBe(before)
    },
  ],
  [
    '6. Rate limit invitation sending to prevent spam',
    async (world) => {
      const { admin, orgId } = await world.invited()
      const statuses: number[] = []
      // One was sent above; the main contract counts in the same bucket.
      for (let sent = 1; sent < 200; sent++) {
        const body = { email: 'not an address', role: 'member' }
        statuses.push((await world.send('POST', `/api/orgs/${orgId}/invites`, { as: admin, body })).status)
      }
      expect(new Set(statuses)).toEqual(new Set([400]))
      const refused = await invite(world, orgId, admin)
      expect(answer(refused)).toEqual({
        status: 429,
        body: { error: 'Too Many Requests', details: 'Too many requests. Wait and try again' },
      })
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      const main = world.running.as(admin).invitations.create({
        params: { organizationId: orgId },
        body: { invitations: [{ email: 'b@example.org', role: 'employee' }] },
      })
      await expect(main).rejects.toMatchObject({ code: 'RATE_LIMITED' })
      // One mailbox gets ten a day, whoever sends them.
      const email = `flooded-${world.number}@example.org`
      const last = []
      for (let sender = 0; sender < 11; sender++) {
        const as = world.person()
        last.push(await invite(world, (await world.found(as))._id, as, email))
      }
      expect(last.map(({ status }) => status)).toEqual([...Array(10).fill(201), 429])
      expect(last.at(-1)?.headers.get('retry-after')).toBe('86400')
    },
  ],
])

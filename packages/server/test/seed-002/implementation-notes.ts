import { expect } from 'vitest'
import { changesNothing, count, seenBy } from '../seed-003/proofs.ts'
import { adminsOnly, answer, giveRole, strangersOut } from './proofs.ts'
import { section, type World } from './world.ts'

const invite = (world: World, orgId: string, as: object, email = `one-${world.slug()}@example.org`) =>
  world.send('POST', `/api/orgs/${orgId}/invites`, { as, body: { email, role: 'member' } })

export const clerkIntegration = section('Clerk Integration', [
  [
    "Use Clerk's Organizations API to create organization [the provider port has no organizations: nothing is created elsewhere]",
    async (world) => {
      const { _id, clerkOrgId } = await world.found(world.person())
      expect(clerkOrgId).toBe(_id)
    },
  ],
  [
    'Store Clerk org ID in MongoDB [it is the primary key]',
    async (world) => {
      const { clerkOrgId } = await world.found(world.person())
      expect(await count(world, `organizations WHERE id = '${clerkOrgId}'`)).toBe(1)
    },
  ],
  [
    'Add creator as admin member in Clerk [in the one place where members are]',
    async (world) => {
      const admin = world.person()
      const { clerkOrgId } = await world.found(admin)
      expect(await world.rolesIn(clerkOrgId, admin)).toEqual({ [admin.sub]: 'admin' })
    },
  ],
  [
    "Use Clerk's invitation system for email delivery [the own mailer, until a provider delivers]",
    async (world) => {
      const { person } = await world.invited()
      expect(await world.running.tokenFor(person.email)).toHaveLength(43)
    },
  ],
  [
    'Store invitation metadata in MongoDB',
    async (world) => {
      const { invite: sent, person } = await world.invited()
      expect(
        await world.rows(`SELECT i.email, i.role, u.email AS inviter FROM invitations i JOIN users u ON u.id = i.invited_by
          WHERE i.id = '${sent._id}'`),
      ).toMatchObject([{ email: person.email, role: 'employee', inviter: expect.stringMatching(/^john-/) }])
    },
  ],
  [
    'Clerk handles email templates and delivery [the own templates, and how far the mail has come]',
    async (world) => {
      const { person, invite: sent } = await world.invited()
      await world.running.tokenFor(person.email)
      const mail = world.running.mails().find(({ to }) => to === person.email)
      expect([mail?.subject, mail?.html].join(' ')).toContain('My Karaoke Bar')
      expect(await count(world, `invitations WHERE id = '${sent._id}' AND delivery_status <> 'failed'`)).toBe(1)
    },
  ],
  [
    'Sync membership between Clerk and MongoDB [one place: both contracts read the same rows]',
    async (world) => {
      const { person, orgId } = await world.staffed()
      const { organizations } = await world.running.as(person).organizations.status()
      expect(organizations).toMatchObject([{ organization_id: orgId, role: 'employee' }])
    },
  ],
  [
    'Use Clerk for authentication and role checks [authentication by the issuer of the token, roles by the own rows]',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      // The person is whom the issuer's subject names, not whom a claim of an address names.
      const impostor = { ...admin, sub: person.sub, email: person.email, name: 'John Doe', role: 'admin' }
      expect(answer(await invite(world, orgId, impostor))).toEqual(adminsOnly)
    },
  ],
  [
    'MongoDB for application-specific data',
    async (world) => {
      const logoUrl = 'https://example.com/logo.png'
      const { _id } = await world.found(world.person(), { logoUrl })
      expect(await world.rows(`SELECT logo_url FROM organizations WHERE id = '${_id}'`)).toEqual([
        { logo_url: logoUrl },
      ])
    },
  ],
])

export const adminRole = section('Admin Role', [
  [
    'Can send, revoke, and resend invitations',
    async (world) => {
      const { client } = world
      const { admin, invite: sent } = await world.invited()
      const params = { inviteId: sent._id }
      expect(await client(admin).invitations.resend({ params })).toEqual({ success: true })
      expect(await client(admin).invitations.revoke({ params })).toEqual({ success: true })
    },
  ],
  [
    'Can view all organization members',
    async (world) => {
      const { admin, orgId } = await world.staffed()
      await world.staffed({ admin, orgId })
      expect(Object.keys(await world.rolesIn(orgId, admin))).toHaveLength(3)
    },
  ],
  [
    'Can manage organization settings',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      const mayUpdate = `SELECT tenantry.may('${orgId}', 'organization:update') AS may`
      const may = async ({ email }: { email: string }) => {
        const [row] = await world.rows<{ may: boolean }>(`SELECT set_config('tenantry.user_id', u.id::text, true),
          set_config('tenantry.roles', '{"admin":["organization:update"],"employee":[]}', true),
          (${mayUpdate}) FROM users u WHERE u.email = '${email}'`)
        return row?.may
      }
      expect([await may(admin), await may(person)]).toEqual([true, false])
    },
  ],
  [
    "Stored in Clerk public metadata: { role: 'admin', orgId: 'org_abc123' } [in the membership]",
    async (world) => {
      const { person, orgId } = await world.staffed({ role: 'admin' })
      expect(
        await world.rows(`SELECT m.role, m.organization_id FROM user_organizations m JOIN users u ON u.id = m.user_id
          WHERE u.email = '${person.email}'`),
      ).toEqual([{ role: 'admin', organization_id: orgId }])
    },
  ],
])

export const memberRole = section('Member Role', [
  [
    'Can view organization details',
    async (world) => {
      const { person, orgId } = await world.staffed()
      expect(await world.client(person).organizations.get({ params: { orgId } })).toMatchObject({ _id: orgId })
    },
  ],
  [
    'Can view other members',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      expect(await world.rolesIn(orgId, person)).toHaveProperty([admin.sub], 'admin')
    },
  ],
  [
    'Cannot manage invitations or settings',
    async (world) => {
      const { admin, orgId, person } = await world.staffed()
      const { invite: waiting } = await world.invited({ admin, orgId })
      await changesNothing(world, async () => {
        const tries = [
          world.send('GET', `/api/orgs/${orgId}/invites`, { as: person }),
          invite(world, orgId, person),
          world.send('DELETE', `/api/orgs/invites/${waiting._id}/revoke`, { as: person }),
          world.send('POST', `/api/orgs/invites/${waiting._id}/resend`, { as: person }),
        ]
        for (const tried of tries) expect(answer(await tried)).toEqual(adminsOnly)
        for (const method of ['PUT', 'PATCH', 'DELETE'])
          expect((await world.send(method, `/api/orgs/${orgId}`, { as: person })).status).toBe(405)
      })
    },
  ],
])

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

import { expect } from 'vitest'
import { changesNothing, nowhere } from '../seed-003/proofs.ts'
import { adminsOnly, answer, giveRole, needsToken, once, strangersOut } from './proofs.ts'
import { DAY, section, type World } from './world.ts'

const sample = once(async (world: World) => {
  const [admin, person] = [world.person('john'), world.person('newmember')]
  const { _id: orgId } = await world.found(admin)
  const body = { email: person.email, role: 'member' }
  const created = world.now()
  const answered = await world.send('POST', `/api/orgs/${orgId}/invites`, { as: admin, body })
  return { admin, person, orgId, created, ...answer(answered), id: (answered.body as { _id: string })._id }
})

async function refuses(world: World, fields: object, details: RegExp): Promise<void> {
  const { admin, orgId } = await sample(world)
  const body = { email: 'anybody@example.org', role: 'member', ...fields }
  const { status, body: reason } = await world.send('POST', `/api/orgs/${orgId}/invites`, { as: admin, body })
  expect(status).toBe(400)
  expect(reason).toEqual({ error: 'Invalid request body', details: expect.stringMatching(details) })
}

export const sendInvitation = section('5. Send Organization Invitation', [
  ['POST /api/orgs/:orgId/invites', async (world) => expect((await sample(world)).status).toBe(201)],
  [
    'Auth: Required (JWT token, admin role)',
    async (world) => {
      await needsToken('POST', `/api/orgs/${nowhere}/invites`, { email: 'a@example.org', role: 'member' })(world)
      const { orgId, person } = await world.staffed()
      const sending = { as: person, body: { email: 'a@example.org', role: 'member' } }
      expect(answer(await world.send('POST', `/api/orgs/${orgId}/invites`, sending))).toEqual(adminsOnly)
    },
  ],
  [
    'orgId - Organization ID',
    async (world) => {
      const sending = { as: world.person(), body: { email: 'a@example.org', role: 'member' } }
      expect(answer(await world.send('POST', '/api/orgs/mine/invites', sending))).toEqual({
        status: 404,
        body: { error: 'Organization not found' },
      })
      expect(answer(await world.send('POST', `/api/orgs/${nowhere}/invites`, sending))).toEqual(strangersOut)
      const { orgId } = await sample(world)
      expect(answer(await world.send('POST', `/api/orgs/${orgId}/invites`, sending))).toEqual(strangersOut)
    },
  ],
  [
    '"email": "newmember@example.com"',
    async (world) => {
      for (const email of [undefined, null, 7, '', 'not an address', 'a@b', 'a@example.com, b@example.com'])
        await refuses(world, { email }, /^email: /)
      const { admin, orgId } = await sample(world)
      const email = `  New-${world.number}@EXAMPLE.com `
      const invite = await world
        .client(admin)
        .invitations.create({ params: { orgId }, body: { email, role: 'member' } })
      expect(invite.email).toBe(`new-${world.number}@example.com`)
    },
  ],
  [
    '"role": "member" // or "admin"',
    async (world) => {
      for (const role of [undefined, null, 'employee', 'manager', 'owner', 'Admin'])
        await refuses(world, { role }, /^role: /)
      const { admin, orgId } = await world.staffed({ role: 'admin' })
      const { invite } = await world.invited({ admin, orgId })
      expect(invite.role).toBe('member')
      const given = await world.rows<{ role: string }>(
        `SELECT role FROM invitations WHERE organization_id = '${orgId}' ORDER BY created_at, id`,
      )
      expect(given.map(({ role }) => role)).toEqual(['admin', 'employee'])
    },
  ],
  [
    'Response: 201 Created',
    async (world) => {
      const { status, body, id, orgId, person, admin, created } = await sample(world)
      const dates = { expiresAt: new Date(created.getTime() + 7 * DAY).toISOString(), createdAt: created.toISOString() }
      const who = { email: person.email, role: 'member', invitedBy: admin.sub, status: 'pending' }
      expect({ status, body }).toEqual({ status: 201, body: { _id: id, orgId, ...who, ...dates } })
    },
  ],
  [
    'Only organization admins can send invitations',
    async (world) => {
      const { orgId, person } = await world.staffed()
      const invite = () =>
        world.send('POST', `/api/orgs/${orgId}/invites`, {
          as: person,
          body: { email: 'b@example.org', role: 'member' },
        })
      await changesNothing(world, async () => expect(answer(await invite())).toEqual(adminsOnly))
      // A manager is a member here, whatever the main contract lets managers do.
      await giveRole(world, person.email, orgId, 'manager')
      expect(answer(await invite())).toEqual(adminsOnly)
      await giveRole(world, person.email, orgId, 'admin')
      expect((await invite()).status).toBe(201)
    },
  ],
  [
    'Creates invitation in Clerk and MongoDB [the embedded provider keeps none: one row, and no clerkInviteId]',
    async (world) => {
      const { id, body, orgId, person } = await sample(world)
      expect(await world.rows(`SELECT organization_id, email, status FROM invitations WHERE id = '${id}'`)).toEqual([
        { organization_id: orgId, email: person.email, status: 'pending' },
      ])
      expect(body).not.toHaveProperty('clerkInviteId')
    },
  ],
  [
    'Sends email notification via Clerk [by the own mailer: the embedded provider sends none]',
    async (world) => {
      const { person } = await world.invited()
      await world.running.tokenFor(person.email)
      expect(world.running.mails().find(({ to }) => to === person.email)?.text).toContain('My Karaoke Bar')
    },
  ],
  [
    'Invitation expires in 7 days by default',
    async (world) => {
      const { invite, person } = await world.invited()
      expect(Date.parse(invite.expiresAt)).toBe(world.now().getTime() + 7 * DAY)
      world.pass(7)
      await expect(world.accept(person, invite._id)).rejects.toMatchObject({ status: 403 })
    },
  ],
])

export const listInvitations = section('6. List Organization Invitations', [
  [
    'GET /api/orgs/:orgId/invites',
    async (world) => {
      const { orgId, admin } = await sample(world)
      expect((await world.send('GET', `/api/orgs/${orgId}/invites`, { as: admin })).status).toBe(200)
      expect((await world.send('PATCH', `/api/orgs/${orgId}/invites`, { as: admin })).status).toBe(405)
    },
  ],
  [
    'Auth: Required (JWT token, admin role)',
    async (world) => {
      await needsToken('GET', `/api/orgs/${nowhere}/invites`)(world)
      const { orgId, person } = await world.staffed()
      expect(answer(await world.send('GET', `/api/orgs/${orgId}/invites`, { as: person }))).toEqual(adminsOnly)
    },
  ],
  [
    'orgId - Organization ID',
    async (world) => {
      const { admin, orgId, invite } = await world.invited()
      await world.invited({ admin })
      expect((await world.listed(admin, orgId)).map(({ _id }) => _id)).toEqual([invite._id])
      expect((await world.send('GET', '/api/orgs/0/invites', { as: admin })).body).toEqual({
        error: 'Organization not found',
      })
    },
  ],
  [
    'status - Filter by status (optional): pending, accepted, revoked',
    async (world) => {
      const { admin, orgId, invite: waiting } = await world.invited()
      const { invite: taken } = await world.staffed({ admin, orgId })
      const { invite: gone } = await world.invited({ admin, orgId })
      await world.client(admin).invitations.revoke({ params: { inviteId: gone._id } })
      const ids = async (status?: 'pending' | 'accepted' | 'revoked') =>
        (await world.listed(admin, orgId, status)).map(({ _id }) => _id)
      expect(await ids('pending')).toEqual([waiting._id])
      expect(await ids('accepted')).toEqual([taken._id])
      expect(await ids('revoked')).toEqual([gone._id])
      expect(new Set(await ids())).toEqual(new Set([waiting._id, taken._id, gone._id]))
      for (const status of ['expired', 'PENDING', '']) {
        const { status: code, body } = await world.send('GET', `/api/orgs/${orgId}/invites?status=${status}`, {
          as: admin,
        })
        expect([code, body]).toEqual([
          400,
          { error: 'Invalid request body', details: expect.stringMatching(/^status: /) },
        ])
      }
    },
  ],
  [
    'Response: 200 OK',
    async (world) => {
      const { admin, orgId, body } = await sample(world)
      const { status, body: listed } = await world.send('GET', `/api/orgs/${orgId}/invites`, { as: admin })
      const found = (listed as { _id: string }[]).find(({ _id }) => _id === (body as { _id: string })._id)
      const [user] = await world.rows<{ id: string }>(`SELECT id FROM users WHERE email = '${admin.email}'`)
      const inviter = { _id: user?.id, displayName: 'John Doe', email: admin.email }
      expect({ status, found }).toEqual({ status: 200, found: { ...(body as object), inviter } })
    },
  ],
  [
    'Only organization admins can view invitations',
    async (world) => {
      const { orgId, person, invite } = await world.staffed()
      const look = () => world.send('GET', `/api/orgs/${orgId}/invites`, { as: person })
      await giveRole(world, person.email, orgId, 'manager')
      expect(answer(await look())).toEqual(adminsOnly)
      await giveRole(world, person.email, orgId, 'admin')
      expect(answer(await look())).toMatchObject({ status: 200, body: [{ _id: invite._id }] })
      expect(answer(await world.send('GET', `/api/orgs/${orgId}/invites`, { as: world.person() }))).toEqual(
        strangersOut,
      )
    },
  ],
  [
    'Populates inviter details',
    async (world) => {
      const { admin, orgId, invite, person } = await world.staffed({ role: 'admin' })
      const other = await world.invited({ admin: person, orgId })
      const inviters = Object.fromEntries(
        (await world.listed(admin, orgId)).map(({ _id, inviter, invitedBy }) => [_id, [inviter?.email, invitedBy]]),
      )
      expect(inviters).toEqual({
        [invite._id]: [admin.email, admin.sub],
        [other.invite._id]: [person.email, person.sub],
      })
    },
  ],
])

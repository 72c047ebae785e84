import { expect } from 'vitest'
import { changesNothing, count, invitationRow, membershipsOf, outcomes, refuses, writersOf } from './proofs.ts'
import { section } from './world.ts'

export const invitationController = section('Invitation Controller', [
  [
    '`accept`: Create user_organizations entry and update invitation status',
    async (world) => {
      const { person, id } = await world.invited()
      await world.accept(person, id)
      expect(await membershipsOf(world, person)).toMatchObject([{ invitation_id: id }])
      expect((await invitationRow(world, id)).status).toBe('accepted')
    },
  ],
  [
    '`decline`: Update invitation status with optional reason',
    async (world) => {
      const { person, id } = await world.invited()
      await world.as(person).invitations.decline({ body: { invitation_id: id, reason: 'Not my company' } })
      expect(await invitationRow(world, id)).toMatchObject({ status: 'declined', decline_reason: 'Not my company' })
    },
  ],
  [
    '`validate-token`: Server-side token validation for direct invitation page',
    async (world) => {
      const { token, id, person, organizationId } = await world.invited()
      const { invitation } = await world.as(null).invitations.validateToken({ query: { token: await token() } })
      expect(invitation).toMatchObject({ id, email: person.email, organization: { id: organizationId } })
    },
  ],
  [
    '`list-pending`: Get pending invitations for dashboard notifications',
    async (world) => {
      const person = world.person()
      await world.found(person)
      const { id } = await world.invited({ person })
      const inbox = await world.as(person).invitations.pending()
      expect(inbox).toMatchObject({ count: 1, pending_invitations: [{ id }] })
    },
  ],
  [
    'Multi-organization membership creation with proper role assignment',
    async (world) => {
      const person = world.person()
      const roles = ['employee', 'admin', 'manager']
      for (const role of roles) {
        const { id } = await world.invited({ person, role })
        await world.accept(person, id)
      }
      const memberships = await membershipsOf(world, person)
      expect(memberships.map(({ role }) => role)).toEqual(roles)
      expect(new Set(memberships.map(({ organization_id }) => organization_id)).size).toBe(3)
    },
  ],
  [
    "Default organization logic (set is_default=true for user's first org)",
    async (world) => {
      const { person, id, organizationId } = await world.invited()
      await world.accept(person, id)
      await world.found(person)
      expect((await world.status(person)).defaultOrganization?.id).toBe(organizationId)
    },
  ],
  [
    'Invitation expiration checking and cleanup',
    async (world) => {
      const old = await world.invited()
      world.pass(8)
      await refuses(world.accept(old.person, old.id), 404, 'INVITATION_EXPIRED')
      // The address is free for a new invitation, which ends the old one for good.
      const anew = await world.invited({ ...old })
      expect((await invitationRow(world, old.id)).status).toBe('expired')
      expect((await world.accept(anew.person, anew.id)).success).toBe(true)
      await refuses(world.accept(old.person, old.id), 404, 'INVITATION_EXPIRED')
    },
  ],
  [
    'Email matching validation between invitation and authenticated user',
    async (world) => {
      const { person, id } = await world.invited()
      const [name = '', host = ''] = person.email.split('@')
      // Alike is not equal: what dots and plus signs mean is up to each mail host.
      for (const email of [
        `${name}+x@${host}`,
        `${name}.@${host}`,
        `${name.replace('-', '.')}@${host}`,
        `${name}@${host}.evil.example`,
      ])
        await expect(world.accept({ ...person, sub: email, email }, id)).rejects.toMatchObject({ status: 403 })
      expect((await invitationRow(world, id)).status).toBe('pending')
      expect((await world.accept(person, id)).success).toBe(true)
    },
  ],
  [
    'Atomic invitation acceptance with user_organizations creation',
    async (world) => {
      const { person, id } = await world.invited()
      // Its delivery is written by a job, which must not come in between.
      const delivered = () => count(world, `invitations WHERE id = '${id}' AND delivery_status = 'sent'`)
      await expect.poll(delivered, { timeout: 10_000 }).toBe(1)
      await world.accept(person, id)
      const written = [`invitations WHERE id = '${id}'`, `user_organizations WHERE invitation_id = '${id}'`]
      expect((await writersOf(world, written)).size).toBe(1)
    },
  ],
  [
    'Proper handling of is_default constraint (only one per user)',
    async (world) => {
      const person = world.person()
      const invitations = [
        await world.invited({ person }),
        await world.invited({ person }),
        await world.invited({ person }),
      ]
      expect(await outcomes(invitations.map(({ id }) => world.accept(person, id)))).toEqual({ ok: 3 })
      const defaults = (await membershipsOf(world, person)).filter(({ is_default }) => is_default)
      expect(defaults).toHaveLength(1)
    },
  ],
  [
    'Update invitation timestamps (accepted_at, declined_at)',
    async (world) => {
      const [accepted, declined] = [await world.invited(), await world.invited()]
      world.running.advance(61_000)
      await world.accept(accepted.person, accepted.id)
      await world.decline(declined.person, declined.id)
      const now = world.running.now()
      expect(await invitationRow(world, accepted.id)).toMatchObject({ accepted_at: now, declined_at: null })
      expect(await invitationRow(world, declined.id)).toMatchObject({ accepted_at: null, declined_at: now })
    },
  ],
  [
    'Duplicate membership prevention',
    async (world) => {
      const { person, id, organizationId, admin } = await world.invited()
      await world.accept(person, id)
      const body = { invitations: [{ email: person.email, role: 'admin' }] }
      const { results } = await world.as(admin).invitations.create({ params: { organizationId }, body })
      expect(results).toEqual([{ email: person.email, status: 'skipped', code: 'MEMBERSHIP_EXISTS' }])
      const copy =
        world.rows(`INSERT INTO user_organizations (id, user_id, organization_id, role, is_default, joined_via, created_at, updated_at)
        SELECT gen_random_uuid(), user_id, organization_id, role, false, 'request', now(), now()
        FROM user_organizations WHERE invitation_id = '${id}'`)
      await expect(copy).rejects.toMatchObject({ code: '23505', constraint: 'user_organizations_member_unique' })
    },
  ],
  [
    'Expired invitation graceful handling',
    async (world) => {
      const { person, id } = await world.invited()
      await world.status(person)
      world.pass(7)
      await changesNothing(world, async () => {
        await refuses(world.accept(person, id), 404, 'INVITATION_EXPIRED')
        await refuses(world.decline(person, id), 404, 'INVITATION_EXPIRED')
      })
      expect((await world.status(person)).scenario).toBe('no_invitations')
    },
  ],
  [
    'Email mismatch validation',
    async (world) => {
      const { id, admin } = await world.invited()
      const answer = await world.send('POST', '/api/invitations/accept', { as: admin, body: { invitation_id: id } })
      expect(answer).toMatchObject({
        status: 403,
        body: { code: 'NOT_AUTHORIZED', details: { reason: 'email_mismatch' } },
      })
    },
  ],
  [
    'Concurrent acceptance prevention',
    async (world) => {
      const { person, id } = await world.invited()
      const { ok, ...refused } = await outcomes(Array.from({ length: 8 }, () => world.accept(person, id)))
      expect(ok).toBe(1)
      const codes = ['INVITATION_USED', 'MEMBERSHIP_EXISTS']
      expect(Object.keys(refused).filter((code) => !codes.includes(code))).toEqual([])
      expect(await count(world, `user_organizations WHERE invitation_id = '${id}'`)).toBe(1)
    },
  ],
])

import { expect } from 'vitest'
import { adminsOnly, answer, forbidden, strangersOut, success, wrongAddress } from './proofs.ts'
import { section, type World } from './world.ts'

const send = (world: World, orgId: string, as: object) =>
  world.send('POST', `/api/orgs/${orgId}/invites`, {
    as,
    body: { email: `a-${world.slug()}@example.org`, role: 'member' },
  })
const accept = (world: World, id: string, as: object) => world.send('POST', `/api/orgs/invites/${id}/accept`, { as })
const revoke = (world: World, id: string, as: object) => world.send('DELETE', `/api/orgs/invites/${id}/revoke`, { as })

export const testingChecklist = section('Testing Checklist', [
  [
    'Create organization with valid data',
    async (world) => {
      const body = { name: 'My Karaoke Bar', slug: world.slug(), logoUrl: 'https://example.com/logo.png' }
      const { status, body: made } = await world.send('POST', '/api/orgs', { as: world.person(), body })
      expect([status, made]).toMatchObject([201, body])
    },
  ],
  [
    'Create organization with duplicate slug (should fail)',
    async (world) => {
      const { slug } = await world.found(world.person())
      const body = { name: 'Another Bar', slug }
      expect(answer(await world.send('POST', '/api/orgs', { as: world.person(), body }))).toEqual({
        status: 409,
        body: { error: 'Organization slug already exists' },
      })
    },
  ],
  [
    'List organizations for user with multiple orgs',
    async (world) => {
      const person = world.person()
      const made = [await world.found(person), await world.found(person), await world.found(person)]
      expect(await world.client(person).organizations.mine()).toEqual(made)
    },
  ],
  [
    'Get organization details as member',
    async (world) => {
      const { person, orgId } = await world.staffed()
      expect(await world.client(person).organizations.get({ params: { orgId } })).toMatchObject({
        name: 'My Karaoke Bar',
      })
    },
  ],
  [
    'Get organization details as non-member (should fail)',
    async (world) => {
      const { _id } = await world.found(world.person())
      expect(answer(await world.send('GET', `/api/orgs/${_id}`, { as: world.person() }))).toEqual(strangersOut)
    },
  ],
  [
    'List members as organization member',
    async (world) => {
      const { person, admin, orgId } = await world.staffed()
      expect(await world.rolesIn(orgId, person)).toEqual({ [admin.sub]: 'admin', [person.sub]: 'member' })
    },
  ],
  [
    'Send invitation as admin',
    async (world) => {
      const admin = world.person()
      expect((await send(world, (await world.found(admin))._id, admin)).status).toBe(201)
    },
  ],
  [
    'Send invitation as non-admin (should fail)',
    async (world) => {
      const { person, orgId } = await world.staffed()
      expect(answer(await send(world, orgId, person))).toEqual(adminsOnly)
    },
  ],
  [
    'List invitations as admin',
    async (world) => {
      const { admin, orgId, invite } = await world.invited()
      expect(await world.listed(admin, orgId)).toMatchObject([invite])
    },
  ],
  [
    'List my invitations as invited user',
    async (world) => {
      const { person, invite } = await world.invited()
      expect(await world.client(person).invitations.mine()).toMatchObject([invite])
    },
  ],
  [
    'Accept invitation with matching email',
    async (world) => {
      const { person, invite, orgId } = await world.invited()
      expect(answer(await accept(world, invite._id, person))).toEqual(success)
      expect(await world.client(person).organizations.mine()).toMatchObject([{ _id: orgId }])
    },
  ],
  [
    'Accept invitation with non-matching email (should fail)',
    async (world) => {
      const { invite } = await world.invited()
      expect(answer(await accept(world, invite._id, world.person()))).toEqual(wrongAddress)
    },
  ],
  [
    'Accept expired invitation (should fail)',
    async (world) => {
      const { invite, person } = await world.invited()
      world.pass(8)
      const expired = forbidden('This invitation has expired. Ask for a new one')
      expect(answer(await accept(world, invite._id, person))).toEqual(expired)
    },
  ],
  [
    'Decline invitation',
    async (world) => {
      const { invite, person, admin, orgId } = await world.invited()
      await world.client(person).invitations.decline({ params: { inviteId: invite._id } })
      expect(await world.listed(admin, orgId)).toMatchObject([{ status: 'revoked' }])
    },
  ],
  [
    'Revoke invitation as admin',
    async (world) => {
      const { invite, admin, orgId } = await world.invited()
      expect(answer(await revoke(world, invite._id, admin))).toEqual(success)
      expect(await world.listed(admin, orgId)).toMatchObject([{ status: 'revoked' }])
    },
  ],
  [
    'Revoke invitation as non-admin (should fail)',
    async (world) => {
      const { admin, orgId, person } = await world.staffed()
      const { invite } = await world.invited({ admin, orgId })
      expect(answer(await revoke(world, invite._id, person))).toEqual(adminsOnly)
      expect((await world.written(invite._id)).status).toBe('pending')
    },
  ],
  [
    'Resend invitation as admin',
    async (world) => {
      const { invite, admin } = await world.invited()
      const before = await world.written(invite._id)
      expect(await world.client(admin).invitations.resend({ params: { inviteId: invite._id } })).toEqual({
        success: true,
      })
      expect((await world.written(invite._id)).token_hash).not.toBe(before.token_hash)
    },
  ],
  [
    'Verify Clerk organization is created [the provider port has no organizations: the id is our own]',
    async (world) => {
      const { _id, clerkOrgId } = await world.found(world.person())
      expect(clerkOrgId).toBe(_id)
    },
  ],
  [
    'Verify Clerk invitation is sent [the provider port has no invitations: the own mailer sends it]',
    async (world) => {
      const { person, invite } = await world.invited()
      const token = await world.running.tokenFor(person.email)
      const { invitation } = await world.running.as(null).invitations.validateToken({ query: { token } })
      expect(invitation.id).toBe(invite._id)
    },
  ],
  [
    'Verify user is added to Clerk org on accept [to the organization of that clerkOrgId]',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      const { clerkOrgId } = await world.client(admin).organizations.get({ params: { orgId } })
      expect(await world.rolesIn(clerkOrgId, admin)).toHaveProperty([person.sub], 'member')
    },
  ],
])

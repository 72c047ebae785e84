import { expect } from 'vitest'
import { changesNothing, nowhere } from '../seed-003/proofs.ts'
import { answer, forbidden, needsToken, success, wrongAddress } from './proofs.ts'
import { section, type World } from './world.ts'

const notFound = { status: 404, body: { error: 'Invitation not found' } }
const malformed = ['1', '507f1f77bcf86cd799439013', `${nowhere}0`, '%00', 'my']

const act = (world: World, verb: 'accept' | 'decline', id: string, as: object) =>
  world.send('POST', `/api/orgs/invites/${id}/${verb}`, { as })

async function knowsIds(world: World, verb: 'accept' | 'decline'): Promise<void> {
  const as = world.person()
  for (const id of [...malformed, nowhere]) expect(answer(await act(world, verb, id, as)), id).toEqual(notFound)
}

async function asksForAddress(world: World, verb: 'accept' | 'decline'): Promise<void> {
  const { invite, admin, person } = await world.invited()
  const stranger = world.person('stranger')
  await world.client(stranger).organizations.mine()
  await changesNothing(world, async () => {
    for (const as of [stranger, admin]) expect(answer(await act(world, verb, invite._id, as))).toEqual(wrongAddress)
    // An address that the provider did not verify is nobody's.
    const claiming = { ...person, sub: 'somebody-else', email_verified: false }
    const refused = answer(await act(world, verb, invite._id, claiming))
    expect(refused).toEqual(forbidden('Confirm your e-mail address first'))
  })
  expect(answer(await act(world, verb, invite._id, person))).toEqual(success)
}

export const listMyInvitations = section('7. List My Invitations', [
  [
    'GET /api/orgs/invites/my',
    async (world) => {
      const answered = answer(await world.send('GET', '/api/orgs/invites/my', { as: world.person() }))
      expect(answered).toEqual({ status: 200, body: [] })
    },
  ],
  ['Auth: Required (JWT token)', needsToken('GET', '/api/orgs/invites/my')],
  [
    'Response: 200 OK',
    async (world) => {
      const [admin, person] = [world.person('john'), world.person('newmember')]
      const logoUrl = 'https://example.com/logo.png'
      const { _id, name, slug } = await world.found(admin, { logoUrl })
      const { invite } = await world.invited({ admin, orgId: _id, person })
      const [user] = await world.rows<{ id: string }>(`SELECT id FROM users WHERE email = '${admin.email}'`)
      const inviter = { _id: user?.id, displayName: 'John Doe', email: admin.email }
      const body = [{ ...invite, organization: { _id, name, slug, logoUrl }, inviter }]
      expect(answer(await world.send('GET', '/api/orgs/invites/my', { as: person }))).toEqual({ status: 200, body })
    },
  ],
  [
    "Returns invitations for the authenticated user's email",
    async (world) => {
      const { person, invite } = await world.invited()
      const mine = async (who: object) => (await world.client(who).invitations.mine()).map(({ _id }) => _id)
      const { invite: second } = await world.invited({ person })
      expect(await mine(person)).toEqual([invite._id, second._id])
      expect(await mine(world.person())).toEqual([])
      expect(await mine({ ...person, sub: 'somebody-else', email_verified: false })).toEqual([])
    },
  ],
  [
    'Populates organization and inviter details',
    async (world) => {
      const { person } = await world.invited()
      const [invite] = await world.client(person).invitations.mine()
      expect(invite).toMatchObject({
        organization: { name: 'My Karaoke Bar', slug: expect.stringMatching(/^bar-/) },
        inviter: { displayName: 'John Doe' },
      })
    },
  ],
  [
    'Only shows pending invitations',
    async (world) => {
      const person = world.person()
      const mine = async () => (await world.client(person).invitations.mine()).map(({ _id }) => _id)
      const { invite: taken } = await world.staffed({ person })
      const { invite: declined } = await world.invited({ person })
      await world.client(person).invitations.decline({ params: { inviteId: declined._id } })
      const { invite: gone, admin } = await world.invited({ person })
      await world.client(admin).invitations.revoke({ params: { inviteId: gone._id } })
      const { invite: waiting, admin: late, orgId } = await world.invited({ person })
      expect(await mine()).toEqual([waiting._id])
      expect(taken.status).toBe('pending')
      // One that ran out waits no more for whom it was for, and can still be sent again by those who sent it.
      world.pass(7)
      expect(await mine()).toEqual([])
      expect(await world.listed(late, orgId, 'pending')).toMatchObject([
        { _id: waiting._id, expiresAt: waiting.expiresAt },
      ])
    },
  ],
])

export const acceptInvitation = section('8. Accept Invitation', [
  [
    'POST /api/orgs/invites/:inviteId/accept',
    async (world) => {
      const { invite, person } = await world.invited()
      expect((await act(world, 'accept', invite._id, person)).status).toBe(200)
      expect((await world.send('GET', `/api/orgs/invites/${invite._id}/accept`, { as: person })).status).toBe(405)
    },
  ],
  ['Auth: Required (JWT token)', needsToken('POST', `/api/orgs/invites/${nowhere}/accept`)],
  ['inviteId - Invitation ID', (world) => knowsIds(world, 'accept')],
  [
    'Response: 200 OK',
    async (world) => {
      const { invite, person } = await world.invited()
      expect(answer(await act(world, 'accept', invite._id, person))).toEqual(success)
    },
  ],
  ["User's email must match invitation email", (world) => asksForAddress(world, 'accept')],
  [
    'Adds user as member to organization in Clerk and MongoDB [the embedded provider keeps no members]',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      expect(await world.rolesIn(orgId, person)).toEqual({ [admin.sub]: 'admin', [person.sub]: 'member' })
      const chief = await world.staffed({ admin, orgId, role: 'admin' })
      expect(await world.rolesIn(orgId, admin)).toHaveProperty([chief.person.sub], 'admin')
    },
  ],
  [
    "Updates invitation status to 'accepted'",
    async (world) => {
      const { admin, orgId, invite, person } = await world.staffed()
      expect(await world.listed(admin, orgId, 'accepted')).toMatchObject([{ _id: invite._id, status: 'accepted' }])
      // Once: a second answer changes nothing.
      for (const verb of ['accept', 'decline'] as const)
        expect((await act(world, verb, invite._id, person)).status, verb).toBe(409)
      expect((await world.written(invite._id)).status).toBe('accepted')
    },
  ],
  [
    "Returns 403 if email doesn't match or invitation expired",
    async (world) => {
      const { invite, person } = await world.invited()
      expect(answer(await act(world, 'accept', invite._id, world.person()))).toEqual(wrongAddress)
      world.pass(7)
      const expired = answer(await act(world, 'accept', invite._id, person))
      expect(expired).toEqual(forbidden('This invitation has expired. Ask for a new one'))
    },
  ],
])

export const declineInvitation = section('9. Decline Invitation', [
  [
    'POST /api/orgs/invites/:inviteId/decline',
    async (world) => {
      const { invite, person } = await world.invited()
      expect((await act(world, 'decline', invite._id, person)).status).toBe(200)
    },
  ],
  ['Auth: Required (JWT token)', needsToken('POST', `/api/orgs/invites/${nowhere}/decline`)],
  ['inviteId - Invitation ID', (world) => knowsIds(world, 'decline')],
  [
    'Response: 200 OK',
    async (world) => {
      const { invite, person } = await world.invited()
      expect(answer(await act(world, 'decline', invite._id, person))).toEqual(success)
    },
  ],
  ["User's email must match invitation email", (world) => asksForAddress(world, 'decline')],
  [
    "Updates invitation status to 'revoked' (or deletes it)",
    async (world) => {
      const { admin, orgId, invite, person } = await world.invited()
      await act(world, 'decline', invite._id, person)
      expect(await world.listed(admin, orgId, 'revoked')).toMatchObject([{ _id: invite._id, status: 'revoked' }])
      expect((await act(world, 'accept', invite._id, person)).status).toBe(409)
    },
  ],
  [
    'Does not add user to organization',
    async (world) => {
      const { admin, orgId, invite, person } = await world.invited()
      await act(world, 'decline', invite._id, person)
      expect(await world.client(person).organizations.mine()).toEqual([])
      expect(await world.rolesIn(orgId, admin)).toEqual({ [admin.sub]: 'admin' })
    },
  ],
])

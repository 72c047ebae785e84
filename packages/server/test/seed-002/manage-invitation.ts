import { expect } from 'vitest'
import { changesNothing, nowhere } from '../seed-003/proofs.ts'
import { adminsOnly, answer, giveRole, needsToken, strangersOut, success } from './proofs.ts'
import { DAY, section, type World } from './world.ts'

const notFound = { status: 404, body: { error: 'Invitation not found' } }
const malformed = ['1', '507f1f77bcf86cd799439013', `${nowhere}0`, '%00']

const acts = {
  revoke: (world: World, id: string, as: object) => world.send('DELETE', `/api/orgs/invites/${id}/revoke`, { as }),
  resend: (world: World, id: string, as: object) => world.send('POST', `/api/orgs/invites/${id}/resend`, { as }),
} as const

type Verb = keyof typeof acts

async function knowsIds(world: World, verb: Verb): Promise<void> {
  const { admin } = await world.invited()
  for (const id of malformed) expect(answer(await acts[verb](world, id, admin)), id).toEqual(notFound)
  // An invitation that is not there is like one of somebody else's organization.
  const { invite } = await world.invited()
  for (const id of [nowhere, invite._id]) expect(answer(await acts[verb](world, id, admin))).toEqual(strangersOut)
}

async function isForAdmins(world: World, verb: Verb): Promise<void> {
  const { admin, orgId, person: member } = await world.staffed()
  const { invite, person: invited } = await world.invited({ admin, orgId })
  const stranger = world.person()
  await world.client(stranger).organizations.mine()
  await world.client(invited).organizations.mine()
  await changesNothing(world, async () => {
    expect(answer(await acts[verb](world, invite._id, member))).toEqual(adminsOnly)
    for (const as of [stranger, invited]) expect(answer(await acts[verb](world, invite._id, as))).toEqual(strangersOut)
  })
  await giveRole(world, member.email, orgId, 'manager')
  expect(answer(await acts[verb](world, invite._id, member))).toEqual(adminsOnly)
  await giveRole(world, member.email, orgId, 'admin')
  expect(answer(await acts[verb](world, invite._id, member))).toEqual(success)
}

export const revokeInvitation = section('10. Revoke Invitation', [
  [
    'DELETE /api/orgs/invites/:inviteId/revoke',
    async (world) => {
      const { admin, invite } = await world.invited()
      expect((await acts.revoke(world, invite._id, admin)).status).toBe(200)
      expect((await world.send('POST', `/api/orgs/invites/${invite._id}/revoke`, { as: admin })).status).toBe(405)
    },
  ],
  [
    'Auth: Required (JWT token, admin role)',
    async (world) => {
      await needsToken('DELETE', `/api/orgs/invites/${nowhere}/revoke`)(world)
      const { admin, orgId, person } = await world.staffed()
      const { invite } = await world.invited({ admin, orgId })
      expect(answer(await acts.revoke(world, invite._id, person))).toEqual(adminsOnly)
    },
  ],
  ['inviteId - Invitation ID', (world) => knowsIds(world, 'revoke')],
  [
    'Response: 200 OK',
    async (world) => {
      const { admin, invite } = await world.invited()
      expect(answer(await acts.revoke(world, invite._id, admin))).toEqual(success)
    },
  ],
  ['Only organization admins can revoke invitations', (world) => isForAdmins(world, 'revoke')],
  [
    "Updates invitation status to 'revoked'",
    async (world) => {
      const { admin, orgId, invite, person } = await world.invited()
      await acts.revoke(world, invite._id, admin)
      expect((await world.written(invite._id)).status).toBe('revoked')
      expect(await world.listed(admin, orgId, 'revoked')).toMatchObject([{ _id: invite._id }])
      await expect(world.accept(person, invite._id)).rejects.toMatchObject({ status: 409 })
      expect((await acts.revoke(world, invite._id, admin)).status).toBe(409)
      const taken = await world.staffed({ admin, orgId })
      expect((await acts.revoke(world, taken.invite._id, admin)).status).toBe(409)
    },
  ],
  [
    'Revokes invitation in Clerk if `clerkInviteId` exists [the embedded provider has none: its mailed link ends]',
    async (world) => {
      const { admin, invite, person } = await world.invited()
      const token = await world.running.tokenFor(person.email)
      const look = () => world.running.as(null).invitations.validateToken({ query: { token } })
      expect((await look()).invitation.id).toBe(invite._id)
      await acts.revoke(world, invite._id, admin)
      await expect(look()).rejects.toMatchObject({ code: 'INVITATION_REVOKED' })
    },
  ],
])

export const resendInvitation = section('11. Resend Invitation', [
  [
    'POST /api/orgs/invites/:inviteId/resend',
    async (world) => {
      const { admin, invite } = await world.invited()
      expect((await acts.resend(world, invite._id, admin)).status).toBe(200)
      expect((await world.send('GET', `/api/orgs/invites/${invite._id}/resend`, { as: admin })).status).toBe(405)
    },
  ],
  [
    'Auth: Required (JWT token, admin role)',
    async (world) => {
      await needsToken('POST', `/api/orgs/invites/${nowhere}/resend`)(world)
      const { admin, orgId, person } = await world.staffed()
      const { invite } = await world.invited({ admin, orgId })
      expect(answer(await acts.resend(world, invite._id, person))).toEqual(adminsOnly)
    },
  ],
  ['inviteId - Invitation ID', (world) => knowsIds(world, 'resend')],
  [
    'Response: 200 OK',
    async (world) => {
      const { admin, invite } = await world.invited()
      // At once: only a repetition has to wait.
      expect(answer(await acts.resend(world, invite._id, admin))).toEqual(success)
      const again = await acts.resend(world, invite._id, admin)
      expect([again.status, again.headers.get('retry-after')]).toEqual([429, '60'])
      world.running.advance(60_000)
      expect(answer(await acts.resend(world, invite._id, admin))).toEqual(success)
    },
  ],
  ['Only organization admins can resend invitations', (world) => isForAdmins(world, 'resend')],
  [
    'Sends new email notification via Clerk [by the own mailer, with a new link]',
    async (world) => {
      const { admin, invite, person } = await world.invited()
      const first = await world.running.tokenFor(person.email)
      await acts.resend(world, invite._id, admin)
      await expect.poll(() => world.running.tokenFor(person.email)).not.toBe(first)
      const preview = (token: string) => world.running.as(null).invitations.validateToken({ query: { token } })
      expect((await preview(await world.running.tokenFor(person.email))).invitation.id).toBe(invite._id)
      await expect(preview(first)).rejects.toMatchObject({ code: 'INVITATION_NOT_FOUND' })
    },
  ],
  [
    'Extends expiration date by 7 days from current time',
    async (world) => {
      const { admin, orgId, invite, person } = await world.invited()
      world.pass(3)
      await acts.resend(world, invite._id, admin)
      const until = world.now().getTime() + 7 * DAY
      expect((await world.written(invite._id)).expires_at.getTime()).toBe(until)
      // Also of one that has run out.
      world.pass(10)
      await expect(world.accept(person, invite._id)).rejects.toMatchObject({ status: 403 })
      await acts.resend(world, invite._id, admin)
      expect(await world.listed(admin, orgId)).toMatchObject([
        { expiresAt: new Date(world.now().getTime() + 7 * DAY).toISOString() },
      ])
      expect(await world.accept(person, invite._id)).toEqual({ success: true })
    },
  ],
])

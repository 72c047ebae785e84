import { expect } from 'vitest'
import { changesNothing, failsInside, invitationRow, membershipsOf, nowhere, refuses } from './proofs.ts'
import { section, type World } from './world.ts'

const PATH = '/api/invitations/decline'

async function declined(world: World, reason?: string | null) {
  const { person, id } = await world.invited()
  const body = { invitation_id: id, ...(reason !== undefined && { reason }) }
  const answer = await world.send('POST', PATH, { as: person, body })
  return { answer, person, row: await invitationRow(world, id) }
}

export const declineInvitation = section('POST /api/invitations/decline', [
  [
    'POST /api/invitations/decline',
    async (world) => {
      expect((await declined(world)).answer.status).toBe(200)
      expect((await world.send('GET', PATH)).status).toBe(405)
    },
  ],
  [
    '**Purpose:** Decline a pending invitation',
    async (world) => {
      const { person, id } = await world.invited()
      await world.decline(person, id)
      expect((await world.status(person)).scenario).toBe('no_invitations')
      expect(await membershipsOf(world, person)).toEqual([])
      await refuses(world.accept(person, id), 404, 'INVITATION_USED')
    },
  ],
  [
    '"invitation_id": "uuid"',
    async (world) => {
      for (const invitation_id of [undefined, null, 7, '', 'x', [nowhere]]) {
        const answer = await world.send('POST', PATH, { as: world.person(), body: { invitation_id } })
        expect(answer.body).toMatchObject({ details: { issues: [{ path: ['invitation_id'] }] } })
      }
    },
  ],
  [
    '"reason": "string (optional)"',
    async (world) => {
      for (const reason of [undefined, null, '', 'x'.repeat(500)])
        expect((await declined(world, reason)).answer.status, String(reason)).toBe(200)
      const { person, id } = await world.invited()
      for (const reason of [7, true, ['x'], 'x'.repeat(501), 'a\u0000b', '\ud800']) {
        const answer = await world.send('POST', PATH, { as: person, body: { invitation_id: id, reason } })
        expect(answer.body).toMatchObject({ code: 'VALIDATION_FAILED', details: { issues: [{ path: ['reason'] }] } })
      }
      expect((await invitationRow(world, id)).status).toBe('pending')
    },
  ],
  [
    "1. Update invitation status to 'declined'",
    async (world) => {
      const { row } = await declined(world)
      expect(row).toMatchObject({ status: 'declined', accepted_at: null, accepted_by: null })
    },
  ],
  [
    '2. Set declined_at timestamp',
    async (world) => {
      const { row } = await declined(world)
      expect(row.declined_at?.getTime()).toBe(world.running.now().getTime())
    },
  ],
  [
    '3. Optionally store decline reason',
    async (world) => {
      expect((await declined(world, ' Wrong company, sorry — zły adres ')).row.decline_reason).toBe(
        'Wrong company, sorry — zły adres',
      )
      expect((await declined(world)).row.decline_reason).toBeNull()
      expect((await declined(world, '')).row.decline_reason).toBeNull()
    },
  ],
  ['"success": true', async (world) => expect((await declined(world)).answer.body).toHaveProperty('success', true)],
  [
    '"message": "Invitation declined"',
    async (world) => expect((await declined(world)).answer.body).toHaveProperty('message', 'Invitation declined'),
  ],
  [
    '400: Invalid invitation ID',
    async (world) => {
      const answer = await world.send('POST', PATH, { as: world.person(), body: { invitation_id: 'not-a-uuid' } })
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
    },
  ],
  [
    '403: Not authorized to decline this invitation',
    async (world) => {
      const { id, admin, person } = await world.invited()
      const stranger = world.person('stranger')
      await world.status(stranger)
      await changesNothing(world, async () => {
        await refuses(world.decline(stranger, id), 403, 'NOT_AUTHORIZED')
        // Nor does the one who sent it answer for the one who got it.
        await refuses(world.decline(admin, id), 403, 'NOT_AUTHORIZED')
        const claiming = { ...person, sub: 'somebody-else', email_verified: false }
        await refuses(world.decline(claiming, id), 403, 'EMAIL_NOT_VERIFIED')
      })
    },
  ],
  [
    '404: Invitation not found',
    async (world) => {
      const { person, id } = await world.invited()
      await refuses(world.decline(person, nowhere), 404, 'INVITATION_NOT_FOUND')
      await world.accept(person, id)
      await refuses(world.decline(person, id), 404, 'INVITATION_USED')
      const revoked = await world.invited()
      await world.revoke(revoked.id)
      await refuses(world.decline(revoked.person, revoked.id), 404, 'INVITATION_REVOKED')
      const late = await world.invited()
      world.pass(8)
      await refuses(world.decline(late.person, late.id), 404, 'INVITATION_EXPIRED')
    },
  ],
  [
    '500: Database update failed',
    async (world) => {
      const { person, id } = await world.invited()
      const decline = () => world.send('POST', PATH, { as: person, body: { invitation_id: id } })
      await failsInside(world, 'UPDATE invitations', decline)
      expect((await decline()).status).toBe(200)
    },
  ],
])

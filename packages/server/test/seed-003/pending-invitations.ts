import { expect } from 'vitest'
import { failsReading, field, invitationRow, once } from './proofs.ts'
import { section } from './world.ts'

const PATH = '/api/dashboard/pending-invitations'

/** The inbox of a member whom another organization invites into a team. */
const sample = once(async (world) => {
  const me = world.person('member')
  await world.found(me)
  const admin = world.person('inviter')
  const organizationId = await world.found(admin)
  const teamId = await world.team(organizationId)
  const { id } = await world.invited({ admin, organizationId, person: me, role: 'manager', teamId })
  const { status, body } = await world.send('POST', PATH, { as: me })
  const { expires_at } = await invitationRow(world, id)
  return { status, body, me, id, admin, expires: expires_at.toISOString() }
})

export const pendingInvitations = section('POST /api/dashboard/pending-invitations', [
  [
    'POST /api/dashboard/pending-invitations',
    async (world) => {
      expect((await sample(world)).status).toBe(200)
      expect((await world.send('GET', PATH)).status).toBe(405)
    },
  ],
  [
    '**Purpose:** Get pending invitations for users with existing organizations (Scenario 4)',
    async (world) => {
      const person = world.person()
      await world.found(person)
      const { id } = await world.invited({ person })
      expect((await world.status(person)).scenario).toBe('has_organizations')
      const { pending_invitations } = await world.as(person).invitations.pending()
      expect(pending_invitations.map((invitation) => invitation.id)).toEqual([id])
    },
  ],
  [
    '**Authentication:** Required (authenticated user)',
    async (world) => {
      const { admin, person } = await world.invited()
      expect((await world.as(admin).invitations.pending()).count).toBe(0)
      expect((await world.as(person).invitations.pending()).count).toBe(1)
      expect((await world.send('POST', PATH, { headers: { authorization: 'Bearer x' } })).status).toBe(401)
    },
  ],
  [
    "**Database Query:** Select from invitations table where email matches user and status='pending'",
    async (world) => {
      const person = world.person()
      const [accepted, declined] = [await world.invited({ person }), await world.invited({ person })]
      const [revoked, late] = [await world.invited({ person }), await world.invited({ person })]
      await world.accept(person, accepted.id)
      await world.decline(person, declined.id)
      await world.revoke(revoked.id)
      world.pass(6)
      const waiting = await world.invited({ person })
      await world.invited()
      world.pass(2)
      const { pending_invitations } = await world.as(person).invitations.pending()
      expect(pending_invitations.map(({ id }) => id)).toEqual([waiting.id])
      expect((await invitationRow(world, late.id)).expires_at.getTime()).toBeLessThan(world.running.now().getTime())
      // An address that is only claimed opens no inbox.
      const claiming = { ...person, sub: 'somebody-else', email_verified: false }
      expect((await world.as(claiming).invitations.pending()).count).toBe(0)
    },
  ],
  [
    '"pending_invitations": [',
    async (world) => {
      expect((await sample(world)).body).toHaveProperty('pending_invitations.length', 1)
      expect((await world.as(world.person()).invitations.pending()).pending_invitations).toEqual([])
    },
  ],
  ['"id": "uuid"', field(sample, 'pending_invitations.0.id', ({ id }) => id)],
  ['"organization_name": "string"', field(sample, 'pending_invitations.0.organization_name', () => 'Acme')],
  ['"role": "string"', field(sample, 'pending_invitations.0.role', () => 'manager')],
  [
    '"team_name": "string | null"',
    async (world) => {
      expect((await sample(world)).body).toHaveProperty('pending_invitations.0.team_name', 'Sales')
      const { person } = await world.invited()
      expect((await world.as(person).invitations.pending()).pending_invitations[0]?.team_name).toBeNull()
    },
  ],
  [
    '"invited_by": "string"',
    async (world) => {
      expect((await sample(world)).body).toHaveProperty('pending_invitations.0.invited_by', 'Inviter')
      // Somebody without a name is named by the address.
      const admin = { ...world.person('nameless'), name: '' }
      const { person } = await world.invited({ admin })
      expect((await world.as(person).invitations.pending()).pending_invitations[0]?.invited_by).toBe(admin.email)
    },
  ],
  ['"expires_at": "timestamp"', field(sample, 'pending_invitations.0.expires_at', ({ expires }) => expires)],
  ['"count": "number"', field(sample, 'count', () => 1)],
  [
    '**Use Case:** Dashboard notification badge and invitation management interface',
    async (world) => {
      const person = world.person()
      await world.found(person)
      const badge = async () => (await world.as(person).invitations.pending()).count
      const [first, second] = [await world.invited({ person }), await world.invited({ person })]
      expect(await badge()).toBe(2)
      await world.accept(person, first.id)
      expect(await badge()).toBe(1)
      await world.decline(person, second.id)
      expect(await badge()).toBe(0)
    },
  ],
  [
    '401: User not authenticated',
    async ({ send }) => {
      const answer = await send('POST', PATH)
      expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    },
  ],
  [
    '500: Database query failed',
    async (world) => {
      const { me } = await sample(world)
      await failsReading(world, 'invitations', () => world.send('POST', PATH, { as: me }))
    },
  ],
])

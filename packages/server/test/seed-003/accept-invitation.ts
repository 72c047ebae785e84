import { expect } from 'vitest'
import {
  changesNothing,
  count,
  failsInside,
  field,
  invitationRow,
  membershipsOf,
  nowhere,
  once,
  outcomes,
  refuses,
} from './proofs.ts'
import { section } from './world.ts'

const PATH = '/api/invitations/accept'

/** An accepted invitation into a team, by somebody who is in no organization yet. */
const sample = once(async (world) => {
  const admin = world.person('admin')
  const organizationId = await world.found(admin)
  const teamId = await world.team(organizationId)
  const { id, person } = await world.invited({ admin, organizationId, role: 'manager', teamId })
  const { status, body } = await world.send('POST', PATH, { as: person, body: { invitation_id: id } })
  return { status, body, id, person, organizationId, teamId }
})

export const acceptInvitation = section('POST /api/invitations/accept', [
  [
    'POST /api/invitations/accept',
    async (world) => {
      expect((await sample(world)).status).toBe(200)
      expect((await world.send('GET', PATH)).status).toBe(405)
    },
  ],
  [
    '**Purpose:** Accept a pending invitation for authenticated users',
    async (world) => {
      const { id, person, organizationId } = await world.invited()
      const anonymous = await world.send('POST', PATH, { body: { invitation_id: id } })
      expect(anonymous).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
      expect((await world.accept(person, id)).organization.id).toBe(organizationId)
      expect((await world.status(person)).scenario).toBe('has_organizations')
    },
  ],
  [
    '"invitation_id": "uuid"',
    async (world) => {
      const { person } = await world.invited()
      for (const invitation_id of [undefined, null, 7, '', 'x', `${nowhere}0`, [nowhere], { id: nowhere }]) {
        const answer = await world.send('POST', PATH, { as: person, body: { invitation_id } })
        expect(answer, String(invitation_id)).toMatchObject({
          status: 400,
          body: { code: 'VALIDATION_FAILED', details: { issues: [{ path: ['invitation_id'] }] } },
        })
      }
    },
  ],
  [
    '1. Validate invitation exists and is pending',
    async (world) => {
      const { person, id } = await world.invited()
      await refuses(world.accept(person, nowhere), 404, 'INVITATION_NOT_FOUND')
      await world.decline(person, id)
      await refuses(world.accept(person, id), 404, 'INVITATION_USED')
      expect(await membershipsOf(world, person)).toEqual([])
    },
  ],
  [
    '2. Verify invitation email matches authenticated user email',
    async (world) => {
      const { id, person } = await world.invited()
      await refuses(world.accept(world.person(), id), 403, 'NOT_AUTHORIZED')
      expect((await invitationRow(world, id)).status).toBe('pending')
      // The same mailbox, spelled otherwise.
      const shouted = { ...person, email: person.email.replace('example.com', 'EXAMPLE.com') }
      expect((await world.accept(shouted, id)).success).toBe(true)
    },
  ],
  [
    '3. Create user_organizations entry with invitation role and team',
    async (world) => {
      const { person, organizationId, teamId, id } = await sample(world)
      const links = { organization_id: organizationId, team_id: teamId, invitation_id: id }
      expect(await membershipsOf(world, person)).toMatchObject([
        { ...links, role: 'manager', joined_via: 'invitation' },
      ])
    },
  ],
  [
    "4. Update invitation status to 'accepted'",
    async (world) => {
      const { id, person } = await sample(world)
      const [user] = await world.rows<{ id: string }>(`SELECT id FROM users WHERE email = '${person.email}'`)
      expect(await invitationRow(world, id)).toMatchObject({ status: 'accepted', accepted_by: user?.id })
    },
  ],
  [
    "5. Handle is_default logic (set to true if user's first organization)",
    async (world) => {
      const first = await world.invited()
      await world.accept(first.person, first.id)
      const second = await world.invited({ person: first.person })
      await world.accept(first.person, second.id)
      const defaults = (await membershipsOf(world, first.person)).map(({ is_default }) => is_default)
      expect(defaults).toEqual([true, false])
    },
  ],
  ['"success": true', field(sample, 'success', () => true)],
  ['"message": "Invitation accepted successfully"', field(sample, 'message', () => 'Invitation accepted successfully')],
  ['"organization": {', field(sample, 'organization', ({ organizationId: id }) => ({ id, name: 'Acme' }))],
  ['"id": "uuid"', field(sample, 'organization.id', ({ organizationId }) => organizationId)],
  ['"name": "string"', field(sample, 'organization.name', () => 'Acme')],
  [
    '"user_role": "admin" | "manager" | "employee"',
    async (world) => {
      for (const role of ['admin', 'manager', 'employee']) {
        const { person, id } = await world.invited({ role })
        expect((await world.accept(person, id)).user_role).toBe(role)
        expect(await membershipsOf(world, person)).toMatchObject([{ role }])
      }
    },
  ],
  [
    '"team_name": "string | null"',
    async (world) => {
      expect((await sample(world)).body).toHaveProperty('team_name', 'Sales')
      const { person, id } = await world.invited()
      expect((await world.accept(person, id)).team_name).toBeNull()
    },
  ],
  [
    '"is_default_org": boolean',
    async (world) => {
      expect((await sample(world)).body).toHaveProperty('is_default_org', true)
      const person = world.person()
      await world.found(person)
      const { id } = await world.invited({ person })
      expect((await world.accept(person, id)).is_default_org).toBe(false)
    },
  ],
  [
    '400: Invalid invitation ID',
    async (world) => {
      const answer = await world.send('POST', PATH, { as: world.person(), body: { invitation_id: 'not-a-uuid' } })
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
    },
  ],
  [
    "403: Invitation email doesn't match user email",
    async (world) => {
      const { id, person } = await world.invited()
      const stranger = world.person('stranger')
      await world.status(stranger)
      await changesNothing(world, async () => {
        const answer = await world.send('POST', PATH, { as: stranger, body: { invitation_id: id } })
        expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_AUTHORIZED' } })
        expect(answer.text).not.toContain(person.email)
      })
      // An address that only claims to be theirs does not match either.
      const claiming = { ...person, sub: 'somebody-else', email_verified: false }
      await refuses(world.accept(claiming, id), 403, 'EMAIL_NOT_VERIFIED')
    },
  ],
  [
    '404: Invitation not found or already processed',
    async (world) => {
      const { person, id } = await sample(world)
      await refuses(world.accept(person, nowhere), 404, 'INVITATION_NOT_FOUND')
      await refuses(world.accept(person, id), 404, 'INVITATION_USED')
      const revoked = await world.invited()
      await world.revoke(revoked.id)
      await refuses(world.accept(revoked.person, revoked.id), 404, 'INVITATION_REVOKED')
      const late = await world.invited()
      world.pass(8)
      await refuses(world.accept(late.person, late.id), 404, 'INVITATION_EXPIRED')
    },
  ],
  [
    '409: User already member of organization',
    async (world) => {
      // Two addresses of one person, both invited before the first was answered.
      const admin = world.person('admin')
      const first = await world.invited({ admin })
      const second = await world.invited({ admin, organizationId: first.organizationId })
      await world.accept(first.person, first.id)
      const renamed = { ...second.person, sub: first.person.sub ?? '' }
      await world.status(renamed)
      await changesNothing(world, () => refuses(world.accept(renamed, second.id), 409, 'MEMBERSHIP_EXISTS'))
    },
  ],
  [
    '500: Database transaction failed',
    async (world) => {
      const { person, id } = await world.invited()
      const accept = () => world.send('POST', PATH, { as: person, body: { invitation_id: id } })
      const steps = ['UPDATE invitations', 'INSERT user_organizations', 'INSERT audit_events'] as const
      for (const step of steps) await failsInside(world, step, accept)
      expect((await invitationRow(world, id)).status).toBe('pending')
      expect(await outcomes([world.accept(person, id)])).toEqual({ ok: 1 })
      expect(await count(world, `user_organizations WHERE invitation_id = '${id}'`)).toBe(1)
    },
  ],
])

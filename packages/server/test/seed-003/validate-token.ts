import { expect } from 'vitest'
import { changesNothing, count, field, invitationRow, once, refuses } from './proofs.ts'
import { section, type World } from './world.ts'

const PATH = '/api/invitations/validate-token'

/** The preview of an invitation into a team. */
const sample = once(async (world) => {
  const admin = world.person('admin')
  const organizationId = await world.found(admin)
  const teamId = await world.team(organizationId)
  const { id, person, token } = await world.invited({ admin, organizationId, role: 'manager', teamId })
  const { status, body } = await world.send('GET', `${PATH}?token=${await token()}`)
  const [organization] = await world.rows<{ slug: string }>(
    `SELECT slug FROM organizations WHERE id = '${organizationId}'`,
  )
  const { expires_at } = await invitationRow(world, id)
  const facts = { organizationId, teamId, slug: organization?.slug, expires: expires_at.toISOString() }
  return { status, body, id, admin, email: person.email, ...facts }
})

const preview = async (world: World, token: string) => world.as(null).invitations.validateToken({ query: { token } })

export const validateToken = section('GET /api/invitations/validate-token', [
  [
    'GET /api/invitations/validate-token',
    async (world) => {
      expect((await sample(world)).status).toBe(200)
      expect((await world.send('POST', PATH)).status).toBe(405)
    },
  ],
  [
    '**Purpose:** Validate invitation token without creating account (for direct invitation page)',
    async (world) => {
      const { token, person, id } = await world.invited()
      const value = await token()
      await changesNothing(world, async () => {
        for (let turn = 0; turn < 3; turn++) expect((await preview(world, value)).valid).toBe(true)
      })
      expect(await count(world, `users WHERE email = '${person.email}'`)).toBe(0)
      expect((await world.accept(person, id)).success).toBe(true)
    },
  ],
  [
    '**Parameters:** `?token=<invitation_token>`',
    async (world) => {
      const { token, id } = await world.invited()
      expect((await preview(world, await token())).invitation.id).toBe(id)
      for (const query of ['', '?token=', `?Token=${await token()}`, `?token=${await token()}&token=${await token()}`])
        expect(await world.send('GET', PATH + query)).toMatchObject({
          status: 400,
          body: { code: 'VALIDATION_FAILED' },
        })
    },
  ],
  ['"valid": true', field(sample, 'valid', () => true)],
  [
    '"invitation": {',
    async (world) => {
      const { invitation } = (await sample(world)).body as { invitation: object }
      const keys = ['email', 'expires_at', 'id', 'invited_by', 'organization', 'role', 'team']
      expect(Object.keys(invitation).sort()).toEqual(keys)
    },
  ],
  ['invitation · "id": "uuid"', field(sample, 'invitation.id', ({ id }) => id)],
  ['invitation · "email": "string"', field(sample, 'invitation.email', ({ email }) => email)],
  [
    '"role": "admin" | "manager" | "employee"',
    async (world) => {
      for (const role of ['admin', 'manager', 'employee'] as const) {
        const { token } = await world.invited({ role })
        expect((await preview(world, await token())).invitation.role).toBe(role)
      }
    },
  ],
  ['"expires_at": "timestamp"', field(sample, 'invitation.expires_at', ({ expires }) => expires)],
  [
    '"organization": {',
    field(sample, 'invitation.organization', ({ organizationId: id, slug }) => ({ id, name: 'Acme', slug })),
  ],
  ['organization · "id": "uuid"', field(sample, 'invitation.organization.id', ({ organizationId }) => organizationId)],
  ['organization · "name": "string"', field(sample, 'invitation.organization.name', () => 'Acme')],
  ['organization · "slug": "string"', field(sample, 'invitation.organization.slug', ({ slug }) => slug)],
  [
    '"team": {',
    async (world) => {
      const { body, teamId } = await sample(world)
      expect(body).toHaveProperty('invitation.team', { id: teamId, name: 'Sales' })
      const { token } = await world.invited()
      expect((await preview(world, await token())).invitation.team).toBeNull()
    },
  ],
  ['team · "id": "uuid"', field(sample, 'invitation.team.id', ({ teamId }) => teamId)],
  ['team · "name": "string"', field(sample, 'invitation.team.name', () => 'Sales')],
  [
    '"invited_by": {',
    field(sample, 'invitation.invited_by', ({ admin }) => ({ full_name: admin.name, email: admin.email })),
  ],
  ['"full_name": "string"', field(sample, 'invitation.invited_by.full_name', () => 'Admin')],
  ['invited_by · "email": "string"', field(sample, 'invitation.invited_by.email', ({ admin }) => admin.email)],
  [
    '400: Invalid token format',
    async (world) => {
      const wrong = [
        'short',
        'x'.repeat(42),
        'x'.repeat(44),
        `${'x'.repeat(42)}!`,
        '%00'.repeat(43),
        '\u0142'.repeat(43),
      ]
      for (const token of wrong)
        expect(await world.send('GET', `${PATH}?token=${token}`), token).toMatchObject({
          status: 400,
          body: { code: 'VALIDATION_FAILED', details: { issues: [{ path: ['token'] }] } },
        })
    },
  ],
  [
    '404: Token not found or expired',
    async (world) => {
      await refuses(preview(world, 'A'.repeat(43)), 404, 'INVITATION_NOT_FOUND')
      const { token } = await world.invited()
      const value = await token()
      world.pass(8)
      await refuses(preview(world, value), 404, 'INVITATION_EXPIRED')
    },
  ],
  [
    '410: Invitation already processed',
    async (world) => {
      const [accepted, declined, revoked] = [await world.invited(), await world.invited(), await world.invited()]
      const tokens = await Promise.all([accepted, declined, revoked].map(({ token }) => token()))
      await world.accept(accepted.person, accepted.id)
      await world.decline(declined.person, declined.id)
      await world.revoke(revoked.id)
      const codes = ['INVITATION_USED', 'INVITATION_USED', 'INVITATION_REVOKED']
      for (const [index, token] of tokens.entries()) await refuses(preview(world, token), 410, codes[index] ?? '')
    },
  ],
])

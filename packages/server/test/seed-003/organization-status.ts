import { expect } from 'vitest'
import { failsReading, field, invitationRow, membershipsOf, once } from './proofs.ts'
import { section, type World } from './world.ts'

const PATH = '/api/user/organization-status'

/** Somebody inside three organizations, in every role, whom two more invite: one into a team. */
const sample = once(async (world) => {
  const me = world.person('everything')
  const own = await world.found(me, 'own')
  const memberships = []
  for (const role of ['manager', 'employee', 'admin'] as const) {
    const { id, organizationId } = await world.invited({ person: me, role })
    await world.accept(me, id)
    memberships.push(organizationId)
  }
  const plain = await world.invited({ person: me, role: 'manager' })
  const admin = world.person('admin')
  const organizationId = await world.found(admin, 'teamed')
  const teamId = await world.team(organizationId)
  const teamed = await world.invited({ admin, organizationId, person: me, role: 'admin', teamId })
  const [{ slug = '' } = {}] = await world.rows<{ slug: string }>(`SELECT slug FROM organizations WHERE id = '${own}'`)
  const { body } = await world.send('GET', PATH, { as: me })
  const { expires_at } = await invitationRow(world, plain.id)
  return { body, me, own, slug, memberships, plain, teamed, teamId, expires_at: expires_at.toISOString() }
})

const nobody = {
  hasOrganizations: false,
  organizations: [],
  defaultOrganization: null,
  pendingInvitations: [],
}

async function joinByDomain(world: World) {
  const domain = `domain-${world.number}.example`
  const founder = world.person('founder')
  const body = { name: 'Acme', slug: world.slug('domain'), google_domain: domain }
  const { organization } = await world.as(founder).organizations.create({ body })
  await world.rows(
    `UPDATE organization_domains SET verified_by = 'dns', verified_at = now() WHERE domain = '${domain}'`,
  )
  const colleague = { email: `colleague@${domain}`, sub: `colleague-${world.number}` }
  await world.as(colleague).organizations.join({ params: { organizationId: organization.id } })
  return colleague
}

export const organizationStatus = section('GET /api/user/organization-status', [
  [
    'GET /api/user/organization-status',
    async ({ send, person }) => {
      expect((await send('GET', PATH, { as: person() })).status).toBe(200)
      expect((await send('POST', PATH, { as: person() })).status).toBe(405)
    },
  ],
  [
    "**Purpose:** Get user's complete organization status for onboarding routing decisions",
    async (world) => {
      const { me, own, memberships, plain, teamed } = await sample(world)
      const status = await world.status(me)
      expect(status.organizations.map(({ organization_id }) => organization_id)).toEqual([own, ...memberships])
      expect(status.pendingInvitations.map(({ id }) => id)).toEqual([plain.id, teamed.id])
    },
  ],
  [
    '**Parameters:** None (uses authenticated user from JWT)',
    async (world) => {
      const { me, own } = await sample(world)
      const [stranger, other] = [world.person(), await world.status(me)]
      const query = `?user_id=${own}&email=${me.email}&sub=${me.sub}`
      const { body } = await world.send('GET', PATH + query, { as: stranger })
      expect(body).toEqual({ scenario: 'no_invitations', ...nobody })
      expect(other.scenario).toBe('has_organizations')
    },
  ],
  [
    "- Query `user_organizations` table for user's current memberships",
    async (world) => {
      const { me } = await sample(world)
      const { organizations } = await world.status(me)
      const written = await membershipsOf(world, me)
      expect(organizations).toMatchObject(
        written.map(({ organization_id, role, is_default }) => ({ organization_id, role, is_default })),
      )
      expect(written).toHaveLength(4)
    },
  ],
  [
    '- Query `invitations` table for pending invitations by email',
    async (world) => {
      const me = world.person()
      const declined = await world.invited({ person: me })
      await world.decline(me, declined.id)
      const revoked = await world.invited({ person: me })
      await world.revoke(revoked.id)
      await world.invited()
      const pending = await world.invited({ person: me })
      const { pendingInvitations } = await world.status(me)
      expect(pendingInvitations.map(({ id }) => id)).toEqual([pending.id])
    },
  ],
  [
    '"scenario": "has_organizations" | "has_invitations" | "no_invitations"',
    async (world) => {
      const [founder, invitee, neither] = [world.person(), world.person(), world.person()]
      await world.invited({ admin: founder, person: invitee })
      const scenarios = await Promise.all(
        [founder, invitee, neither].map(async (who) => (await world.status(who)).scenario),
      )
      expect(scenarios).toEqual(['has_organizations', 'has_invitations', 'no_invitations'])
    },
  ],
  [
    '"hasOrganizations": boolean',
    async (world) => {
      const { me } = await sample(world)
      expect((await world.status(me)).hasOrganizations).toBe(true)
      expect((await world.status(world.person())).hasOrganizations).toBe(false)
    },
  ],
  [
    '"organizations": [',
    async (world) => {
      const { me } = await sample(world)
      expect((await world.status(me)).organizations).toHaveLength(4)
      expect((await world.status(world.person())).organizations).toEqual([])
    },
  ],
  ['"organization_id": "uuid"', field(sample, 'organizations.0.organization_id', ({ own }) => own)],
  [
    'organizations[] · "role": "admin" | "manager" | "employee"',
    async (world) => {
      const { me } = await sample(world)
      const roles = (await world.status(me)).organizations.map(({ role }) => role)
      expect(roles).toEqual(['admin', 'manager', 'employee', 'admin'])
    },
  ],
  [
    '"is_default": boolean',
    async (world) => {
      const { me } = await sample(world)
      const defaults = (await world.status(me)).organizations.map(({ is_default }) => is_default)
      expect(defaults).toEqual([true, false, false, false])
    },
  ],
  [
    '"is_active": boolean',
    async (world) => {
      const founder = world.person()
      const { organizationId, person: colleague, id } = await world.invited({ admin: founder, role: 'admin' })
      await world.accept(colleague, id)
      await world.found(founder)
      // Nobody can suspend a member yet: the row is written as a suspension will write it.
      await world.rows(`UPDATE user_organizations SET is_active = false
        WHERE organization_id = '${organizationId}' AND joined_via = 'created'`)
      const { organizations } = await world.status(founder)
      expect(organizations.map(({ is_active }) => is_active)).toEqual([false, true])
    },
  ],
  [
    '"joined_via": "created" | "invitation" | "google_domain" | "request"',
    async (world) => {
      const { me } = await sample(world)
      const ways = (await world.status(me)).organizations.map(({ joined_via }) => joined_via)
      expect(ways).toEqual(['created', 'invitation', 'invitation', 'invitation'])
      expect((await world.status(await joinByDomain(world))).organizations[0]?.joined_via).toBe('google_domain')

      // Nobody can approve a request yet: the row is written as an approval will write it.
      const asking = world.person()
      await world.status(asking)
      await world.rows(`INSERT INTO user_organizations (id, user_id, organization_id, role, is_default, joined_via, created_at, updated_at)
        SELECT gen_random_uuid(), u.id, '${await world.found(world.person())}', 'employee', true, 'request', now(), now()
        FROM users u WHERE u.email = '${asking.email}'`)
      expect((await world.status(asking)).organizations[0]?.joined_via).toBe('request')
    },
  ],
  [
    'organizations[] · "organizations": {',
    field(sample, 'organizations.0.organizations', ({ slug }) => ({ name: 'Acme', slug })),
  ],
  [
    'organizations[].organizations · "name": "string"',
    field(sample, 'organizations.0.organizations.name', () => 'Acme'),
  ],
  [
    'organizations[].organizations · "slug": "string"',
    field(sample, 'organizations.0.organizations.slug', ({ slug }) => slug),
  ],
  [
    '"defaultOrganization": {',
    async (world) => {
      const { me, own } = await sample(world)
      expect((await world.status(me)).defaultOrganization).toEqual({ id: own, name: 'Acme', role: 'admin' })
      expect((await world.status(world.person())).defaultOrganization).toBeNull()
    },
  ],
  ['defaultOrganization · "id": "uuid"', field(sample, 'defaultOrganization.id', ({ own }) => own)],
  ['defaultOrganization · "name": "string"', field(sample, 'defaultOrganization.name', () => 'Acme')],
  ['defaultOrganization · "role": "string"', field(sample, 'defaultOrganization.role', () => 'admin')],
  [
    '"pendingInvitations": [',
    async (world) => {
      const { me } = await sample(world)
      expect((await world.status(me)).pendingInvitations).toHaveLength(2)
      expect((await world.status(world.person())).pendingInvitations).toEqual([])
    },
  ],
  ['pendingInvitations[] · "id": "uuid"', field(sample, 'pendingInvitations.0.id', ({ plain }) => plain.id)],
  [
    'pendingInvitations[] · "organization_id": "uuid"',
    field(sample, 'pendingInvitations.0.organization_id', ({ plain }) => plain.organizationId),
  ],
  [
    'pendingInvitations[] · "role": "admin" | "manager" | "employee"',
    async (world) => {
      const me = world.person()
      const roles = ['admin', 'manager', 'employee']
      for (const role of roles) await world.invited({ person: me, role })
      expect((await world.status(me)).pendingInvitations.map(({ role }) => role)).toEqual(roles)
    },
  ],
  [
    '"team_id": "uuid | null"',
    async (world) => {
      const { me, teamId } = await sample(world)
      const { pendingInvitations } = await world.status(me)
      expect(pendingInvitations.map(({ team_id }) => team_id)).toEqual([null, teamId])
    },
  ],
  [
    'pendingInvitations[] · "expires_at": "timestamp"',
    field(sample, 'pendingInvitations.0.expires_at', ({ expires_at }) => expires_at),
  ],
  [
    '"organizations": { "name": "string" }',
    field(sample, 'pendingInvitations.0.organizations', () => ({ name: 'Acme' })),
  ],
  [
    '"teams": { "name": "string" } | null',
    async (world) => {
      const { me } = await sample(world)
      const { pendingInvitations } = await world.status(me)
      expect(pendingInvitations.map(({ teams }) => teams)).toEqual([null, { name: 'Sales' }])
    },
  ],
  [
    '401: User not authenticated',
    async ({ send }) => {
      const answer = await send('GET', PATH)
      expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    },
  ],
  [
    '500: Database query failed',
    async (world) => {
      const me = world.person()
      await failsReading(world, 'user_organizations', () => world.send('GET', PATH, { as: me }))
      expect((await world.status(me)).scenario).toBe('no_invitations')
    },
  ],
  [
    'Return `has_organizations` if user has entries in user_organizations table',
    async (world) => {
      const me = world.person()
      await world.found(me)
      await world.invited({ person: me })
      expect(await membershipsOf(world, me)).toHaveLength(1)
      expect((await world.status(me)).scenario).toBe('has_organizations')
    },
  ],
  [
    'Return `has_invitations` if user has no organizations but has pending invitations',
    async (world) => {
      const { person } = await world.invited()
      expect(await membershipsOf(world, person)).toEqual([])
      expect(await world.status(person)).toMatchObject({
        ...nobody,
        scenario: 'has_invitations',
        pendingInvitations: [{}],
      })
    },
  ],
  [
    'Return `no_invitations` if user has neither organizations nor invitations',
    async (world) => {
      const { person, id } = await world.invited()
      await world.decline(person, id)
      expect(await world.status(person)).toEqual({ scenario: 'no_invitations', ...nobody })
    },
  ],
])

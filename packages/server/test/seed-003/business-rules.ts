import { expect } from 'vitest'
import { create } from './organization-form.ts'
import {
  bearerOf,
  changesNothing,
  count,
  failsInside,
  invitationRow,
  loseDefault,
  membershipsOf,
  nowhere,
  outcomes,
  password,
  refuses,
  seenBy,
} from './proofs.ts'
import { section } from './world.ts'

const ACCEPT = '/api/invitations/accept'

export const businessRules = section('Business Rules and Data Consistency', [
  [
    'Users can belong to multiple organizations simultaneously',
    async (world) => {
      const person = world.person()
      const own = [await world.found(person), await world.found(person)]
      const { id, organizationId } = await world.invited({ person })
      await world.accept(person, id)
      const { organizations } = await world.status(person)
      expect(organizations.map(({ organization_id }) => organization_id)).toEqual([...own, organizationId])
    },
  ],
  [
    'Each user must have exactly one default organization (enforced by database constraint)',
    async (world) => {
      const person = world.person()
      const ids = [await world.found(person), await world.found(person), await world.found(person)]
      const choose = (organizationId: string) =>
        world.as(person).organizations.makeDefault({ params: { organizationId } })
      for (const id of [...ids].reverse()) {
        await choose(id)
        const memberships = await membershipsOf(world, person)
        const defaults = memberships.filter(({ is_default }) => is_default)
        expect(defaults.map(({ organization_id }) => organization_id)).toEqual([id])
      }
      expect(await outcomes(ids.map(choose))).toEqual({ ok: 3 })
      expect((await membershipsOf(world, person)).filter(({ is_default }) => is_default)).toHaveLength(1)
      await refuses(choose(await world.found(world.person())), 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    "User's first organization (created or joined) becomes default automatically",
    async (world) => {
      const founder = world.person()
      const created = await world.found(founder)
      expect((await world.status(founder)).defaultOrganization?.id).toBe(created)
      const { person, id, organizationId } = await world.invited()
      await world.accept(person, id)
      expect((await world.status(person)).defaultOrganization?.id).toBe(organizationId)
    },
  ],
  [
    'Organizations must have unique slugs across the entire system',
    async (world) => {
      const slug = world.slug('one-of-a-kind')
      await create(world, { slug })
      for (const same of [slug, slug.toUpperCase(), ` ${slug} `])
        expect(await create(world, { slug: same })).toMatchObject({
          status: 409,
          body: { code: 'ORGANIZATION_EXISTS' },
        })
      expect(await count(world, `organizations WHERE slug = '${slug}'`)).toBe(1)
    },
  ],
  [
    'Invitations expire after configured time period (check invitations table)',
    async (world) => {
      const { person, id } = await world.invited()
      const { expires_at } = await invitationRow(world, id)
      const now = world.running.now().getTime()
      expect(expires_at.getTime() - now).toBe(7 * 86_400_000)
      world.running.advance(7 * 86_400_000 - 1)
      expect((await world.status(person)).scenario).toBe('has_invitations')
      world.running.advance(1)
      expect((await world.status(person)).scenario).toBe('no_invitations')
      await refuses(world.accept(person, id), 404, 'INVITATION_EXPIRED')
    },
  ],
  [
    'Accepted invitations create corresponding user_organizations entry',
    async (world) => {
      const { person, id, organizationId } = await world.invited({ role: 'manager' })
      await world.accept(person, id)
      expect(await membershipsOf(world, person)).toMatchObject([
        { organization_id: organizationId, role: 'manager', invitation_id: id, joined_via: 'invitation' },
      ])
    },
  ],
  [
    'Direct invitation signup bypasses email verification requirement',
    async (world) => {
      const { person, token } = await world.invited()
      const form = { token: await token(), password, confirmPassword: password }
      await world.as(null).auth.signupWithInvitation({ body: form })
      const headers = await bearerOf(world, person.email)
      const body = { name: 'Acme', slug: world.slug('at-once') }
      expect((await world.send('POST', '/api/organizations', { headers, body })).status).toBe(201)
      const verifications = `email_verifications WHERE email = '${person.email}'`
      expect(await count(world, verifications)).toBe(0)
    },
  ],
  [
    'Users can have pending invitations while being members of other organizations',
    async (world) => {
      const person = world.person()
      const own = await world.found(person)
      const { id } = await world.invited({ person })
      const status = await world.status(person)
      expect(status).toMatchObject({ organizations: [{ organization_id: own }], pendingInvitations: [{ id }] })
    },
  ],
  [
    'Organization creators automatically become admins',
    async (world) => {
      const founder = world.person()
      const answer = await create(world, {}, founder)
      expect(answer.body).toHaveProperty('user_role', 'admin')
      expect(await membershipsOf(world, founder)).toMatchObject([{ role: 'admin' }])
    },
  ],
  [
    'Invitation acceptance respects the role specified in the invitation',
    async (world) => {
      const { person, id } = await world.invited({ role: 'employee' })
      // Whoever accepts does not get to say who they will be.
      const greedy = await world.send('POST', ACCEPT, { as: person, body: { invitation_id: id, role: 'admin' } })
      expect(greedy).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
      expect((await world.accept(person, id)).user_role).toBe('employee')
      expect(await membershipsOf(world, person)).toMatchObject([{ role: 'employee' }])
    },
  ],
  [
    'Role changes after joining require separate organization management flows',
    async (world) => {
      const { person, id, admin, organizationId } = await world.invited({ role: 'employee' })
      await world.accept(person, id)
      // Neither another invitation nor a claim in the token makes an admin of a member.
      const body = { invitations: [{ email: person.email, role: 'admin' }] }
      const { results } = await world.as(admin).invitations.create({ params: { organizationId }, body })
      expect(results).toMatchObject([{ status: 'skipped', code: 'MEMBERSHIP_EXISTS' }])
      const promotion = { invitations: [{ email: 'anybody@example.org', role: 'employee' }] }
      const asking = world.as(person).invitations.create({ params: { organizationId }, body: promotion })
      await refuses(asking, 403, 'NOT_AUTHORIZED')
      expect(await membershipsOf(world, person)).toMatchObject([{ role: 'employee' }])
    },
  ],
  [
    'Team assignment is optional and can be specified in invitations',
    async (world) => {
      const admin = world.person('admin')
      const organizationId = await world.found(admin)
      const teamId = await world.team(organizationId)
      const [teamed, plain] = [
        await world.invited({ admin, organizationId, teamId }),
        await world.invited({ admin, organizationId }),
      ]
      expect((await world.accept(teamed.person, teamed.id)).team_name).toBe('Sales')
      expect((await world.accept(plain.person, plain.id)).team_name).toBeNull()
      expect(await membershipsOf(world, teamed.person)).toMatchObject([{ team_id: teamId }])
      // A team of somebody else's is no team.
      const foreign = await world.team(await world.found(world.person()))
      await expect(world.invited({ admin, organizationId, teamId: foreign })).rejects.toThrow('VALIDATION_FAILED')
    },
  ],
  [
    'user_organizations entries must reference valid users and organizations',
    async (world) => {
      const organizationId = await world.found(world.person())
      const [user] = await world.rows<{ id: string }>('SELECT id FROM users LIMIT 1')
      const insert = (userId: string, organization: string) =>
        world.rows(`INSERT INTO user_organizations (id, user_id, organization_id, role, is_default, joined_via, created_at, updated_at)
          VALUES (gen_random_uuid(), '${userId}', '${organization}', 'employee', false, 'request', now(), now())`)
      await expect(insert(nowhere, organizationId)).rejects.toMatchObject({ code: '23503' })
      await expect(insert(user?.id ?? '', nowhere)).rejects.toMatchObject({ code: '23503' })
    },
  ],
  [
    'is_default flag must be unique per user (database constraint enforced)',
    async (world) => {
      const person = world.person()
      await world.found(person)
      await world.found(person)
      await expect(
        world.rows(`UPDATE user_organizations SET is_default = true WHERE NOT is_default
          AND user_id = (SELECT id FROM users WHERE email = '${person.email}')`),
      ).rejects.toMatchObject({ code: '23505', constraint: 'user_organizations_one_default' })
    },
  ],
  [
    'Invitation acceptance must be atomic (either fully succeeds or fully fails)',
    async (world) => {
      const { person, id } = await world.invited()
      await world.status(person)
      const accept = () => world.send('POST', ACCEPT, { as: person, body: { invitation_id: id } })
      // The membership is written last but one: with it falls the answer of the invitation.
      await failsInside(world, 'INSERT user_organizations', accept)
      await world.found(person)
      await loseDefault(world, person)
      await changesNothing(world, async () => expect((await accept()).status).toBe(409))
      expect((await invitationRow(world, id)).status).toBe('pending')
    },
  ],
  [
    'Organization creation must include settings and admin user assignment',
    async (world) => {
      const id = await world.found(world.person())
      expect(await count(world, `organization_settings WHERE organization_id = '${id}'`)).toBe(1)
      expect(await count(world, `user_organizations WHERE organization_id = '${id}' AND role = 'admin'`)).toBe(1)
      await expect(world.rows(`DELETE FROM user_organizations WHERE organization_id = '${id}'`)).rejects.toMatchObject({
        constraint: 'organizations_at_least_one_admin',
      })
    },
  ],
  [
    'Leverage existing RLS policies on user_organizations and invitations tables',
    async (world) => {
      const { person, id, organizationId } = await world.invited()
      const stranger = world.person()
      await world.status(stranger)
      const memberships = `user_organizations WHERE organization_id = '${organizationId}'`
      const invitations = `invitations WHERE id = '${id}'`
      expect(await seenBy(world, stranger, [memberships, invitations])).toEqual([0, 0])
      await world.accept(person, id)
      expect(await seenBy(world, person, [memberships, invitations])).toEqual([2, 1])
    },
  ],
  [
    'Validate user permissions before organization operations',
    async (world) => {
      const { person, id, admin, organizationId } = await world.invited({ role: 'manager' })
      await world.accept(person, id)
      const invite = (role: string) => ({
        params: { organizationId },
        body: { invitations: [{ email: `new-${role}-${world.number}@example.org`, role }] },
      })
      // A manager invites, but grants nothing that a manager lacks.
      const { results } = await world.as(person).invitations.create(invite('admin'))
      expect(results).toMatchObject([{ status: 'skipped', code: 'NOT_AUTHORIZED' }])
      expect((await world.as(person).invitations.create(invite('employee'))).results).toMatchObject([
        { status: 'invited' },
      ])
      await refuses(world.as(world.person()).invitations.create(invite('employee')), 404, 'ORGANIZATION_NOT_FOUND')
      expect((await world.as(admin).invitations.create(invite('admin'))).results).toMatchObject([{ status: 'invited' }])
    },
  ],
  [
    'Ensure invitation email matches authenticated user email',
    async (world) => {
      const { person, id } = await world.invited()
      const stranger = world.person()
      for (const act of [world.accept, world.decline]) await refuses(act(stranger, id), 403, 'NOT_AUTHORIZED')
      for (const act of [world.accept, world.decline])
        await refuses(act({ ...person, sub: 'liar', email_verified: 'true' }, id), 403, 'EMAIL_NOT_VERIFIED')
      expect((await invitationRow(world, id)).status).toBe('pending')
    },
  ],
  [
    'Protect against concurrent invitation acceptance attempts',
    async (world) => {
      // The same mailbox through two accounts of two sign-ins, at once, and one of them changes their mind.
      const { person, id } = await world.invited()
      const twin = { ...person, sub: `twin-${person.sub}` }
      const acts = [person, twin, person, twin].map((who) => world.accept(who, id))
      const { ok = 0 } = await outcomes([...acts, world.decline(person, id), world.decline(twin, id)])
      expect(ok).toBe(1)
      const { status } = await invitationRow(world, id)
      expect(await count(world, `user_organizations WHERE invitation_id = '${id}'`)).toBe(status === 'accepted' ? 1 : 0)
    },
  ],
])

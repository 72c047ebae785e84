import { expect } from 'vitest'
import type { Person } from '../start-tenantry.ts'
import { create } from './organization-form.ts'
import { changesNothing, count, failsInside, membershipsOf, outcomes, refuses, writersOf } from './proofs.ts'
import { section, type World } from './world.ts'

async function founded(world: World) {
  const founder = world.person('founder')
  const domain = `founded-${world.number}.example`
  const answer = await create(world, { google_domain: domain }, founder)
  const { organization } = answer.body as { organization: { id: string; slug: string } }
  return { founder, ...organization }
}

const everyRowOf = (id: string) => [
  `organizations WHERE id = '${id}'`,
  `organization_settings WHERE organization_id = '${id}'`,
  `organization_domains WHERE organization_id = '${id}'`,
  `user_organizations WHERE organization_id = '${id}'`,
]

const STEPS = ['organizations', 'user_organizations', 'organization_settings', 'organization_domains'] as const

export const organizationController = section('Organization Controller', [
  [
    '`create`: Enhanced to create organization + user_organizations entry + organization_settings',
    async (world) => {
      const { id } = await founded(world)
      for (const rows of everyRowOf(id)) expect(await count(world, rows), rows).toBe(1)
    },
  ],
  [
    '`user-status`: Query user_organizations table for accurate scenario determination',
    async (world) => {
      const person = world.person()
      expect((await world.status(person)).scenario).toBe('no_invitations')
      await world.found(person)
      expect((await world.status(person)).scenario).toBe('has_organizations')
      await world.rows(
        `DELETE FROM organizations WHERE created_by = (SELECT id FROM users WHERE email = '${person.email}')`,
      )
      expect((await world.status(person)).scenario).toBe('no_invitations')
    },
  ],
  [
    'Atomic organization creation with proper admin role assignment',
    async (world) => {
      const { founder, id } = await founded(world)
      expect(await membershipsOf(world, founder)).toMatchObject([{ organization_id: id, role: 'admin' }])
      // Not even the owner of the tables gets an organization in without its admin.
      const lonely = world.rows(`INSERT INTO organizations (id, name, slug, country_code, created_at, updated_at)
        VALUES (gen_random_uuid(), 'Lonely', '${world.slug('lonely')}', 'PL', now(), now())`)
      await expect(lonely).rejects.toMatchObject({ constraint: 'organizations_at_least_one_admin' })
    },
  ],
  [
    'Default organization setting using database constraints',
    async (world) => {
      const person = world.person()
      await world.found(person)
      await world.found(person)
      const of = `WHERE user_id = (SELECT id FROM users WHERE email = '${person.email}')`
      await expect(world.rows(`UPDATE user_organizations SET is_default = true ${of}`)).rejects.toMatchObject({
        constraint: 'user_organizations_one_default',
      })
      await expect(world.rows(`UPDATE user_organizations SET is_default = false ${of}`)).rejects.toMatchObject({
        constraint: 'user_organizations_exactly_one_default',
      })
    },
  ],
  [
    'Integration with existing organization_settings and organization_domains tables',
    async (world) => {
      const { id } = await founded(world)
      const joined = await world.rows(`SELECT s.require_google_domain, d.domain FROM organization_settings s
        JOIN organization_domains d USING (organization_id) WHERE organization_id = '${id}'`)
      expect(joined).toEqual([{ require_google_domain: false, domain: `founded-${world.number}.example` }])
    },
  ],
  [
    'Ensure organization creation, settings, and user membership are created atomically',
    async (world) => {
      const { id } = await founded(world)
      expect((await writersOf(world, everyRowOf(id))).size).toBe(1)
    },
  ],
  [
    'Proper rollback on any step failure',
    async (world) => {
      const founder = world.person()
      await world.status(founder)
      for (const step of STEPS)
        await failsInside(world, `INSERT ${step}`, () => create(world, { google_domain: 'acme.example' }, founder))
      expect((await world.status(founder)).scenario).toBe('no_invitations')
    },
  ],
  [
    'Handle unique constraint violations gracefully',
    async (world) => {
      const [person, slug] = [world.person(), world.slug('twice')]
      const body = { name: 'Acme', slug }
      const both = [world.as(person), world.as(person)].map((client) => client.organizations.create({ body }))
      expect(await outcomes(both)).toEqual({ ok: 1, ORGANIZATION_EXISTS: 1 })
      expect(await membershipsOf(world, person)).toHaveLength(1)
    },
  ],
  [
    'Organization slug uniqueness validation',
    async (world) => {
      const { slug, founder } = await founded(world)
      await changesNothing(world, async () => {
        const body = { name: 'Acme', slug: slug.toUpperCase() }
        await refuses(world.as(founder).organizations.create({ body }), 409, 'ORGANIZATION_EXISTS')
      })
      const answer = await world.as(founder).organizations.slugAvailability({ query: { slug } })
      expect(answer).toMatchObject({ available: false, reason: 'taken' })
    },
  ],
  [
    'User permission verification',
    async (world) => {
      const { founder, id: organizationId } = await founded(world)
      const invitation = await world.invited({ admin: founder, organizationId })
      await world.accept(invitation.person, invitation.id)
      const body = { invitations: [{ email: 'anybody@example.org', role: 'employee' }] }
      const invite = (who: Person) => world.as(who).invitations.create({ params: { organizationId }, body })
      await refuses(invite(invitation.person), 403, 'NOT_AUTHORIZED')
      // A stranger must not learn that there is such an organization.
      await refuses(invite(world.person()), 404, 'ORGANIZATION_NOT_FOUND')
      const unproved = { ...world.person(), email_verified: false }
      const form = { name: 'Acme', slug: world.slug('acme') }
      await refuses(world.as(unproved).organizations.create({ body: form }), 403, 'EMAIL_NOT_VERIFIED')
    },
  ],
  [
    'Proper transaction rollback on failures',
    async (world) => {
      const [founder, slug] = [world.person(), world.slug('again')]
      await failsInside(world, 'INSERT audit_events', () => create(world, { slug }, founder))
      const free = await world.as(founder).organizations.slugAvailability({ query: { slug } })
      expect(free.available).toBe(true)
      expect((await create(world, { slug }, founder)).status).toBe(201)
      expect(await membershipsOf(world, founder)).toMatchObject([{ is_default: true }])
    },
  ],
])

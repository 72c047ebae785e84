import { expect } from 'vitest'
import { create, PATH, refusesField, takes } from './organization-form.ts'
import { count, field, membershipsOf, once, UUID } from './proofs.ts'
import { section, type World } from './world.ts'

/** An organization with everything that can be said about one. */
const sample = once(async (world) => {
  const founder = world.person('founder')
  const slug = world.slug('sample')
  const domain = `sample-${world.number}.example`
  const form = { name: 'Żubr & Sons', slug, google_domain: domain, require_google_domain: true, country_code: 'DE' }
  const { status, body } = await world.send('POST', PATH, { as: founder, body: form })
  const [organization] = await world.rows<{ id: string; created_at: Date }>(
    `SELECT id, created_at FROM organizations WHERE slug = '${slug}'`,
  )
  return { status, body, founder, slug, domain, id: organization?.id ?? '', created: organization?.created_at }
})

const settingsOf = (world: World, id: string) =>
  world.rows(
    `SELECT require_google_domain, member_limit, locale FROM organization_settings WHERE organization_id = '${id}'`,
  )
const domainsOf = (world: World, id: string) =>
  world.rows(`SELECT domain, verified_by FROM organization_domains WHERE organization_id = '${id}'`)

export const createOrganization = section('POST /api/organizations', [
  [
    'POST /api/organizations',
    async (world) => {
      expect((await sample(world)).status).toBe(201)
      expect((await world.send('GET', PATH)).status).toBe(405)
    },
  ],
  [
    '**Purpose:** Create new organization and make user the admin owner',
    async (world) => {
      const { founder, id } = await sample(world)
      expect((await world.status(founder)).defaultOrganization).toMatchObject({ id, role: 'admin' })
    },
  ],
  [
    '"name": "string (required, 2-100 chars)"',
    async (world) => {
      for (const name of [undefined, null, 7, true, ['Acme'], { name: 'Acme' }]) await refusesField(world, { name })
      await takes(world, { name: '  Öl & Gas AG ' }, { name: 'Öl & Gas AG' })
    },
  ],
  [
    '"slug": "string (required, 3-50 chars, alphanumeric + hyphens)"',
    async (world) => {
      for (const slug of [undefined, null, 7, true, ['acme'], '']) await refusesField(world, { slug })
      const slug = world.slug('Mixed-CASE-09')
      await takes(world, { slug }, { slug: slug.toLowerCase() })
    },
  ],
  [
    '"google_domain": "string | null (optional)"',
    async (world) => {
      await takes(world, { google_domain: 'Acme.Example' }, { google_domain: 'acme.example' })
      await takes(world, { google_domain: null }, { google_domain: null })
      await takes(world, {}, { google_domain: null })
    },
  ],
  [
    '"require_google_domain": "boolean (default: false)"',
    async (world) => {
      expect(await settingsOf(world, (await sample(world)).id)).toMatchObject([{ require_google_domain: true }])
      const id = await world.found(world.person())
      expect(await settingsOf(world, id)).toMatchObject([{ require_google_domain: false }])
      await refusesField(world, { require_google_domain: 'true' })
      const without = await create(world, { require_google_domain: true })
      expect(without.body).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { issues: [{ path: ['google_domain'] }] },
      })
    },
  ],
  [
    '"country_code": "string (default: \'PL\')"',
    async (world) => {
      await takes(world, {}, { country_code: 'PL' })
      await takes(world, { country_code: 'de' }, { country_code: 'DE' })
    },
  ],
  [
    '1. Validate slug uniqueness across organizations table',
    async (world) => {
      const { slug } = await sample(world)
      const before = await count(world, 'organizations')
      const answer = await create(world, { slug: slug.toUpperCase() })
      expect(answer).toMatchObject({ status: 409, body: { code: 'ORGANIZATION_EXISTS' } })
      expect(await count(world, 'organizations')).toBe(before)
    },
  ],
  [
    '2. Create organization record',
    async (world) => {
      const { slug, domain } = await sample(world)
      expect(
        await world.rows(`SELECT name, google_domain, country_code FROM organizations WHERE slug = '${slug}'`),
      ).toEqual([{ name: 'Żubr & Sons', google_domain: domain, country_code: 'DE' }])
    },
  ],
  [
    '3. Create organization_settings record with defaults',
    async (world) => {
      const defaults = { require_google_domain: false, member_limit: null, locale: 'en' }
      expect(await settingsOf(world, await world.found(world.person()))).toEqual([defaults])
    },
  ],
  [
    "4. Create user_organizations entry with role='admin', is_default=true, joined_via='created'",
    async (world) => {
      const { founder, id } = await sample(world)
      expect(await membershipsOf(world, founder)).toMatchObject([
        { organization_id: id, role: 'admin', is_default: true, joined_via: 'created', is_active: true },
      ])
    },
  ],
  [
    '5. If google_domain provided, create organization_domains entry',
    async (world) => {
      const { id, domain } = await sample(world)
      expect(await domainsOf(world, id)).toEqual([{ domain, verified_by: null }])
      expect(await domainsOf(world, await world.found(world.person()))).toEqual([])
    },
  ],
  ['"success": true', field(sample, 'success', () => true)],
  [
    '"organization": {',
    async (world) => {
      const { organization } = (await sample(world)).body as { organization: object }
      const keys = ['country_code', 'created_at', 'google_domain', 'id', 'name', 'slug']
      expect(Object.keys(organization).sort()).toEqual(keys)
    },
  ],
  [
    '"id": "uuid"',
    async (world) => {
      const { body, id } = await sample(world)
      expect(body).toHaveProperty('organization.id', id)
      expect(id).toMatch(UUID)
    },
  ],
  ['"name": "string"', field(sample, 'organization.name', () => 'Żubr & Sons')],
  ['"slug": "string"', field(sample, 'organization.slug', ({ slug }) => slug)],
  ['"google_domain": "string | null"', field(sample, 'organization.google_domain', ({ domain }) => domain)],
  ['"country_code": "string"', field(sample, 'organization.country_code', () => 'DE')],
  ['"created_at": "timestamp"', field(sample, 'organization.created_at', ({ created }) => created?.toISOString())],
  ['"user_role": "admin"', field(sample, 'user_role', () => 'admin')],
  ['"redirect_url": "/dashboard"', field(sample, 'redirect_url', () => '/dashboard')],
])

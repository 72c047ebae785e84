import { expect } from 'vitest'
import { create, PATH, refusesField, takes } from './organization-form.ts'
import { count, failsInside, outcomes, refuses } from './proofs.ts'
import { section } from './world.ts'

export const createOrganizationRules = section('POST /api/organizations', [
  [
    'name: 2-100 characters, required',
    async (world) => {
      for (const name of ['', 'A', ' A ', 'é'.normalize('NFD'), 'x'.repeat(101)]) await refusesField(world, { name })
      // Characters, not UTF-16 units or bytes.
      for (const name of ['AB', '日本', 'x'.repeat(100), '🏢'.repeat(100)]) await takes(world, { name }, { name })
    },
  ],
  [
    'slug: 3-50 characters, alphanumeric + hyphens, unique, required',
    async (world) => {
      const wrong = [
        'ab',
        'a'.repeat(51),
        'a_b',
        'a b',
        'a.b',
        'ąćę',
        'a/b',
        '-abc',
        'abc-',
        'ab\u0000c',
        'аdmin-x',
        'K-2\u212A',
      ]
      for (const slug of wrong) await refusesField(world, { slug })
      const unique = world.slug('x')
      for (const slug of [`q${world.number}`.padEnd(3, 'q').slice(0, 3), unique.padEnd(50, 'x')])
        await takes(world, { slug }, { slug })
    },
  ],
  [
    'google_domain: valid domain format if provided',
    async (world) => {
      const wrong = [
        '',
        'acme',
        'acme .com',
        'http://acme.com',
        'acme.com/x',
        '1.2.3.4',
        'a@acme.com',
        '-a.com',
        7,
        'acme.com\r\nx',
      ]
      for (const google_domain of wrong) await refusesField(world, { google_domain })
      await takes(world, { google_domain: 'żubr.example' }, { google_domain: 'xn--ubr-22a.example' })
    },
  ],
  [
    'country_code: valid ISO country code',
    async (world) => {
      for (const country_code of ['', 'XX', 'POL', 'P', 'p1', 'ß', 7, null]) await refusesField(world, { country_code })
      await takes(world, { country_code: 'JP' }, { country_code: 'JP' })
    },
  ],
  [
    '400: Validation failed, invalid parameters',
    async (world) => {
      const answer = await world.send('POST', PATH, {
        as: world.person(),
        body: { slug: '', country_code: 'XX', more: 1 },
      })
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
      const { details } = answer.body as { details: { issues: { path: string[] }[] } }
      expect(details.issues.map(({ path }) => path[0]).sort()).toEqual(['country_code', 'more', 'name', 'slug'])
    },
  ],
  [
    '409: Organization slug already exists',
    async (world) => {
      const founder = world.person()
      const slug = world.slug('taken')
      expect((await create(world, { slug }, founder)).status).toBe(201)
      const body = { name: 'Acme', slug }
      await refuses(world.as(founder).organizations.create({ body }), 409, 'ORGANIZATION_EXISTS')
    },
  ],
  [
    '500: Database transaction failed',
    async (world) => {
      const [founder, slug] = [world.person(), world.slug('broken')]
      for (const table of [
        'organizations',
        'organization_settings',
        'organization_domains',
        'user_organizations',
        'audit_events',
      ])
        await failsInside(world, `INSERT ${table}`, () =>
          create(world, { slug, google_domain: 'acme.example' }, founder),
        )
      expect((await create(world, { slug }, founder)).status).toBe(201)
    },
  ],
  [
    'User must be authenticated',
    async (world) => {
      const before = await count(world, 'organizations')
      const anonymous = await world.send('POST', PATH, { body: { name: 'Acme', slug: world.slug('acme') } })
      expect(anonymous).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
      expect(await count(world, 'organizations')).toBe(before)
    },
  ],
  [
    'Slug uniqueness enforced at database level',
    async (world) => {
      const slug = world.slug('race')
      const founders = Array.from({ length: 8 }, () => world.person())
      const body = { name: 'Acme', slug }
      const found = await outcomes(founders.map((who) => world.as(who).organizations.create({ body })))
      expect(found).toEqual({ ok: 1, ORGANIZATION_EXISTS: 7 })
      const copy = world.rows(`INSERT INTO organizations (id, name, slug, country_code, created_at, updated_at)
        VALUES (gen_random_uuid(), 'Copy', '${slug}', 'PL', now(), now())`)
      await expect(copy).rejects.toMatchObject({ code: '23505', constraint: 'organizations_slug_unique' })
    },
  ],
  [
    'XSS protection for all string inputs',
    async (world) => {
      const name = '<script>alert("x")</script>'
      const [admin, slug] = [world.person(), world.slug('xss')]
      const answer = await create(world, { name, slug }, admin)
      // Kept as it was written, and sent so that no browser takes it for a page.
      expect(answer.body).toHaveProperty('organization.name', name)
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      const { organization } = answer.body as { organization: { id: string } }
      const { token, person } = await world.invited({ admin, organizationId: organization.id })
      await token()
      const mail = world.running.mails().find(({ to }) => to === person.email)
      expect(mail?.html).not.toContain('<script')
      expect(mail?.html).toContain('&#60;script&#62;')
      for (const change of [
        { name: 'a\u0000b' },
        { name: 'a\u202eb' },
        { slug: '<b>' },
        { google_domain: '<b>.com' },
        { country_code: '<b' },
      ])
        await refusesField(world, change)
    },
  ],
])

import { expect } from 'vitest'
import { changesNothing, count } from '../seed-003/proofs.ts'
import { answer, needsToken, once } from './proofs.ts'
import { section, type World } from './world.ts'

const logoUrl = 'https://example.com/logo.png'

async function post(world: World, body: object, as = world.person()) {
  return answer(await world.send('POST', '/api/orgs', { as, body }))
}

const form = (world: World, fields: object = {}) => ({ name: 'My Karaoke Bar', slug: world.slug(), ...fields })

async function refuses(world: World, fields: object, details: string | RegExp): Promise<void> {
  await changesNothing(world, async () => {
    const { status, body } = await post(world, form(world, fields))
    expect(status).toBe(400)
    const { error, details: reason } = body as { error: string; details: string }
    expect(error).toBe('Invalid request body')
    if (typeof details === 'string') expect(reason).toBe(details)
    else expect(reason).toMatch(details)
  })
}

const sample = once(async (world: World) => {
  const admin = world.person('john')
  const slug = world.slug('my-karaoke-bar')
  const sent = { name: 'My Karaoke Bar', slug, logoUrl }
  return { admin, sent, created: world.now().toISOString(), ...(await post(world, sent, admin)) }
})

export const createOrganization = section('1. Create Organization', [
  [
    'POST /api/orgs',
    async (world) => {
      expect((await sample(world)).status).toBe(201)
      const { status, headers } = await world.send('GET', '/api/orgs', { as: world.person() })
      expect([status, headers.get('allow')]).toEqual([405, 'POST'])
    },
  ],
  ['Auth: Required (JWT token)', needsToken('POST', '/api/orgs', { name: 'My Karaoke Bar', slug: 'my-karaoke-bar' })],
  [
    '"name": "My Karaoke Bar"',
    async (world) => {
      expect(await post(world, form(world, { name: '  Żubr & Sons ' }))).toMatchObject({
        body: { name: 'Żubr & Sons' },
      })
      await refuses(world, { name: undefined }, /^name: /)
      await refuses(world, { name: 'x' }, 'name: Enter at least 2 characters')
      await refuses(world, { name: 'x'.repeat(101) }, 'name: Enter at most 100 characters')
    },
  ],
  [
    '"slug": "my-karaoke-bar"',
    async (world) => {
      const sentence = 'Slug must be lowercase alphanumeric with hyphens only'
      for (const slug of [undefined, null, 7, 'my karaoke bar', 'my_karaoke_bar', 'żubr', 'a/../b', "bar'; --"]) {
        await refuses(world, { slug }, slug === 'my karaoke bar' ? sentence : /^Slug must be lowercase/)
      }
      for (const slug of ['ab', '-bar', 'bar-', 'x'.repeat(51)]) await refuses(world, { slug }, /^slug: Use 3 to 50/)
      await refuses(world, { slug: 'admin' }, /reserved/)
    },
  ],
  [
    '"logoUrl": "https://example.com/logo.png" // optional',
    async (world) => {
      expect((await post(world, form(world))).body).not.toHaveProperty('logoUrl')
      expect((await post(world, form(world, { logoUrl }))).body).toHaveProperty('logoUrl', logoUrl)
      for (const wrong of ['http://example.com/a.png', 'javascript:alert(1)', 'https://127.0.0.1/a.png', 7])
        await refuses(world, { logoUrl: wrong }, /^logoUrl: /)
    },
  ],
  [
    'Response: 201 Created',
    async (world) => {
      const { status, body, sent, admin, created } = await sample(world)
      const { _id } = body as { _id: string }
      const stamps = { createdBy: admin.sub, createdAt: created, updatedAt: created }
      expect({ status, body }).toEqual({ status: 201, body: { _id, clerkOrgId: _id, ...sent, ...stamps } })
    },
  ],
  [
    'Creates organization in both MongoDB and Clerk [the embedded provider keeps none: one row, and its own id for clerkOrgId]',
    async (world) => {
      const { body, sent } = await sample(world)
      const { _id, clerkOrgId } = body as { _id: string; clerkOrgId: string }
      expect(await world.rows(`SELECT id, name, logo_url FROM organizations WHERE slug = '${sent.slug}'`)).toEqual([
        { id: clerkOrgId, name: sent.name, logo_url: logoUrl },
      ])
      expect(_id).toBe(clerkOrgId)
    },
  ],
  [
    'Automatically adds creator as admin member',
    async (world) => {
      const { body, admin } = await sample(world)
      expect(await world.rolesIn((body as { _id: string })._id, admin)).toEqual({ [admin.sub]: 'admin' })
    },
  ],
  [
    'Slug must be unique across all organizations',
    async (world) => {
      const { sent } = await sample(world)
      const before = await count(world, 'organizations')
      const conflict = { status: 409, body: { error: 'Organization slug already exists' } }
      expect(await post(world, sent)).toEqual(conflict)
      // In whatever case, and whichever contract took it.
      expect(await post(world, { ...sent, slug: sent.slug.toUpperCase() })).toEqual(conflict)
      const slug = world.slug('main')
      await world.running.as(world.person()).organizations.create({ body: { name: 'Main', slug } })
      expect(await post(world, { ...sent, slug })).toEqual(conflict)
      expect(await count(world, 'organizations')).toBe(before + 1)
    },
  ],
  [
    "Sets user's role to 'admin' in Clerk public metadata [the embedded provider has no metadata: the membership says it]",
    async (world) => {
      const { admin, sent } = await sample(world)
      const status = await world.running.as(admin).organizations.status()
      expect(status.organizations).toMatchObject([{ role: 'admin', organizations: { slug: sent.slug } }])
    },
  ],
])

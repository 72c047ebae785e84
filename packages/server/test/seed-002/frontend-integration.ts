import { createClient } from '@tenantry/core'
import { orgsContract } from '@tenantry/core/orgs'
import { expect } from 'vitest'
import { publicUrl } from '../start-tenantry.ts'
import { section, type World } from './world.ts'

/** A client that remembers what it sent. */
function watching({ running }: World, getToken: () => Promise<string | null>) {
  const requests: Request[] = []
  const fetch = (request: Request) => {
    requests.push(request.clone())
    return running.tenantry.fetch(request)
  }
  return { client: createClient({ contract: orgsContract, baseURL: publicUrl, fetch, getToken }), requests }
}

export const frontendIntegration = section('Frontend Integration', [
  [
    'All requests include the Clerk JWT token in the Authorization header',
    async (world) => {
      const person = world.person()
      const token = await world.running.token(person)
      const { client, requests } = watching(world, async () => token)
      await client.organizations.mine()
      await client.organizations.create({ body: { name: 'My Karaoke Bar', slug: world.slug() } })
      expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual([
        `Bearer ${token}`,
        `Bearer ${token}`,
      ])
    },
  ],
  [
    'Token retrieval from Clerk',
    async (world) => {
      const tokens = [null, await world.running.token(world.person())]
      const { client } = watching(world, async () => tokens.shift() ?? null)
      await expect(client.organizations.mine()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
      expect(await client.organizations.mine()).toEqual([])
    },
  ],
  [
    'Request formatting',
    async (world) => {
      const { admin, orgId } = await world.invited()
      const { client, requests } = watching(world, () => world.running.token(admin))
      await client.invitations.list({ params: { orgId }, query: { status: 'pending' } })
      await client.invitations.create({ params: { orgId }, body: { email: 'a@example.org', role: 'admin' } })
      expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
        `GET ${publicUrl}/api/orgs/${orgId}/invites?status=pending`,
        `POST ${publicUrl}/api/orgs/${orgId}/invites`,
      ])
      expect(requests[1]?.headers.get('content-type')).toBe('application/json')
      expect(await requests[1]?.json()).toEqual({ email: 'a@example.org', role: 'admin' })
    },
  ],
  [
    'Error handling',
    async (world) => {
      const { orgId, person } = await world.staffed()
      const details = { error: 'Insufficient permissions', details: 'Only organization admins can perform this action' }
      await expect(world.listed(person, orgId)).rejects.toMatchObject({
        name: 'TenantryError',
        code: 'NOT_AUTHORIZED',
        status: 403,
        details,
      })
      await expect(world.found(person, { slug: 'not a slug' })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { details: 'Slug must be lowercase alphanumeric with hyphens only' },
      })
    },
  ],
  [
    'Response parsing',
    async (world) => {
      const { client } = watching(world, () => world.running.token(world.person()))
      const { createdAt, ...organization } = await client.organizations.create({
        body: { name: 'My Karaoke Bar', slug: world.slug() },
      })
      expect([createdAt, organization.name]).toEqual([world.now().toISOString(), 'My Karaoke Bar'])
      const newer = createClient({
        contract: orgsContract,
        baseURL: publicUrl,
        fetch: async () => Response.json([{ _id: 7 }]),
      })
      await expect(newer.organizations.mine()).rejects.toMatchObject({ code: 'CONTRACT_MISMATCH' })
    },
  ],
])

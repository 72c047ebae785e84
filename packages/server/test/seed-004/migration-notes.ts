import { expect } from 'vitest'
import { isRefused } from './proofs.ts'
import { section } from './world.ts'

export const migrationNotes = section('Migration Notes', [
  [
    'New Endpoints Available: Organization-scoped endpoints provide better organization context',
    async ({ organization, send }) => {
      const admin = (await organization()).admin
      const second = await organization(admin)
      const { body } = await send('GET', second.users, { as: admin })
      expect(body).toMatchObject([{ organization_id: second.number }])
    },
  ],
  [
    'Backward Compatibility: Existing `/api/v1/users/` endpoints continue to work',
    async ({ organization, send }) => {
      const { admin } = await organization()
      expect((await send('GET', '/api/v1/users/', { as: admin })).status).toBe(200)
    },
  ],
  [
    'Enhanced Permissions: Role-based permissions are strictly enforced, also for a role that changed a moment ago',
    async ({ organization, member, send, form }) => {
      const place = await organization()
      const deputy = await member(place, 'admin')
      expect((await send('GET', place.users, { as: deputy })).status).toBe(200)
      await send('PUT', `${place.users}/${deputy.number}`, { as: place.admin, body: { role: 'standard_user' } })
      isRefused(await send('GET', place.users, { as: deputy }), 403, 'NOT_AUTHORIZED')
      isRefused(await send('POST', place.users, { as: deputy, body: form() }), 403, 'NOT_AUTHORIZED')
    },
  ],
  [
    'Invitation Management: New invitation lifecycle management capabilities',
    async ({ organization, invited, send, advance }) => {
      const place = await organization()
      const { number } = await invited(place)
      advance(60_000)
      const at = `${place.invitations}/${number}`
      expect((await send('POST', `${at}/resend`, { as: place.admin })).status).toBe(200)
      expect((await send('DELETE', at, { as: place.admin })).status).toBe(200)
      isRefused(await send('POST', `${at}/resend`, { as: place.admin }), 400, 'INVITATION_REVOKED')
    },
  ],
  [
    'Breaking Changes: None. All changes are additive: with and without the slash at the end',
    async ({ organization, send }) => {
      const { admin } = await organization()
      const [one, other] = [
        await send('GET', '/api/v1/users/', { as: admin }),
        await send('GET', '/api/v1/users', { as: admin }),
      ]
      expect(one.text).toBe(other.text)
      expect([one.status, other.status]).toEqual([200, 200])
    },
  ],
])

import { expect } from 'vitest'
import { leavesNothing, whileInsertsFail } from './proofs.ts'
import { section } from './world.ts'

export const benefits = section('Key Benefits', [
  [
    'Unified Authentication: Users created via API can immediately log in through Supabase Auth',
    async (world) => {
      const { remote, organization, created, send } = world.elsewhere()
      const { form, user } = await created(await organization())
      const bearer = await remote.double.signIn(form.email, form.password)
      const answer = await send('GET', '/api/v1/users/me', { bearer: bearer ?? '' })
      expect([answer.status, answer.body]).toMatchObject([200, { id: user.id, email: form.email }])
    },
  ],
  [
    'Consistent User Experience: No manual user activation required',
    async ({ organization, created, signIn, send }) => {
      const place = await organization()
      const { form, user } = await created(place)
      const { status, bearer } = await signIn(form.email)
      expect(status).toBe(200)
      expect((await send('GET', '/api/v1/users/me', { bearer })).body).toMatchObject({ id: user.id, is_active: true })
      const { body } = await send('GET', '/api/user/organization-status', { bearer })
      expect(body).toMatchObject({ scenario: 'has_organizations', defaultOrganization: { id: place.id } })
    },
  ],
  [
    'Audit Trail: Complete user lifecycle tracking across both systems',
    async ({ organization, created, send, rows, userRow }) => {
      const place = await organization()
      const { form, user } = await created(place)
      await send('PUT', `${place.users}/${user.id}`, {
        as: place.admin,
        body: { department: 'Made up', role: 'admin' },
      })
      await send('DELETE', `${place.users}/${user.id}`, { as: place.admin })
      const admin = await userRow(place.admin)
      const target = await userRow(form)
      const events = await rows<{ action: string; actor_id: string; data: object }>(
        `SELECT action, actor_id, data FROM audit_events WHERE target_id = '${target?.id}' ORDER BY id`,
      )
      expect(events.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['user.created', 'user.updated', 'member.removed']),
      )
      expect(new Set(events.map(({ actor_id }) => actor_id))).toEqual(new Set([admin?.id]))
      expect(JSON.stringify(events)).not.toMatch(/Made up|SecurePassword|newuser/)
    },
  ],
  [
    'Failure Safety: Automatic cleanup if any step fails',
    async (world) => {
      const here = world.elsewhere()
      const { organization, form, send, remote } = here
      const place = await organization()
      const answer = await whileInsertsFail(remote, 'user_organizations', () =>
        leavesNothing(here, () => send('POST', place.users, { as: place.admin, body: form() })),
      )
      expect(answer.status).toBe(500)
      remote.faults.splice(0)
    },
  ],
])

import { expect, vi } from 'vitest'
import { count } from '../seed-003/proofs.ts'
import { publicUrl } from '../start-tenantry.ts'
import { isRefused } from './proofs.ts'
import { password, section } from './world.ts'

export const technicalDetails = section('Technical Details', [
  [
    'Uses `SUPABASE_SERVICE_KEY` for admin-level operations: it stays in the adapter, behind the port',
    async (world) => {
      const { remote, organization, form, send } = world.elsewhere()
      const place = await organization()
      remote.double.weather.createUser = 'refused'
      const answer = await send('POST', place.users, { as: place.admin, body: form() })
      remote.double.weather.createUser = 'well'
      expect(answer.text).not.toContain('service key')
    },
  ],
  [
    'Stores Supabase UUID in local user profile for future reference',
    async (world) => {
      const { remote, organization, created, rows } = world.elsewhere()
      const { form, user } = await created(await organization())
      const id = remote.double.byEmail(form.email)?.id
      expect(user.supabase_uuid).toBe(id)
      const stored = `identities i JOIN users u ON u.id = i.user_id WHERE u.number = ${user.id} AND i.subject = '${id}'`
      expect(await count({ rows }, stored)).toBe(1)
    },
  ],
  [
    'Auto-confirms email addresses for admin-created users',
    async (world) => {
      const { remote, organization, created } = world.elsewhere()
      const { form } = await created(await organization())
      expect(remote.double.byEmail(form.email)).toMatchObject({ autoConfirm: true, emailVerified: false })
      const embedded = await world.created(await world.organization())
      expect(await count(world, `auth."user" WHERE "emailVerified" AND email = '${embedded.form.email}'`)).toBe(1)
    },
  ],
  [
    'Auto-confirms …: which opens nothing of other organizations, for nobody proved the address',
    async (world) => {
      const { organization, created, invited, signIn, send, userRow, servers, advance } = world
      const [mine, theirs] = [await organization(), await organization()]
      const { form } = await created(mine)
      const { id } = await invited(theirs, 'employee', { sub: '', name: '', email: form.email })
      const accept = (bearer: string) =>
        send('POST', '/api/invitations/accept', { bearer, body: { invitation_id: id } })
      const first = await signIn(form.email)
      isRefused(await accept(first.bearer), 403, 'EMAIL_NOT_VERIFIED')
      const { body: status } = await send('GET', '/api/user/organization-status', { bearer: first.bearer })
      expect(status).toMatchObject({ pendingInvitations: [] })
      // Changing the password by the old one proves nothing: the administrator knew that one.
      const change = { currentPassword: password, newPassword: 'a passphrase of my own' }
      await send('POST', '/auth/change-password', {
        body: change,
        headers: { cookie: first.cookie, origin: publicUrl },
      })
      const second = await signIn(form.email, change.newPassword)
      isRefused(await accept(second.bearer), 403, 'EMAIL_NOT_VERIFIED')
      // A mailed link does, for tokens from the next second on; whoever held an older one has nothing of it.
      advance(2000)
      await send('POST', '/auth/request-password-reset', { body: { email: form.email } })
      const token = await vi.waitFor(() => {
        const found = servers.resets.get(form.email)
        if (!found) throw new Error('no mail yet')
        return found
      }, 10_000)
      const own = 'another passphrase of my own'
      expect((await send('POST', '/auth/reset-password', { body: { token, newPassword: own } })).status).toBe(200)
      expect((await userRow(form))?.email_confirmed_at).not.toBeNull()
      isRefused(await accept(second.bearer), 403, 'EMAIL_NOT_VERIFIED')
      advance(1000)
      const third = await signIn(form.email, own)
      expect((await accept(third.bearer)).status).toBe(200)
    },
  ],
  [
    'Includes user metadata in Supabase Auth profile',
    async (world) => {
      const { remote, organization, created } = world.elsewhere()
      const { form } = await created(await organization())
      expect(remote.double.byEmail(form.email)).toMatchObject({ name: form.full_name, username: form.username })
    },
  ],
])

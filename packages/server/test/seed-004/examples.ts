import { expect, vi } from 'vitest'
import { publicUrl } from '../start-tenantry.ts'
import { section, type World } from './world.ts'

/** A request as `curl` sends it: its method, its address, its headers and its words. */
async function curl(
  world: World,
  method: string,
  path: string,
  as: World['person'] extends () => infer P ? P : never,
  data?: string,
) {
  const authorization = `Bearer ${await world.running.token(as)}`
  const headers = {
    authorization,
    accept: '*/*',
    'user-agent': 'curl/8.5.0',
    ...(data && { 'content-type': 'application/json' }),
  }
  const response = await world.running.send(path, { method, headers, ...(data && { body: data }) })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}

export const examples = section('Examples', [
  [
    'Create User Flow 1. Organization Admin creates user',
    async (world) => {
      const place = await world.organization()
      const data = `{
    "email": "newuser-${world.number}@example.com",
    "full_name": "New User",
    "password": "SecurePass123!",
    "role": "standard_user"
  }`
      const answer = await curl(world, 'POST', place.users, place.admin, data)
      expect(answer).toMatchObject({
        status: 201,
        body: { email: `newuser-${world.number}@example.com`, full_name: 'New User', username: null, is_active: true },
      })
    },
  ],
  [
    'Create User Flow 2. User receives invitation email (if email service is configured)',
    async ({ organization, created, mailTo, form, send }) => {
      const place = await organization()
      const { form: sent } = await created(place)
      const mail = await mailTo(sent.email)
      expect(mail.subject).toBe(`Admin created an account for you in The ${mail.subject.split(' The ')[1]}`)
      expect(mail.text).toContain('http://app.example.com/sign-in')
      expect(mail.text).not.toContain(sent.password)
      // In the language of whoever creates them.
      const body = form()
      await send('POST', place.users, { as: place.admin, body, headers: { 'accept-language': 'pl-PL' } })
      expect((await mailTo(body.email)).text).toContain('Zaloguj się')
    },
  ],
  [
    'Create User Flow 3. User logs in and must change password (indicated by `must_change_password: true`)',
    async ({ organization, created, signIn, send }) => {
      const { form } = await created(await organization())
      const { bearer, cookie } = await signIn(form.email)
      const me = async () => (await send('GET', '/api/v1/users/me', { bearer })).body
      expect(await me()).toMatchObject({ must_change_password: true })
      const headers = { cookie, origin: publicUrl }
      const wrong = { currentPassword: 'made up', newPassword: 'a passphrase of my own' }
      expect((await send('POST', '/auth/change-password', { body: wrong, headers })).status).toBe(400)
      expect(await me()).toMatchObject({ must_change_password: true })
      const body = { ...wrong, currentPassword: form.password }
      expect((await send('POST', '/auth/change-password', { body, headers })).status).toBe(200)
      expect(await me()).toMatchObject({ must_change_password: false })
    },
  ],
  [
    'Create User Flow 3. … or chooses one by a mailed link',
    async ({ organization, created, signIn, send, servers, rows }) => {
      const { form } = await created(await organization())
      await send('POST', '/auth/request-password-reset', { body: { email: form.email } })
      const token = await vi.waitFor(() => {
        const found = servers.resets.get(form.email)
        if (!found) throw new Error('no mail yet')
        return found
      }, 10_000)
      const own = 'a passphrase of my own'
      await send('POST', '/auth/reset-password', { body: { token, newPassword: own } })
      const { bearer } = await signIn(form.email, own)
      expect((await send('GET', '/api/v1/users/me', { bearer })).body).toMatchObject({ must_change_password: false })
      const proved = `SELECT email_confirmed_at IS NOT NULL AS proved FROM users WHERE email = '${form.email}'`
      expect(await rows(proved)).toEqual([{ proved: true }])
    },
  ],
  [
    'Create User Flow 3. … with a provider elsewhere, whose webhook says so',
    async (world) => {
      const { remote, organization, created, send } = world.elsewhere()
      const { form } = await created(await organization())
      const { tenantry, double } = remote
      const bearer = (await double.signIn(form.email, form.password)) ?? ''
      const me = async () => (await send('GET', '/api/v1/users/me', { bearer })).body
      expect(await me()).toMatchObject({ must_change_password: true })
      const subject = double.byEmail(form.email)?.id ?? ''
      const [issuer = ''] = double.provider.tokens.map((token) => token.issuer)
      await tenantry.passwordChanged({ issuer, subject: 'somebody else', byMail: true })
      expect(await me()).toMatchObject({ must_change_password: true })
      await tenantry.passwordChanged({ issuer, subject, byMail: false })
      expect(await me()).toMatchObject({ must_change_password: false })
    },
  ],
  [
    'Invitation Management Flow 1. List pending invitations',
    async (world) => {
      const place = await world.organization()
      const { who } = await world.invited(place)
      const answer = await curl(world, 'GET', place.invitations, place.admin)
      expect(answer).toMatchObject({ status: 200, body: [{ email: who.email, status: 'pending' }] })
    },
  ],
  [
    'Invitation Management Flow 2. Resend invitation',
    async (world) => {
      const place = await world.organization()
      const { who, number } = await world.invited(place)
      world.advance(60_000)
      const answer = await curl(world, 'POST', `${place.invitations}/${number}/resend`, place.admin)
      expect(answer).toMatchObject({ status: 200, body: { message: `Invitation resent to ${who.email}` } })
    },
  ],
  [
    'Invitation Management Flow 3. Cancel invitation',
    async (world) => {
      const place = await world.organization()
      const { who, number } = await world.invited(place)
      const answer = await curl(world, 'DELETE', `${place.invitations}/${number}`, place.admin)
      expect(answer).toMatchObject({ status: 200, body: { message: `Invitation cancelled for ${who.email}` } })
    },
  ],
])

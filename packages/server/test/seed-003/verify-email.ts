import { expect, vi } from 'vitest'
import { changesNothing, count, password } from './proofs.ts'
import { section, type World } from './world.ts'

const PATH = '/api/auth/verify-email'

/** Somebody who signed up, and the token out of the mail. */
export async function signedUp(world: World, redirect?: string) {
  const { email } = world.person('signup')
  await world.as(null).auth.signup({ body: { email, password, ...(redirect && { redirect }) } })
  const link = await vi.waitFor(() => {
    const mail = world.running.mails().find(({ to }) => to === email)
    const found = mail && /https?:\/\/\S*verify-email\S*/.exec(mail.text)?.[0]
    if (!found) throw new Error(`The verification of ${email} is not mailed yet.`)
    return new URL(found)
  }, 10_000)
  return { email, link, token: link.searchParams.get('token') ?? '' }
}

const open = (world: World, token: string, rest = '') => world.send('GET', `${PATH}?token=${token}${rest}`)

const confirmed = (world: World, email: string) =>
  count(world, `users WHERE email = '${email}' AND email_confirmed_at IS NOT NULL`)

export const verifyEmail = section('GET /api/auth/verify-email', [
  [
    'GET /api/auth/verify-email (Enhanced)',
    async (world) => {
      const { link } = await signedUp(world)
      expect(link.pathname).toBe(PATH)
      expect((await world.send('POST', PATH)).status).toBe(405)
    },
  ],
  [
    '**Purpose:** Enhanced email verification with onboarding routing',
    async (world) => {
      const { token, email } = await signedUp(world)
      const answer = await open(world, token)
      expect(answer).toMatchObject({ status: 302, text: '' })
      expect(answer.headers.get('location')).toBe('http://app.example.com/onboarding')
      expect(await confirmed(world, email)).toBe(1)
    },
  ],
  [
    '**Parameters:** `?token=<verification_token>&redirect=<optional_redirect>`',
    async (world) => {
      const { token } = await signedUp(world)
      const answer = await open(world, token, '&redirect=%2Fsettings%3Ftab%3D2%23mail')
      expect(answer.headers.get('location')).toBe('http://app.example.com/settings?tab=2#mail')
      expect((await world.send('GET', `${PATH}?redirect=/x`)).status).toBe(400)
      expect((await open(world, token, `&redirect=/${'x'.repeat(2048)}`)).status).toBe(400)
    },
  ],
  [
    '1. Verify email token with Supabase',
    async (world) => {
      const { token, email } = await signedUp(world)
      // The provider is asked to confirm the account as well.
      const account = `auth."user" WHERE email = '${email}' AND "emailVerified"`
      expect(await count(world, account)).toBe(0)
      await open(world, token)
      expect(await count(world, account)).toBe(1)
    },
  ],
  [
    '2. Set email_confirmed_at timestamp',
    async (world) => {
      const { token, email } = await signedUp(world)
      expect(await confirmed(world, email)).toBe(0)
      await open(world, token)
      const [user] = await world.rows<{ email_confirmed_at: Date }>(
        `SELECT email_confirmed_at FROM users WHERE email = '${email}'`,
      )
      expect(user?.email_confirmed_at.getTime()).toBe(world.running.now().getTime())
    },
  ],
  [
    '3. Instead of redirecting to dashboard, redirect to onboarding router',
    async (world) => {
      const { token } = await signedUp(world)
      const location = (await open(world, token)).headers.get('location')
      expect(location).toBe('http://app.example.com/onboarding')
      expect(location).not.toContain('dashboard')
    },
  ],
  [
    '**Response:** HTTP 302 redirect to `/onboarding` or specified redirect',
    async (world) => {
      const { token, link } = await signedUp(world, '/invitations')
      expect(link.searchParams.get('redirect')).toBe('/invitations')
      const followed = await world.send('GET', link.pathname + link.search)
      expect(followed.headers.get('location')).toBe('http://app.example.com/invitations')
      // Opening a link twice, as mail scanners do, leads on as well.
      const again = await open(world, token, '&redirect=https://evil.example/')
      expect(again.status).toBe(302)
      expect(again.headers.get('location')).toBe('http://app.example.com/onboarding')
    },
  ],
  [
    '400: Invalid verification token',
    async (world) => {
      const { token } = await signedUp(world)
      const invitation = await (await world.invited()).token()
      await changesNothing(world, async () => {
        for (const wrong of ['', 'short', `${token}x`])
          expect(await open(world, wrong)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
        for (const unknown of ['A'.repeat(43), invitation])
          expect(await open(world, unknown)).toMatchObject({ status: 400, body: { code: 'VERIFICATION_INVALID' } })
      })
    },
  ],
  [
    '410: Token expired',
    async (world) => {
      const { token, email } = await signedUp(world)
      world.pass(1)
      await changesNothing(world, async () => {
        expect(await open(world, token)).toMatchObject({ status: 410, body: { code: 'VERIFICATION_EXPIRED' } })
      })
      expect(await confirmed(world, email)).toBe(0)
    },
  ],
])

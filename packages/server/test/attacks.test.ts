import { embedded, type PasswordReset } from '@tenantry/better-auth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { users } from '../src/profiles/users/users.ts'
import {
  foundOrganization,
  invite,
  openDatabase,
  publicUrl,
  type Running,
  secretKey,
  startTenantry,
} from './start-tenantry.ts'

const password = 'a made-up passphrase'
const otherPassword = 'another made-up passphrase'
const resets: PasswordReset[] = []

let running: Running
beforeAll(async () => {
  const database = await openDatabase('pglite')
  const provider = embedded({
    database: database.dialect,
    publicUrl,
    secret: secretKey,
    passwordCost: 4,
    passwordResetLimit: { max: 100, windowSeconds: 60 },
    signInLimit: { max: 100, windowSeconds: 60 },
    sendResetPassword: async (reset) => void resets.push(reset),
    onPasswordChange: (change) => running.tenantry.passwordChanged(change),
    now: () => running.now().getTime(),
  })
  const invitationLimits = { perInviter: 5 }
  running = await startTenantry('pglite', { database, provider, invitationLimits, profiles: [users()] })
})
afterAll(async () => {
  expect(running.faults).toEqual([])
  await running.stop()
})

const token = 'A'.repeat(43)

/** How many of 30 guesses at a token are looked at, from addresses that differ with the turn. */
async function guessesFrom(address: (turn: string) => string): Promise<number> {
  const guess = new Request(`${publicUrl}/api/invitations/validate-token?token=${token}`)
  const turns = Array.from({ length: 30 }, (_, turn) => (turn + 4096).toString(16))
  const answers = await Promise.all(turns.map((turn) => running.tenantry.fetch(guess, { ip: address(turn) })))
  return answers.filter(({ status }) => status !== 429).length
}

test.each<readonly [string, (turn: string) => string]>([
  ['every address of one IPv6 network', (turn) => `2001:db8:0:1::${turn}`],
  ['every port of one address', (turn) => `192.0.2.2:${Number.parseInt(turn, 16)}`],
  ['both spellings of one IPv4 address', (turn) => (turn.endsWith('0') ? '192.0.2.3' : '::ffff:c000:203')],
])('counts %s for one client', async (_, address) => {
  expect(await guessesFrom(address)).toBe(20)
})

test('counts each IPv6 network alone', async () => {
  expect(await guessesFrom((turn) => `2001:db8:1:${turn}::1`)).toBe(30)
})

function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const sent = { 'content-type': 'application/json', origin: publicUrl, ...headers }
  return running.send(path, { method: 'POST', headers: sent, body: JSON.stringify(body) })
}

/** Signs in and gives the cookie of the session. */
async function signIn(email: string, secret: string): Promise<string> {
  const response = await post('/auth/sign-in/email', { email, password: secret })
  expect(response.status).toBe(200)
  return response.headers.getSetCookie().join().split(';')[0] ?? ''
}

async function accessTokenOf(email: string, secret: string): Promise<string> {
  const response = await running.send('/auth/token', { headers: { cookie: await signIn(email, secret) } })
  return ((await response.json()) as { token: string }).token
}

/** Asks for a reset link and gives the token in it. */
async function resetToken(email: string): Promise<string> {
  const before = resets.length
  await post('/auth/request-password-reset', { email })
  await expect.poll(() => resets.length).toBe(before + 1)
  return resets.at(-1)?.token ?? ''
}

test('ends every other reset link with the first one that is used', async () => {
  await running.as(null).auth.signup({ body: { email: 'many-links@example.com', password } })
  const [older, newer] = [await resetToken('many-links@example.com'), await resetToken('many-links@example.com')]
  expect((await post('/auth/reset-password', { token: newer, newPassword: otherPassword })).status).toBe(200)
  expect((await post('/auth/reset-password', { token: older, newPassword: password })).status).toBe(400)
  await signIn('many-links@example.com', otherPassword)
})

test('gives nothing to the access token of a stranger who signed up with an address before its owner', async () => {
  const [founder, email] = [{ email: 'founder@example.com' }, 'squatted@example.com']
  await running.as(null).auth.signup({ body: { email, password } })
  const authorization = `Bearer ${await accessTokenOf(email, password)}`
  const organizationId = await foundOrganization(running, founder, 'squatted')
  const invitation_id = await invite(running, founder, organizationId, email, 'admin')

  await post('/auth/reset-password', { token: await resetToken(email), newPassword: otherPassword })
  const headers = { authorization: `Bearer ${await accessTokenOf(email, otherPassword)}` }
  const seen = async (of: HeadersInit) => {
    const response = await running.send('/api/user/organization-status', { headers: of })
    return ((await response.json()) as { pendingInvitations: unknown[] }).pendingInvitations.length
  }
  expect(await seen(headers)).toBe(1)
  expect(await seen({ authorization })).toBe(0)
  expect((await post('/api/invitations/accept', { invitation_id }, { authorization })).status).toBe(403)
  expect((await post('/api/invitations/accept', { invitation_id }, headers)).status).toBe(200)
})

test('opens no invitation to somebody whose address was replaced by one that is no address', async () => {
  const [founder, moved] = [{ email: 'founder@example.com' }, { sub: 'moved', email: 'moved@example.com' }]
  const organizationId = await foundOrganization(running, founder, 'moved-on')
  await invite(running, founder, organizationId, moved.email)
  const waiting = async (email: string) => {
    const status = await running.as({ ...moved, email, email_verified: false }).organizations.status()
    return status.pendingInvitations.length
  }
  expect((await running.as(moved).organizations.status()).pendingInvitations).toHaveLength(1)
  expect(await waiting('moved @ elsewhere')).toBe(0)
  expect(await waiting(moved.email)).toBe(1)
})

test.each([
  'gmail.com',
  'wp.pl',
  'go2.pl',
  'tuta.com',
  'hey.com',
  'privaterelay.appleid.com',
  'users.noreply.github.com',
])('names no organization to strangers who have an address at %s too', async (domain) => {
  const founder = running.as({ email: `founder@${domain}` })
  const slug = `at-${domain.replaceAll('.', '-')}`
  await founder.organizations.create({ body: { name: 'Private', slug, google_domain: domain } })
  const stranger = running.as({ email: `stranger@${domain}` })
  expect((await stranger.organizations.joinable()).organizations).toEqual([])
})

test('lets nobody use up the verification links of somebody else by signing up with that address', async () => {
  const email = 'besieged@example.com'
  const body = JSON.stringify({ email, password })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  for (let turn = 0; turn < 15; turn++)
    await running.tenantry.fetch(new Request(`${publicUrl}/api/auth/signup`, init), { ip: '198.51.100.1' })
  await running.as(null).auth.resendVerification({ body: { email } })
  const links = () => running.mails().filter(({ to, text }) => to === email && text.includes('/verify-email?'))
  await expect.poll(() => links()).toHaveLength(2)
})

/** Signs up with the link of an invitation that an admin was shown instead of the mailbox, and signs in. */
async function signUpByShownLink(founder: { email: string }, organizationId: string, email: string) {
  const invitationId = await invite(running, founder, organizationId, email)
  const { url } = await running.as(founder).invitations.link({ params: { organizationId, invitationId } })
  const token = new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
  const response = await post('/api/auth/signup-with-invitation', { token, password, confirmPassword: password })
  return { status: response.status, body: (await response.json()) as { code?: string } }
}

test('takes a link that the inviter was shown for no proof of the address', async () => {
  const [founder, email] = [{ email: 'shown@example.com' }, 'somebody-important@example.org']
  const organizationId = await foundOrganization(running, founder, 'shown-links')
  const elsewhere = await foundOrganization(running, { email: 'other@example.com' }, 'other-links')
  const invitation_id = await invite(running, { email: 'other@example.com' }, elsewhere, email, 'admin')
  expect(await signUpByShownLink(founder, organizationId, email)).toMatchObject({ status: 201 })

  const signedIn = async () => ({ authorization: `Bearer ${await accessTokenOf(email, password)}` })
  const claiming = await signedIn()
  const status = async (headers: HeadersInit) =>
    (await (await running.send('/api/user/organization-status', { headers })).json()) as {
      organizations: unknown[]
      pendingInvitations: unknown[]
    }
  expect(await status(claiming)).toMatchObject({ organizations: [{ organization_id: organizationId }] })
  expect((await status(claiming)).pendingInvitations).toEqual([])
  expect((await post('/api/invitations/accept', { invitation_id }, claiming)).status).toBe(403)

  // The mailbox proves it, for whoever signs in afterwards.
  const link = () => running.mails().find(({ to, text }) => to === email && text.includes('/verify-email?'))
  await expect.poll(() => link()).toBeDefined()
  running.advance(1000)
  const [, token] = /token=([\w-]{43})/.exec(link()?.text ?? '') ?? []
  expect((await running.send(`/api/auth/verify-email?token=${token}`)).status).toBe(302)
  expect((await status(claiming)).pendingInvitations).toEqual([])
  running.advance(1000)
  expect((await status(await signedIn())).pendingInvitations).toHaveLength(1)
})

test('opens no required domain to an address that a shown link names', async () => {
  const founder = { email: 'strict@strict.example' }
  const body = { name: 'Strict', slug: 'strict-links', google_domain: 'strict.example', require_google_domain: true }
  const { organization } = await running.as(founder).organizations.create({ body })
  const made = await signUpByShownLink(founder, organization.id, 'nobody@strict.example')
  expect(made).toMatchObject({ status: 400, body: { code: 'DOMAIN_REQUIRED' } })
})

test('believes a link that was mailed again after it had been shown', async () => {
  const [founder, email] = [{ email: 'again@example.com' }, 'mailed-again@example.org']
  const organizationId = await foundOrganization(running, founder, 'mailed-again')
  const invitationId = await invite(running, founder, organizationId, email)
  const params = { organizationId, invitationId }
  await running.as(founder).invitations.link({ params })
  running.advance(61_000)
  const mailed = () => running.mails().filter(({ to }) => to === email)
  await expect.poll(() => mailed()).toHaveLength(1)
  await running.as(founder).invitations.resend({ params })
  await expect.poll(() => mailed()).toHaveLength(2)
  const token = await running.tokenFor(email)
  await running.as(null).auth.signupWithInvitation({ body: { token, password, confirmPassword: password } })
  const confirmed = `SELECT email_confirmed_at IS NOT NULL AS yes, email_vouched FROM users WHERE email = '${email}'`
  expect(await running.rows(confirmed)).toEqual([{ yes: true, email_vouched: false }])
})

test('mails no more strangers for the accounts that an admin makes than for invitations', async () => {
  const founder = { email: 'spammer@example.com' }
  await foundOrganization(running, founder, 'spammers')
  const headers = { authorization: `Bearer ${await running.token(founder)}` }
  for (let turn = 0; turn < 7; turn++) {
    const body = { email: `stranger-${turn}@spammed.example`, full_name: 'Stranger', password }
    expect((await post('/api/v1/users/', body, headers)).status).toBe(201)
  }
  // Mails go out in turn: once this one has come, so have all before it.
  await running.as(null).auth.signup({ body: { email: 'last@spammed.example', password } })
  await running.tokenFor('last@spammed.example')
  expect(running.mails().filter(({ to }) => to.startsWith('stranger-'))).toHaveLength(5)
})

test('tells an admin nothing of an address that the organization would not take anyhow', async () => {
  const founder = { email: 'curious@curious.example' }
  await running.as({ email: 'known@example.com' }).organizations.status()
  const body = { name: 'Curious', slug: 'curious', google_domain: 'curious.example', require_google_domain: true }
  await running.as(founder).organizations.create({ body })
  const headers = { authorization: `Bearer ${await running.token(founder)}` }
  const asked = ['known@example.com', 'unknown@example.com'].map(async (email) => {
    const response = await post('/api/v1/users/', { email, full_name: 'Somebody', password }, headers)
    return ((await response.json()) as { code: string }).code
  })
  expect(await Promise.all(asked)).toEqual(['DOMAIN_REQUIRED', 'DOMAIN_REQUIRED'])
})

test('gives nothing to the access token that whoever made the account got in the second of the reset', async () => {
  const [admin, founder, email] = [{ email: 'maker@example.com' }, { email: 'founder@example.com' }, 'made@example.net']
  await foundOrganization(running, admin, 'made-accounts')
  const authorization = `Bearer ${await running.token(admin)}`
  const made = await post('/api/v1/users/', { email, full_name: 'Made', password }, { authorization })
  expect(made.status).toBe(201)
  await invite(running, founder, await foundOrganization(running, founder, 'made-elsewhere'), email, 'admin')
  const seen = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await running.send('/api/user/organization-status', { headers })
    return ((await response.json()) as { pendingInvitations: unknown[] }).pendingInvitations.length
  }

  const makers = await accessTokenOf(email, password)
  const reset = { token: await resetToken(email), newPassword: otherPassword }
  expect((await post('/auth/reset-password', reset)).status).toBe(200)
  expect(await seen(makers)).toBe(0)
  running.advance(1000)
  expect(await seen(makers)).toBe(0)
  expect(await seen(await accessTokenOf(email, otherPassword))).toBe(1)
})

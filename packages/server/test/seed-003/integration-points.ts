import { createOnboarding, type OnboardingState, type Session } from '@tenantry/core'
import { expect, vi } from 'vitest'
import type { Person } from '../start-tenantry.ts'
import { create } from './organization-form.ts'
import {
  bearerOf,
  changesNothing,
  count,
  invitationRow,
  membershipsOf,
  nowhere,
  password,
  refuses,
  seenBy,
} from './proofs.ts'
import { signedUp } from './verify-email.ts'
import { section, type World } from './world.ts'

const STATUS = '/api/user/organization-status'
const TABLES = [
  'user_organizations',
  'invitations',
  'organizations',
  'organization_settings',
  'organization_domains',
  'users',
]

/** Where the onboarding flow leads somebody first, with the real client on the real server. */
async function firstScreen(
  world: World,
  who: Person | null,
  token: string | null = null,
): Promise<OnboardingState['name']> {
  const user = who && { email: who.email ?? '', emailVerified: true, name: null }
  const session: Session = { getToken: async () => null, getUser: async () => user, subscribe: () => () => {} }
  const onboarding = createOnboarding({ client: world.as(who), session, token, storage: null, page: new EventTarget() })
  const stop = onboarding.start()
  await expect.poll(() => onboarding.$state.get().name).not.toBe('loading')
  stop()
  return onboarding.$state.get().name
}

export const integrationPoints = section('Integration Points', [
  [
    '**user_organizations table**: Core multi-organization relationship management',
    async (world) => {
      const person = world.person()
      await world.found(person)
      const { id } = await world.invited({ person })
      await world.accept(person, id)
      const rows = await membershipsOf(world, person)
      expect(rows.map(({ joined_via }) => joined_via)).toEqual(['created', 'invitation'])
    },
  ],
  [
    '**invitations table**: Invitation tracking and status management',
    async (world) => {
      const [accepted, declined, late] = [await world.invited(), await world.invited(), await world.invited()]
      expect((await invitationRow(world, late.id)).status).toBe('pending')
      await world.accept(accepted.person, accepted.id)
      await world.decline(declined.person, declined.id)
      world.pass(8)
      await world.invited({ ...late })
      const found = await Promise.all([accepted, declined, late].map(({ id }) => invitationRow(world, id)))
      expect(found.map(({ status }) => status)).toEqual(['accepted', 'declined', 'expired'])
      // What was answered stays answered, whoever writes.
      const change = world.rows(
        `UPDATE invitations SET status = 'pending', declined_at = NULL WHERE id = '${declined.id}'`,
      )
      await expect(change).rejects.toMatchObject({ constraint: 'invitations_terminal' })
    },
  ],
  [
    '**organization_settings table**: Per-organization configuration',
    async (world) => {
      const strict = await create(world, { google_domain: 'strict.example', require_google_domain: true })
      const { organization } = strict.body as { organization: { id: string } }
      const plain = await world.found(world.person())
      const of = (id: string) => `organization_settings WHERE organization_id = '${id}' AND require_google_domain`
      expect([await count(world, of(organization.id)), await count(world, of(plain))]).toEqual([1, 0])
      // And it counts: who was invited before it was set stays out as well.
      const [invited, linked] = [await world.invited(), await world.invited()]
      for (const { organizationId } of [invited, linked])
        await world.rows(
          `UPDATE organization_settings SET require_google_domain = true WHERE organization_id = '${organizationId}'`,
        )
      await refuses(world.accept(invited.person, invited.id), 403, 'DOMAIN_REQUIRED')
      const form = { token: await linked.token(), password, confirmPassword: password }
      await refuses(world.as(null).auth.signupWithInvitation({ body: form }), 400, 'DOMAIN_REQUIRED')
    },
  ],
  [
    '**organization_domains table**: Domain-based features (future enhancement)',
    async (world) => {
      const domain = `points-${world.number}.example`
      const founder = { sub: `founder@${domain}`, email: `founder@${domain}` }
      await create(world, { google_domain: domain }, founder)
      const colleague = { sub: `colleague@${domain}`, email: `colleague@${domain}` }
      const { organizations } = await world.as(colleague).organizations.joinable()
      expect(organizations).toMatchObject([{ name: 'Acme', via: 'request', requested: false }])
      expect((await world.as(world.person()).organizations.joinable()).organizations).toEqual([])
    },
  ],
  [
    '**Supabase auth.users**: Email verification and authentication state',
    async (world) => {
      // The embedded provider keeps its own table of users, in its own schema.
      const { email, token } = await signedUp(world)
      const states = () =>
        world.rows(`SELECT a."emailVerified" AS provider, u.email_confirmed_at IS NOT NULL AS ours
        FROM auth."user" a JOIN users u USING (email) WHERE email = '${email}'`)
      expect(await states()).toEqual([{ provider: false, ours: false }])
      await world.send('GET', `/api/auth/verify-email?token=${token}`)
      expect(await states()).toEqual([{ provider: true, ours: true }])
    },
  ],
  [
    'Leverage existing organization creation patterns from `/api/organizations`',
    async (world) => {
      const founder = world.person()
      const organizationId = await world.found(founder)
      const { defaultOrganization } = await world.as(founder).organizations.makeDefault({ params: { organizationId } })
      expect(defaultOrganization).toEqual({ id: organizationId, name: 'Acme', role: 'admin' })
      expect((await world.invited({ admin: founder, organizationId })).organizationId).toBe(organizationId)
    },
  ],
  [
    'Integrate with current invitation system in `/api/invitations` routes',
    async (world) => {
      const admin = world.person('admin')
      const organizationId = await world.found(admin)
      const path = `/api/organizations/${organizationId}/invitations`
      const body = {
        invitations: [
          { email: 'Somebody@EXAMPLE.org', role: 'employee' },
          { email: 'nobody', role: 'admin' },
        ],
      }
      const answer = await world.send('POST', path, { as: admin, body })
      expect(answer).toMatchObject({
        status: 207,
        body: {
          results: [
            { email: 'somebody@example.org', status: 'invited' },
            { email: 'nobody', status: 'skipped', code: 'VALIDATION_FAILED' },
          ],
        },
      })
      const { results } = answer.body as { results: { invitation: { id: string } }[] }
      const accepted = await world.accept(
        { sub: 'somebody', email: 'somebody@example.org' },
        results[0]?.invitation.id ?? '',
      )
      expect(accepted.organization.id).toBe(organizationId)
    },
  ],
  [
    'Maintain compatibility with current user profile and role management',
    async (world) => {
      const person = { ...world.person(), name: 'Zofia Żak' }
      await world.status(person)
      const profile = () =>
        world.rows<{ id: string; email: string; full_name: string }>(
          `SELECT u.id, u.email, u.full_name FROM users u JOIN identities i ON i.user_id = u.id WHERE i.subject = '${person.sub}'`,
        )
      const [before] = await profile()
      expect(before).toMatchObject({ email: person.email, full_name: 'Zofia Żak' })
      // One person stays one user when the provider changes the address.
      const moved = { ...person, email: `moved-${person.email}` }
      await world.status(moved)
      expect(await profile()).toEqual([{ ...before, email: moved.email }])
    },
  ],
  [
    'Use existing email notification infrastructure',
    async (world) => {
      const { person, token } = await world.invited()
      const value = await token()
      const mail = world.running.mails().find(({ to }) => to === person.email)
      expect(mail?.subject).toContain('Acme')
      expect(mail?.text).toContain(`http://app.example.com/onboarding#token=${value}`)
      expect((await signedUp(world)).link.origin).toBe('http://app.example.com')
    },
  ],
  [
    'Update onboarding router to handle four distinct scenarios',
    async (world) => {
      const [linked, invited, neither, member] = [
        await world.invited(),
        await world.invited(),
        world.person(),
        world.person(),
      ]
      await world.found(member)
      expect(await firstScreen(world, null, await linked.token())).toBe('invitation-signup')
      expect(await firstScreen(world, invited.person)).toBe('invitations')
      expect(await firstScreen(world, neither)).toBe('create-organization')
      expect(await firstScreen(world, member)).toBe('done')
    },
  ],
  [
    'Integrate with existing authentication state management',
    async (world) => {
      const { person, token } = await world.invited()
      const form = { token: await token(), password, confirmPassword: password }
      await world.as(null).auth.signupWithInvitation({ body: form })
      const headers = await bearerOf(world, person.email)
      expect((await world.send('GET', STATUS, { headers })).body).toMatchObject({ scenario: 'has_organizations' })
      world.running.advance(16 * 60_000)
      expect((await world.send('GET', STATUS, { headers })).status).toBe(401)
    },
  ],
  [
    'Maintain i18n support for multi-language onboarding flows',
    async (world) => {
      const [admin, email] = [world.person('admin'), `polska-${world.number}@example.com`]
      const organizationId = await world.found(admin)
      const polish = world.as(admin, { 'accept-language': 'pl-PL,pl;q=0.9,en;q=0.5' })
      await polish.invitations.create({
        params: { organizationId },
        body: { invitations: [{ email, role: 'employee' }] },
      })
      const { person, token } = await world.invited({ admin, organizationId })
      await token()
      const mailTo = (to: string) => vi.waitUntil(() => world.running.mails().find((mail) => mail.to === to))
      expect((await mailTo(email)).html).toContain('<html lang="pl"')
      expect((await mailTo(person.email)).html).toContain('<html lang="en"')
    },
  ],
  [
    'Utilize existing RLS policies on multi-organization tables',
    async (world) => {
      const stranger = world.person()
      await world.status(stranger)
      const domain = `walls-${world.number}.example`
      await create(world, { google_domain: domain })
      // The stranger's own row, and nothing of all the others.
      expect(await seenBy(world, stranger, TABLES)).toEqual([0, 0, 0, 0, 0, 1])
    },
  ],
  [
    'Maintain current CSRF protection patterns',
    async (world) => {
      const person = world.person()
      await world.status(person)
      const post = (headers: Record<string, string>) =>
        world.send('POST', '/api/organizations', {
          as: person,
          headers,
          body: { name: 'Acme', slug: world.slug('csrf') },
        })
      await changesNothing(world, async () => {
        for (const headers of [
          { origin: 'https://evil.example' },
          { origin: 'null' },
          { 'sec-fetch-site': 'cross-site' },
          { 'sec-fetch-site': 'same-site' },
        ])
          expect(await post(headers)).toMatchObject({ status: 403, body: { code: 'ORIGIN_NOT_ALLOWED' } })
        // A form of another page can send neither JSON nor a token.
        const headers = { 'content-type': 'application/x-www-form-urlencoded' }
        expect(
          (await world.send('POST', '/api/organizations', { as: person, headers, body: 'name=Acme' })).status,
        ).toBe(415)
      })
      const own = await post({ origin: 'http://app.example.com' })
      expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([201, 'http://app.example.com'])
    },
  ],
  [
    'Integrate with existing rate limiting infrastructure',
    async (world) => {
      const person = world.person()
      const attempt = () => world.accept(person, nowhere)
      for (let turn = 0; turn < 10; turn++) await refuses(attempt(), 404, 'INVITATION_NOT_FOUND')
      await expect(attempt()).rejects.toMatchObject({ code: 'RATE_LIMITED', status: 429, retryAfter: 3600 })
    },
  ],
  [
    'Use current JWT token validation patterns for authentication',
    async (world) => {
      const token = await world.running.token(world.person())
      const get = (value: string) => world.send('GET', STATUS, { headers: { authorization: `Bearer ${value}` } })
      expect((await get(token)).status).toBe(200)
      expect((await get(`${token.slice(0, -4)}AAAA`)).status).toBe(401)
      world.running.advance(3_606_000)
      expect((await get(token)).status).toBe(401)
    },
  ],
])

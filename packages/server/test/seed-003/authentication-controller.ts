import { errorMessages } from '@tenantry/core'
import { expect } from 'vitest'
import { hashToken } from '../../src/tokens/secret-token.ts'
import { bearerOf, changesNothing, count, invitationRow, membershipsOf, password, refuses } from './proofs.ts'
import { signedUp } from './verify-email.ts'
import { section, type World } from './world.ts'

const form = (token: string) => ({ token, password, confirmPassword: password })

function joinByLink(world: World, token: string) {
  return world.as(null).auth.signupWithInvitation({ body: form(token) })
}

async function expiredToken(world: World): Promise<string> {
  const { token } = await world.invited()
  const value = await token()
  world.pass(8)
  return value
}

const otherEnd = (token: string) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')

export const authenticationController = section('Authentication Controller', [
  [
    '`verify-email`: Redirect to `/onboarding` instead of `/dashboard`',
    async (world) => {
      const { token } = await signedUp(world)
      const { status, headers } = await world.send('GET', `/api/auth/verify-email?token=${token}`)
      expect([status, headers.get('location')]).toEqual([302, 'http://app.example.com/onboarding'])
    },
  ],
  [
    '`signup`: Remove invitation detection logic (handle post-verification)',
    async (world) => {
      const { person, id } = await world.invited()
      const body = { email: person.email, password }
      const stranger = { email: world.person().email, password }
      // The invited address gets the same answer as any other, and nothing is accepted on the way.
      const answers = [await world.as(null).auth.signup({ body }), await world.as(null).auth.signup({ body: stranger })]
      expect(answers[0]).toEqual(answers[1])
      expect((await invitationRow(world, id)).status).toBe('pending')
      expect(await membershipsOf(world, person)).toEqual([])
      const headers = await bearerOf(world, person.email)
      const unverified = await world.send('GET', '/api/user/organization-status', { headers })
      expect(unverified.body).toMatchObject({ scenario: 'no_invitations', pendingInvitations: [] })
      // After the address is proved, the invitation shows.
      await world.rows(`UPDATE auth."user" SET "emailVerified" = true WHERE email = '${person.email}'`)
      const fresh = await bearerOf(world, person.email)
      const { body: status } = await world.send('GET', '/api/user/organization-status', { headers: fresh })
      expect(status).toMatchObject({ scenario: 'has_invitations', pendingInvitations: [{ id }] })
    },
  ],
  [
    '`signup-with-invitation`: Complete token-based account creation flow',
    async (world) => {
      const { token, person, organizationId } = await world.invited({ role: 'manager' })
      const value = await token()
      expect((await world.as(null).invitations.validateToken({ query: { token: value } })).valid).toBe(true)
      expect((await joinByLink(world, value)).organization.id).toBe(organizationId)
      const headers = await bearerOf(world, person.email)
      const { body } = await world.send('GET', '/api/user/organization-status', { headers })
      expect(body).toMatchObject({ defaultOrganization: { id: organizationId, role: 'manager' } })
    },
  ],
  [
    'Email verification triggers onboarding router instead of direct dashboard access',
    async (world) => {
      const { email, token } = await signedUp(world)
      const found = async () => {
        const headers = await bearerOf(world, email)
        const body = { name: 'Acme', slug: world.slug('acme') }
        return (await world.send('POST', '/api/organizations', { headers, body })).status
      }
      expect(await found()).toBe(403)
      const opened = await world.send('GET', `/api/auth/verify-email?token=${token}`)
      expect(opened.headers.get('location')).toBe('http://app.example.com/onboarding')
      const headers = await bearerOf(world, email)
      const { body } = await world.send('GET', '/api/user/organization-status', { headers })
      expect(body).toMatchObject({ scenario: 'no_invitations' })
      expect(await found()).toBe(201)
    },
  ],
  [
    'Invitation token validation with secure signature checking',
    async (world) => {
      const { token, id } = await world.invited()
      const value = await token()
      // 256 random bits, of which the database knows the hash alone.
      expect(Buffer.from(value, 'base64url')).toHaveLength(32)
      expect((await invitationRow(world, id)).token_hash).toBe(await hashToken(value))
      const forged = world.as(null).invitations.validateToken({ query: { token: otherEnd(value) } })
      await refuses(forged, 404, 'INVITATION_NOT_FOUND')
    },
  ],
  [
    'Proper session creation with multi-organization context',
    async (world) => {
      const { token, person, organizationId } = await world.invited()
      await joinByLink(world, await token())
      const second = await world.invited({ person, role: 'admin' })
      const headers = await bearerOf(world, person.email)
      const body = { invitation_id: second.id }
      expect((await world.send('POST', '/api/invitations/accept', { headers, body })).status).toBe(200)
      const status = await world.send('GET', '/api/user/organization-status', { headers })
      expect(status.body).toMatchObject({
        defaultOrganization: { id: organizationId, role: 'employee' },
        organizations: [
          { is_default: true },
          { organization_id: second.organizationId, role: 'admin', is_default: false },
        ],
      })
    },
  ],
  [
    'Graceful handling of expired invitation tokens',
    async (world) => {
      const token = await expiredToken(world)
      await changesNothing(world, async () => {
        await refuses(world.as(null).invitations.validateToken({ query: { token } }), 404, 'INVITATION_EXPIRED')
        await refuses(joinByLink(world, token), 400, 'INVITATION_EXPIRED')
      })
    },
  ],
  [
    'Clear error messages for invalid token signatures',
    async (world) => {
      const { token } = await world.invited()
      const forged = otherEnd(await token())
      const answer = await world.send('POST', '/api/auth/signup-with-invitation', { body: form(forged) })
      expect(answer.body).toEqual({
        error: 'Bad Request',
        message: errorMessages.INVITATION_NOT_FOUND,
        code: 'INVITATION_NOT_FOUND',
      })
      expect(answer.text).not.toContain(forged)
      const garbled = await world.send('POST', '/api/auth/signup-with-invitation', { body: form('no token') })
      expect(garbled.body).toMatchObject({
        details: { issues: [{ path: ['token'], message: 'This is not a token.' }] },
      })
    },
  ],
  [
    'Fallback paths for network failures during account creation',
    async (world) => {
      const { token, person } = await world.invited()
      const body = form(await token())
      const headers = { 'idempotency-key': `"lost-answer-${world.number}"` }
      const first = await world.send('POST', '/api/auth/signup-with-invitation', { body, headers })
      expect(first.status).toBe(201)
      // The answer was lost: the same request gives it again, and makes nothing twice.
      await changesNothing(world, async () => {
        const again = await world.send('POST', '/api/auth/signup-with-invitation', { body, headers })
        expect([again.status, again.body]).toEqual([201, first.body])
        // A client that kept no key is told what became of the link, and signs in.
        await refuses(joinByLink(world, body.token), 400, 'INVITATION_USED')
      })
      expect(await count(world, `users WHERE email = '${person.email}'`)).toBe(1)
      expect(await bearerOf(world, person.email)).toHaveProperty('authorization')
    },
  ],
])

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, foundOrganization, invite, type Running, startTenantry } from './start-tenantry.ts'

const founder = { email: 'founder@example.com', name: 'Founder' }
const password = 'a made-up passphrase'

describe.each(engines)('the four ways in, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine)
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  test('scenario 1: a link makes a confirmed account and a membership', async () => {
    const organizationId = await foundOrganization(running, founder, 'scenario-one')
    await invite(running, founder, organizationId, 'new@example.org', 'manager')
    const token = await running.tokenFor('new@example.org')
    const nobody = running.as(null)
    const preview = await nobody.invitations.validateToken({ query: { token } })
    expect(preview.invitation).toMatchObject({ email: 'new@example.org', role: 'manager', team: null })
    expect(preview.invitation.invited_by).toEqual({ full_name: 'Founder', email: 'founder@example.com' })
    const body = { token, password, confirmPassword: password, full_name: 'New Person' }
    const created = await nobody.auth.signupWithInvitation({ body })
    expect(created.user).toMatchObject({
      email: 'new@example.org',
      full_name: 'New Person',
      role: 'manager',
      team_name: null,
    })
    expect(created.organization).toMatchObject({ id: organizationId, slug: 'scenario-one' })

    const signIn = await running.send('/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'new@example.org', password }),
    })
    expect(signIn.status).toBe(200)
  })

  test('scenario 2: nobody waits, so an organization is founded and becomes the default', async () => {
    const person = running.as({ email: 'two@example.com' })
    expect((await person.organizations.status()).scenario).toBe('no_invitations')
    const { organization } = await person.organizations.create({ body: { name: 'Öl & Gas AG', slug: 'Oel-Gas-AG' } })
    expect(organization).toMatchObject({ slug: 'oel-gas-ag', country_code: 'PL', google_domain: null })
    const status = await person.organizations.status()
    expect(status.defaultOrganization).toEqual({ id: organization.id, name: 'Öl & Gas AG', role: 'admin' })
    expect(status.organizations[0]).toMatchObject({ is_default: true, is_active: true, joined_via: 'created' })
  })

  test('scenario 3: what waits is accepted or declined', async () => {
    const organizationId = await foundOrganization(running, founder, 'scenario-three')
    const id = await invite(running, founder, organizationId, 'three@example.com')
    const person = running.as({ email: 'three@example.com' })
    const status = await person.organizations.status()
    expect(status.scenario).toBe('has_invitations')
    expect(status.pendingInvitations[0]?.id).toBe(id)
    const accepted = await person.invitations.accept({ body: { invitation_id: id } })
    expect(accepted).toMatchObject({ user_role: 'employee', is_default_org: true, team_name: null })
    await expect(person.invitations.accept({ body: { invitation_id: id } })).rejects.toMatchObject({
      status: 404,
      code: 'INVITATION_USED',
    })
  })

  test('scenario 4: somebody inside sees what waits in the dashboard', async () => {
    const organizationId = await foundOrganization(running, founder, 'scenario-four')
    const person = { email: 'four@example.com' }
    await foundOrganization(running, person, 'four-own')
    await invite(running, founder, organizationId, 'four@example.com', 'admin')
    expect((await running.as(person).organizations.status()).scenario).toBe('has_organizations')
    const inbox = await running.as(person).invitations.pending()
    expect(inbox).toMatchObject({ count: 1, pending_invitations: [{ role: 'admin', invited_by: 'Founder' }] })
    const { is_default_org } = await running
      .as(person)
      .invitations.accept({ body: { invitation_id: inbox.pending_invitations[0]?.id ?? '' } })
    expect(is_default_org).toBe(false)
  })

  test('an account of one’s own is proved by mail and leads to onboarding', async () => {
    const nobody = running.as(null)
    await nobody.auth.signup({ body: { email: 'own@example.com', password } })
    const token = await running.tokenFor('own@example.com')
    const answer = await running.send(`/api/auth/verify-email?token=${token}`)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('http://app.example.com/onboarding')
    const again = await running.send(`/api/auth/verify-email?token=${token}&redirect=/dashboard`)
    expect(again.headers.get('location')).toBe('http://app.example.com/dashboard')
  })
})

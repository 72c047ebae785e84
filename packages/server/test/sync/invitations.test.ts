import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { engines } from '../start-tenantry.ts'
import { type InvitationStage, openInvitationStage, settled } from './invitation-stage.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
const roles = { clerk: ['org:admin', 'org:member'], kinde: ['admin', 'employee'] } as const
const places = [
  ['clerk', 'postgres'],
  ['kinde', 'postgres'],
] as const satisfies readonly (readonly [string, (typeof engines)[number]])[]

describe.each(places)('invitations that %s mails, on %s', (name, engine) => {
  let stage: InvitationStage
  beforeEach(async () => {
    stage = await openInvitationStage(name, engine)
  })
  afterEach(async () => {
    expect(stage.failures).toEqual([])
    await stage.stop()
  })
  const [strong, weak] = roles[name]
  const ben = 'ben@example.com'
  const statusOf = async (id: string) => (await stage.shown(id))?.status
  const audited = async () =>
    (
      await stage.running.rows<{ action: string }>(
        `SELECT action FROM audit_events WHERE action LIKE 'invitation.%' OR action = 'member.joined' ORDER BY created_at, id`,
      )
    ).map(({ action }) => action)

  /** Brings the news twice, the second time the other way round. */
  async function deliverTwice(): Promise<void> {
    const news = await stage.site.news()
    const answers = [...(await stage.deliver(news)), ...(await stage.deliver(news.toReversed()))]
    expect(answers.filter((status) => status !== 200)).toEqual([])
    await settled(stage)
  }

  test('one is sent there once it is made here, and nothing by us', async () => {
    const id = await stage.invite(ben, 'manager')
    await settled(stage)
    expect(stage.waiting()).toMatchObject([{ email: ben, role: name === 'clerk' ? weak : 'manager' }])
    expect([stage.site.mails(), stage.running.mails()]).toEqual([[ben], []])
    expect(await stage.shown(id)).toMatchObject({ status: 'pending', delivery_status: 'sent', delivery_error: null })
    const bodies = stage.site.served.exchanges.map(({ body }) => body ?? '').join('\n')
    if (name === 'clerk') expect(bodies).toContain('"redirect_url":"http://app.example.com/onboarding"')
  })

  test('sent again, it takes the place of the first there, and its term begins anew', async () => {
    const id = await stage.invite(ben)
    await settled(stage)
    const [first] = stage.waiting()
    stage.running.advance(2 * MINUTE)
    await stage.ada.client.invitations.resend({ params: { ...stage.params, invitationId: id } })
    await settled(stage)
    const second = stage.waiting()
    expect(second).toMatchObject([{ email: ben, role: weak }])
    expect(second[0]?.id).not.toBe(first?.id)
    expect(stage.site.mails()).toEqual([ben, ben])
    await deliverTwice()
    // That the first was revoked is no news.
    expect([await statusOf(id), stage.waiting()]).toEqual(['pending', second])
  })

  test('taken back here it is taken back there, and the other way round', async () => {
    const [one, other] = [await stage.invite(ben), await stage.invite('eve@example.com')]
    await settled(stage)
    await stage.ada.client.invitations.revoke({ params: { ...stage.params, invitationId: one } })
    await settled(stage)
    expect(stage.waiting()).toMatchObject([{ email: 'eve@example.com' }])
    await deliverTwice()
    const [left] = stage.waiting()
    await stage.site.revoke(stage.site.organizationId(), left?.id ?? '')
    await deliverTwice()
    // Kinde tells of no invitation.
    expect(await statusOf(other)).toBe(name === 'clerk' ? 'revoked' : 'pending')
    expect(stage.waiting()).toEqual([])
  })

  test.each(['who is known', 'who is not'] as const)(
    'accepted there by somebody %s, it is accepted here, once',
    async (who) => {
      const person = stage.person(ben)
      if (who === 'who is known') await person.client.organizations.status()
      const id = await stage.invite(ben, 'manager')
      await settled(stage)
      stage.running.advance(MINUTE)
      stage.site.accept(stage.waiting()[0]?.id ?? '', person.subject)
      await deliverTwice()
      const { organizations, pendingInvitations } = await person.client.organizations.status()
      expect(organizations).toMatchObject([{ organization_id: stage.organizationId, role: 'manager' }])
      expect(pendingInvitations).toEqual([])
      await stage.nudge()
      await deliverTwice()
      expect(await statusOf(id)).toBe('accepted')
      expect(await audited()).toEqual(['invitation.created', 'invitation.accepted'])
      expect(await stage.membersHere()).toEqual({ 'ada@example.com': 'admin', [ben]: 'manager' })
      expect(stage.site.members()).toMatchObject({ [person.subject]: name === 'clerk' ? weak : 'manager' })
      const [row] = await stage.running.rows(
        `SELECT joined_via, invitation_id FROM user_organizations WHERE role = 'manager'`,
      )
      expect(row).toEqual({ joined_via: 'invitation', invitation_id: id })
    },
  )

  test('accepted there after it was taken back here, it makes nobody a member, on either side', async () => {
    const person = stage.person(ben)
    await person.client.organizations.status()
    const id = await stage.invite(ben)
    await settled(stage)
    const [sent] = stage.waiting()
    stage.site.plant('revoke', { status: 503 }, 50)
    await stage.ada.client.invitations.revoke({ params: { ...stage.params, invitationId: id } })
    stage.running.advance(1000)
    stage.site.accept(sent?.id ?? '', person.subject)
    await stage.deliver(await stage.site.news())
    stage.site.served.faults.clear()
    stage.running.advance(2 * HOUR)
    await stage.nudge()
    await settled(stage)
    expect(await statusOf(id)).toBe('revoked')
    expect(await stage.membersHere()).toEqual({ 'ada@example.com': 'admin' })
    expect(stage.site.members()).toEqual({ [stage.ada.subject]: strong })
  })

  test.each(['who is known', 'who is not'] as const)(
    'accepted there after one of less was put in its place here, it gives %s just that',
    async (who) => {
      const person = stage.person(ben)
      if (who === 'who is known') await person.client.organizations.status()
      const first = await stage.invite(ben, 'admin')
      await settled(stage)
      const [sent] = stage.waiting()
      stage.site.accept(sent?.id ?? '', person.subject)
      stage.running.advance(1000)
      await stage.ada.client.invitations.revoke({ params: { ...stage.params, invitationId: first } })
      const second = await stage.invite(ben, 'employee')
      stage.running.advance(1000)
      await settled(stage)
      await stage.deliver(await stage.site.news())
      await person.client.organizations.status()
      expect(await stage.membersHere()).toEqual({ 'ada@example.com': 'admin', [ben]: 'employee' })
      await stage.nudge()
      await settled(stage)
      expect([await statusOf(first), await statusOf(second)]).toEqual(['revoked', 'accepted'])
      expect(await stage.membersHere()).toEqual({ 'ada@example.com': 'admin', [ben]: 'employee' })
      expect(stage.site.members()).toEqual({ [stage.ada.subject]: strong, [person.subject]: weak })
    },
  )

  test('accepted there by somebody whom a required domain keeps out here, it makes nobody a member, on either side', async () => {
    const person = stage.person(ben)
    await person.client.organizations.status()
    const id = await stage.invite(ben)
    await settled(stage)
    const { organizations } = stage.ada.client
    await organizations.update({ params: stage.params, body: { google_domain: 'example.org' } })
    await organizations.updateSettings({ params: stage.params, body: { require_google_domain: true } })
    stage.running.advance(1000)
    stage.site.accept(stage.waiting()[0]?.id ?? '', person.subject)
    await stage.deliver(await stage.site.news())
    await settled(stage)
    expect(await statusOf(id)).toBe('pending')
    expect(await stage.membersHere()).toEqual({ 'ada@example.com': 'admin' })
    expect(stage.site.members()).toEqual({ [stage.ada.subject]: strong })
  })

  test('accepted or declined here, it waits there no more', async () => {
    const [person, other] = [stage.person(ben), stage.person('eve@example.com')]
    const [one, two] = [await stage.invite(person.email), await stage.invite(other.email)]
    await settled(stage)
    await person.client.invitations.accept({ body: { invitation_id: one } })
    await other.client.invitations.decline({ body: { invitation_id: two } })
    await settled(stage)
    expect(stage.waiting()).toEqual([])
    await deliverTwice()
    expect([await statusOf(one), await statusOf(two)]).toEqual(['accepted', 'declined'])
    expect(stage.site.members()).toEqual({ [stage.ada.subject]: strong, [person.subject]: weak })
  })

  test('when its time is over it is taken back there, and one that is sent again afterwards waits', async () => {
    const id = await stage.invite(ben)
    await settled(stage)
    stage.running.advance(7 * DAY)
    await stage.nudge()
    await expect.poll(stage.waiting, { timeout: 10_000 }).toEqual([])
    await settled(stage)
    expect(await statusOf(id)).toBe('expired')
    await stage.ada.client.invitations.resend({ params: { ...stage.params, invitationId: id } })
    await settled(stage)
    expect([await statusOf(id), stage.waiting().length]).toEqual(['pending', 1])
  })

  const lost = ['reset applied', 'silence applied', 'truncated', 'wrong shape'] as const
  test.each(lost)('exactly one waits after an answer that was lost (%s), and it is mailed once', async (kind) => {
    stage.site.plant('send', kind, 1)
    const id = await stage.invite(ben)
    await expect.poll(async () => (await stage.shown(id))?.delivery_status, { timeout: 10_000 }).toBe('failed')
    stage.running.advance(HOUR)
    await stage.nudge()
    await settled(stage)
    expect([stage.waiting().length, stage.site.mails()]).toEqual([1, [ben]])
    expect(await stage.shown(id)).toMatchObject({ delivery_status: 'sent', delivery_error: null })
  })

  test('one whose answer was lost, and that was taken back here meanwhile, waits nowhere', async () => {
    stage.site.plant('send', 'reset applied', 1)
    const id = await stage.invite(ben)
    await expect.poll(async () => (await stage.shown(id))?.delivery_status, { timeout: 10_000 }).toBe('failed')
    expect(stage.waiting()).toHaveLength(1)
    await stage.ada.client.invitations.revoke({ params: { ...stage.params, invitationId: id } })
    stage.running.advance(HOUR)
    await stage.nudge()
    await settled(stage)
    expect(stage.waiting()).toEqual([])
  })

  test('what is refused is to be seen with its reason, and not tried again until somebody asks', async () => {
    stage.site.plant('send', { status: 422, body: '{"errors":[{"code":"EMAIL_BLOCKED"}]}' }, 9)
    const id = await stage.invite(ben)
    await settled(stage)
    expect(await stage.shown(id)).toMatchObject({ delivery_status: 'failed', delivery_error: 'EMAIL_BLOCKED' })
    stage.site.served.faults.clear()
    stage.running.advance(2 * HOUR)
    await stage.nudge()
    await settled(stage)
    expect(stage.waiting()).toEqual([])
    await stage.ada.client.invitations.resend({ params: { ...stage.params, invitationId: id } })
    await settled(stage)
    expect([stage.waiting().length, (await stage.shown(id))?.delivery_error]).toEqual([1, null])
  })

  test('what the provider tells of another organization, or of an invitation of nobody here, changes nothing', async () => {
    const eve = stage.person('eve@example.com')
    const { organization } = await eve.client.organizations.create({ body: { name: 'Other', slug: 'other' } })
    const id = await stage.invite(ben)
    await settled(stage)
    const rows = await stage.running.rows<{ provider_id: string; organization_id: string }>(
      'SELECT provider_id, organization_id FROM provider_organizations',
    )
    const foreign = rows.find(({ organization_id }) => organization_id === organization.id)?.provider_id ?? ''
    const own = rows.find(({ organization_id }) => organization_id === stage.organizationId)?.provider_id ?? ''
    const [sent] = stage.waiting()
    const said = (organizationId: string, invitationId: string) => [
      { type: 'invitation.accepted', organizationId, invitationId, email: ben, subject: eve.subject } as const,
      { type: 'invitation.revoked', organizationId, invitationId } as const,
    ]
    const { apply } = await import('../../src/webhooks/apply.ts')
    const { inTransaction } = await import('../../src/database/transaction.ts')
    const now = stage.running.now()
    const origin = { issuers: stage.site.provider.tokens.map(({ issuer }) => issuer), at: now, now, marks: false }
    const tell = (changes: ReturnType<typeof said>) =>
      inTransaction(stage.running.database, async (tx) => {
        for (const change of changes) await apply(tx, change, origin)
      })
    await tell([
      ...said(foreign, sent?.id ?? ''),
      ...said(own, 'inv_of_nobody'),
      ...said('org_of_nobody', sent?.id ?? ''),
    ])
    expect(await stage.shown(id)).toMatchObject({ status: 'pending', delivery_status: 'sent' })
    expect(await stage.membersHere()).toEqual({ 'ada@example.com': 'admin' })
    expect(stage.waiting()).toEqual([sent])
  })

  test('those of an organization that the provider has not yet are held back, and follow it', async () => {
    await stage.running.rows(
      `UPDATE provider_organizations SET status = 'local_only', provider_id = NULL, error = 'forbidden'`,
    )
    const id = await stage.invite(ben)
    await stage.nudge()
    expect([stage.site.mails(), await stage.left()]).toEqual([[], []])
    expect(await stage.shown(id)).toMatchObject({ delivery_status: 'queued' })
    await stage.ada.client.sync.retry({ params: stage.params })
    await settled(stage)
    expect([stage.waiting().length, stage.site.mails()]).toEqual([1, [ben]])
  })

  test('the profile of seed 002 shows the ids that they have there', async () => {
    const id = await stage.invite(ben)
    await settled(stage)
    const { orgs } = stage.ada
    const params = { orgId: stage.organizationId }
    expect((await orgs.organizations.get({ params })).clerkOrgId).toBe(stage.site.organizationId())
    expect(await orgs.invitations.list({ params, query: {} })).toMatchObject([
      { _id: id, clerkInviteId: stage.waiting()[0]?.id },
    ])
  })
})

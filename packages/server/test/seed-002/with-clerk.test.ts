import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InvitationStage, openInvitationStage, settled } from '../sync/invitation-stage.ts'

// The lines of seed 002 about Clerk's own side, with Clerk's adapter before a stand-in that the specification was held to.
let stage: InvitationStage
beforeAll(async () => {
  stage = await openInvitationStage('clerk', 'postgres')
})
afterAll(async () => {
  expect(stage.failures).toEqual([])
  await stage.stop()
})
const params = () => ({ orgId: stage.organizationId })
const week = 7 * 86_400_000

test('Creates organization in both MongoDB and Clerk · Store Clerk org ID · Add creator as admin member in Clerk', async () => {
  const { site, ada } = stage
  const shown = await ada.orgs.organizations.get({ params: params() })
  expect(shown).toMatchObject({ clerkOrgId: site.organizationId(), createdBy: ada.subject })
  expect(await ada.orgs.organizations.mine()).toEqual([shown])
  expect(site.members()).toMatchObject({ [ada.subject]: 'org:admin' })
})

test("Sets user's role to 'admin' in Clerk public metadata: { role: 'admin', orgId: 'org_abc123' }", () => {
  const { site, ada } = stage
  expect(site.publicMetadata?.(ada.subject)).toEqual({ role: 'admin', orgId: site.organizationId() })
})

test('Creates invitation in Clerk and MongoDB · Sends email notification via Clerk · Invitation expires in 7 days', async () => {
  const { site, ada, running } = stage
  const body = { email: 'newmember@example.com', role: 'member' } as const
  const sent = await ada.orgs.invitations.create({ params: params(), body })
  expect(Date.parse(sent.expiresAt) - running.now().getTime()).toBe(week)
  await settled(stage)
  const [listed] = await ada.orgs.invitations.list({ params: params(), query: {} })
  expect(listed).toMatchObject({ _id: sent._id, clerkInviteId: stage.waiting()[0]?.id, status: 'pending' })
  expect([site.mails(), running.mails()]).toEqual([['newmember@example.com'], []])
})

test('Sends new email notification via Clerk · Extends expiration date by 7 days from current time', async () => {
  const { site, ada, running } = stage
  const [before] = await ada.orgs.invitations.list({ params: params(), query: {} })
  running.advance(3_600_000)
  await ada.orgs.invitations.resend({ params: { inviteId: before?._id ?? '' } })
  await settled(stage)
  const [after] = await ada.orgs.invitations.list({ params: params(), query: {} })
  expect(Date.parse(after?.expiresAt ?? '') - running.now().getTime()).toBe(week)
  expect(after?.clerkInviteId).not.toBe(before?.clerkInviteId)
  expect([stage.waiting().map(({ id }) => id), site.mails()]).toEqual([
    [after?.clerkInviteId],
    ['newmember@example.com', 'newmember@example.com'],
  ])
})

test('Revokes invitation in Clerk if `clerkInviteId` exists', async () => {
  const [{ _id: inviteId = '' } = {}] = await stage.ada.orgs.invitations.list({ params: params(), query: {} })
  await stage.ada.orgs.invitations.revoke({ params: { inviteId } })
  await settled(stage)
  expect(stage.waiting()).toEqual([])
})

test('Adds user as member to organization in Clerk and MongoDB', async () => {
  const { site, ada } = stage
  const ben = stage.person('ben@example.com')
  const inviteId = await stage.invite(ben.email)
  await ben.orgs.invitations.accept({ params: { inviteId } })
  await settled(stage)
  expect(site.members()).toEqual({ [ada.subject]: 'org:admin', [ben.subject]: 'org:member' })
  expect(stage.waiting()).toEqual([])
})

test('Use Clerk webhooks to handle membership changes: who accepts at Clerk as an admin is one here, and marked there', async () => {
  const { site, ada, running } = stage
  const eve = stage.person('eve@example.com')
  await eve.client.organizations.status()
  await stage.invite(eve.email, 'admin')
  await settled(stage)
  running.advance(1000)
  site.accept(stage.waiting()[0]?.id ?? '', eve.subject)
  await stage.deliver(await site.news())
  await settled(stage)
  const members = await ada.orgs.members.list({ params: params() })
  expect(members.find(({ clerkUserId }) => clerkUserId === eve.subject)?.role).toBe('admin')
  expect(site.publicMetadata?.(eve.subject)).toEqual({ role: 'admin', orgId: site.organizationId() })
})

test('Implement retry logic for failed Clerk API calls', async () => {
  const { site, running } = stage
  site.plant('send', { status: 503 }, 3)
  const id = await stage.invite('late@example.com')
  for (let hour = 0; hour < 5; hour++) {
    await expect.poll(async () => (await stage.shown(id))?.delivery_status).not.toBe('queued')
    running.advance(3_600_000)
    await stage.nudge()
  }
  await settled(stage)
  expect(await stage.shown(id)).toMatchObject({ delivery_status: 'sent', delivery_error: null })
  expect(stage.waiting().map(({ email }) => email)).toEqual(['late@example.com'])
})

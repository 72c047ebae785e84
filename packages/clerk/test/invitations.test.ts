import type { NewProviderInvitation } from '@tenantry/core/provider'
import { expect, test } from 'vitest'
import { openSite, type Site } from './world.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const DAY_MS = 86_400_000
const wish: NewProviderInvitation = {
  email: 'ada@example.com',
  role: 'employee',
  url: 'https://app.example.com/onboarding?token=made-up',
  expiresAt: new Date(now + 6.5 * DAY_MS),
  inviter: null,
  mail: true,
}

const open = () => openSite({ now: () => now }, { now: () => now })
const found = ({ provider }: Site) =>
  provider.organizations.create({ marker: crypto.randomUUID(), name: 'Acme', slug: 'acme', founder: null })
const sent = ({ served }: Site) =>
  served.exchanges.filter(({ url }) => url.endsWith('/invitations')).map(({ body }) => JSON.parse(body))

test('lets Clerk mail the link, or hands it over', async () => {
  await using site = await open()
  const id = await found(site)
  const mailed = await site.provider.invitations.send(id, wish)
  expect(site.fake.mails).toEqual([{ to: wish.email, url: mailed.link }])
  const quiet = await site.provider.invitations.send(id, { ...wish, email: 'bob@example.com', mail: false })
  expect(quiet.link).toMatch(/^http/)
  expect(site.fake.mails).toHaveLength(1)
})

test('asks for whole days, and leads back to our own page', async () => {
  await using site = await open()
  const id = await found(site)
  await site.provider.invitations.send(id, wish)
  await site.provider.invitations.send(id, { ...wish, expiresAt: new Date(now - 1) })
  await site.provider.invitations.send(id, { ...wish, expiresAt: new Date(now + 1000 * DAY_MS) })
  expect(new Set(sent(site).map(({ expires_in_days }) => expires_in_days))).toEqual(new Set([7, 1, 365]))
  expect(sent(site)[0]).toMatchObject({ redirect_url: wish.url, role: 'org:member', notify: true })
})

test('names an inviter whom Clerk lets invite, and nobody in place of another', async () => {
  await using site = await open()
  const id = await found(site)
  const [admin, member, stranger] = ['a', 'b', 'c'].map((name) => site.fake.account(`${name}@example.com`))
  await site.provider.organizations.setMember(id, { subject: admin ?? '', role: 'admin' })
  await site.provider.organizations.setMember(id, { subject: member ?? '', role: 'manager' })
  for (const inviter of [admin, member, stranger])
    await site.provider.invitations.send(id, { ...wish, inviter: inviter ?? '' })
  expect(sent(site).map(({ inviter_user_id = null }) => inviter_user_id)).toEqual([
    admin,
    // It takes the place of the one before.
    member,
    null,
    null,
    stranger,
    null,
    null,
  ])
})

test('does not take back what was accepted, and does not mind', async () => {
  await using site = await open()
  const id = await found(site)
  const invitation = await site.provider.invitations.send(id, wish)
  site.fake.accept(invitation.id, site.fake.account(wish.email))
  await site.provider.invitations.revoke(id, invitation.id)
  expect(site.fake.holds()[0]?.members).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { openSite } from './world.ts'

const wish = {
  email: 'ada@example.com',
  role: 'employee',
  url: 'https://app.example.com/onboarding?token=made-up',
  expiresAt: new Date(Date.now() + 86_400_000),
  inviter: null,
  mail: false,
}
const [first, second] = ['org-1', 'org-2'] as const

test('gives a link that leads back here, and mails nothing', async () => {
  await using site = await openSite()
  const { link } = await site.provider.invitations.send(first, wish)
  expect(new URL(link ?? '').searchParams.get('redirect_to')).toBe(wish.url)
  expect(site.fake.mails).toEqual([])
})

test('lets Supabase mail, and shows the link to nobody', async () => {
  await using site = await openSite()
  expect((await site.provider.invitations.send(first, { ...wish, mail: true })).link).toBeNull()
  expect(site.fake.mails).toMatchObject([{ to: wish.email }])
})

test('gives no link to the account of somebody who has one: it would sign in as them', async () => {
  await using site = await openSite()
  const id = site.fake.account(wish.email)
  for (const mail of [false, true])
    expect(await site.provider.invitations.send(first, { ...wish, mail })).toEqual({ id, link: null })
  await site.provider.invitations.revoke(first, id)
  expect(site.fake.users()).toHaveLength(1)
})

test('says where to let invitations lead here, when Supabase leads them elsewhere', async () => {
  await using site = await openSite({ redirects: ['https://other.example.com'] })
  const failure = { kind: 'forbidden', message: expect.stringContaining('URL Configuration') }
  await expect(site.provider.invitations.send(first, wish)).rejects.toMatchObject(failure)
})

test('takes an account back that was only ever invited, when the last organization does', async () => {
  await using site = await openSite()
  const { invitations } = site.provider
  const { id } = await invitations.send(first, wish)
  await invitations.send(second, wish)
  await invitations.revoke(first, id)
  await invitations.revoke(first, id)
  await invitations.revoke('org-3', id)
  expect(site.fake.users()).toHaveLength(1)
  await invitations.revoke(second, id)
  await invitations.revoke(second, id)
  expect(site.fake.users()).toEqual([])
})

test('takes no account back whose owner came', async () => {
  await using site = await openSite()
  const { id, link } = await site.provider.invitations.send(first, wish)
  site.fake.open(link ?? '')
  await site.provider.invitations.revoke(first, id)
  expect(site.fake.users()).toHaveLength(1)
})

import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { invitationsOf, sentInvitations } from '../../test/invitations.ts'
import { membersOf, organization } from '../../test/organization.ts'
import { ann, beta, bob, statusOf, toBeta } from '../../test/people.ts'
import { creating } from '../../test/scenes.ts'
import { invited, switching } from '../../test/switching.ts'
import { createWorld, type Replies } from '../../test/world.tsx'
import {
  CreateOrganization,
  InvitationsList,
  InviteMembers,
  MembersList,
  Onboarding,
  OrganizationSwitcher,
} from '../index.ts'
import '../styles.css'

/** Opens a widget for Ann, who leaves it as `begin` does; then Bob signs in, in another tab. */
async function handOver(element: React.ReactNode, replies: Replies, begin: () => Promise<unknown>, next = replies) {
  const world = createWorld(ann, replies)
  await render(<world.Provider>{element}</world.Provider>)
  await begin()
  world.reply(next)
  world.session.become(bob)
  return world
}

const list = () => organization(membersOf(), { invitations: invitationsOf(sentInvitations()).replies })
const text = () => document.body.textContent

beforeEach(async () => {
  sessionStorage.clear()
  await page.viewport(1000, 1000)
})

test('sees no invitation that somebody else accepted', async () => {
  await handOver(
    <OrganizationSwitcher defaultOpen />,
    switching({ invitations: [invited] }),
    async () => {
      await page.getByRole('button', { name: `Join ${invited.organization_name}` }).click()
      await expect.element(page.getByRole('button', { name: `Open ${invited.organization_name}` })).toBeVisible()
    },
    switching({ members: [beta] }),
  )
  await expect.poll(text).toContain(beta.name)
  await expect.poll(text).not.toContain(invited.organization_name)
})

test('sees no link that was made for somebody else', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Not allowed'))
  await handOver(<InvitationsList />, list(), async () => {
    await page.getByRole('button', { name: 'Actions for cleo@example.com' }).click()
    await page.getByRole('menuitem', { name: 'Copy link' }).click()
    await page.getByRole('button', { name: 'Make and copy link' }).click()
    await expect.element(page.getByRole('dialog').getByLabelText('Link')).toBeVisible()
  })
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  written.mockRestore()
})

test.each([
  ['in place', <InviteMembers key="" />],
  ['in a dialog', <InviteMembers key="" trigger="Invite" />],
])('sends nobody an invitation whom somebody else typed in, %s', async (where, element) => {
  const box = page.getByLabelText('E-mail addresses')
  const open = async () => {
    if (where !== 'in place') await page.getByRole('button', { name: 'Invite', exact: true }).click()
  }
  await handOver(element, list(), async () => {
    await open()
    await box.fill('secret@example.com, ')
    await expect.poll(() => document.body.innerHTML).toContain('secret@example.com')
  })
  await expect.poll(() => document.body.innerHTML).not.toContain('secret@example.com')
  await open()
  await expect.element(box).toHaveValue('')
})

test('finds no form half filled in', async () => {
  const name = page.getByLabelText('Organization name')
  await handOver(<CreateOrganization />, creating, () => name.fill('Secret Plan'))
  await expect.element(name).toHaveValue('')
})

test('finds no organization that somebody else created', async () => {
  await handOver(<CreateOrganization skipInvitationScreen />, creating, async () => {
    await page.getByLabelText('Organization name').fill('Secret Plan')
    await page.getByRole('button', { name: 'Create organization' }).click()
    await expect.element(page.getByRole('heading', { name: 'You are all set' })).toBeVisible()
  })
  await expect.element(page.getByLabelText('Organization name')).toHaveValue('')
  expect(text()).not.toContain('Secret Plan')
})

test('finds no form of the flow half filled in', async () => {
  const name = page.getByLabelText('Organization name')
  await handOver(
    <Onboarding />,
    { ...creating, organizations: { ...creating.organizations, status: statusOf(), joinable: { organizations: [] } } },
    () => name.fill('Secret Plan'),
  )
  await expect.element(name).toHaveValue('')
})

test('sees no invitation of somebody else while the flow asks', async () => {
  await handOver(
    <Onboarding />,
    { organizations: { status: statusOf([], [toBeta]), joinable: { organizations: [] } } },
    () => expect.poll(text).toContain(beta.name),
    { organizations: { status: 'pending', joinable: 'pending' } },
  )
  await expect.poll(text).not.toContain(beta.name)
})

test.each([
  ['members', <MembersList key="" />],
  ['invitations', <InvitationsList key="" />],
])('searches for no %s whom somebody else searched for', async (_, element) => {
  const search = page.getByRole('searchbox')
  await handOver(element, list(), async () => {
    await search.fill('secret')
    await expect.poll(text).toContain('Nothing')
  })
  await expect.element(search).toHaveValue('')
})

test('keeps what was begun for whoever comes back', async () => {
  const box = page.getByLabelText('Organization name')
  const world = createWorld(ann, creating)
  await render(
    <world.Provider>
      <CreateOrganization />
    </world.Provider>,
  )
  await box.fill('Kept')
  for (const user of [{ ...ann }, null, ann]) {
    world.session.become(user)
    await expect.poll(() => world.session.getUser()).toEqual(user)
  }
  await expect.element(box).toHaveValue('Kept')
})

test.each([
  ['a widget', (onBefore: () => Promise<unknown>) => <CreateOrganization onBefore={onBefore} />],
  ['the flow', (onBefore: () => Promise<unknown>) => <Onboarding actions={{ create: { onBefore } }} />],
])('does nothing in %s that a host allowed after somebody else had asked for it', async (_, widget) => {
  const name = page.getByLabelText('Organization name')
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const onBefore = vi.fn(() => promise)
  const status = { status: statusOf(), joinable: { organizations: [] } }
  const replies = { ...creating, organizations: { ...creating.organizations, ...status } }
  const world = await handOver(widget(onBefore), replies, async () => {
    await name.fill('Secret Plan')
    await page.getByRole('button', { name: 'Create organization' }).click()
    await expect.poll(() => onBefore.mock.calls).toHaveLength(1)
  })
  await expect.element(name).toHaveValue('')
  resolve(true)
  await name.fill('Of my own')
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect.poll(text).toContain('Of my own')
  expect(world.asked.filter((line) => line === 'POST /api/organizations')).toHaveLength(1)
})

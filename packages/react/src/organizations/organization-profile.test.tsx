import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { invitationsOf } from '../../test/invitations.ts'
import { mistaken, theMistake } from '../../test/mistakes.ts'
import { details, membersOf, organization } from '../../test/organization.ts'
import { acme, ann } from '../../test/people.ts'
import { organizationWithSettings } from '../../test/settings.ts'
import { stateOf } from '../../test/show.tsx'
import { switching, syncOf } from '../../test/switching.ts'
import { createWorld, type Replies } from '../../test/world.tsx'
import { OrganizationProfile, type OrganizationProfileProps } from '../index.ts'
import '../styles.css'

const onNavigate = vi.fn()
const synced: Replies = { sync: { get: { sync: syncOf() } } }

async function show(replies: Replies = organization(undefined, synced), props: OrganizationProfileProps = {}) {
  const world = createWorld(ann, {
    membershipRequests: { list: { requests: [], next_cursor: null, total: 2, total_is_exact: true } },
    ...replies,
  })
  await render(
    <world.Provider onNavigate={onNavigate}>
      <OrganizationProfile {...props} />
    </world.Provider>,
  )
  return world
}

const link = (name: string) => page.getByRole('navigation').getByRole('link', { name })

beforeEach(async () => {
  await page.viewport(1100, 900)
  sessionStorage.clear()
  location.hash = ''
  onNavigate.mockReset()
})

describe('the profile', () => {
  test.each([
    ['light', 1100],
    ['dark', 1100],
    ['light', 375],
    ['dark', 375],
  ] as const)('has a page for each part, without a fault in the %s theme at %d pixels', async (theme, width) => {
    await page.viewport(width, 900)
    await show(undefined, { appearance: { theme } })
    await expect.element(page.getByRole('heading', { name: /^Members/ })).toBeVisible()
    await expect.element(link('Members')).toHaveAttribute('aria-current', 'page')
    await expectNoFaults()
    expectNoInlineStyles()
    const root = document.documentElement
    expect(root.scrollWidth).toBe(root.clientWidth)
  })

  test('keeps the page in the address, and follows it', async () => {
    await show()
    await userEvent.click(link('Sync'))
    await expect.element(page.getByRole('heading', { name: 'Sync' })).toBeVisible()
    expect(location.hash).toBe('#/sync')
    location.hash = '#/members'
    await expect.element(page.getByRole('heading', { name: /^Members/ })).toBeVisible()
  })

  test('leaves the address alone, where the host wants it so', async () => {
    await show(undefined, { routing: 'none' })
    await userEvent.click(page.getByRole('button', { name: 'Sync' }))
    await expect.element(page.getByRole('heading', { name: 'Sync' })).toBeVisible()
    expect(location.hash).toBe('')
  })

  test('shows only what the caller may see', async () => {
    const reader = { ...details, permissions: ['organization:read' as const, 'members:read' as const] }
    const world = await show(organization(undefined, { organizations: { get: reader } }))
    await expect.element(page.getByRole('heading', { name: /^Members/ })).toBeVisible()
    expect(link('Sync').query()).toBeNull()
    expect(world.asked.filter((line) => line.endsWith('/sync'))).toEqual([])
  })

  test('says nothing of syncing where the provider has no organizations', async () => {
    const world = await show(organization(undefined, { sync: { get: { sync: syncOf({ status: 'none' }) } } }))
    await expect.poll(() => world.asked.some((line) => line.endsWith('/sync'))).toBe(true)
    await expect.element(page.getByRole('heading', { name: /^Members/ })).toBeVisible()
    expect(link('Sync').query()).toBeNull()
  })

  test('takes pages of the host, and leaves some out', async () => {
    await show(undefined, {
      hide: ['members'],
      customPages: [{ key: 'billing', label: 'Billing', content: <p>What it costs</p> }],
    })
    await userEvent.click(link('Billing'))
    await expect.element(page.getByText('What it costs')).toBeVisible()
    expect(link('Members').query()).toBeNull()
  })

  test.each([
    ['light', 1100],
    ['dark', 375],
  ] as const)('says that a membership is suspended, in the %s theme at %d pixels', async (theme, width) => {
    await page.viewport(width, 900)
    const world = await show(switching({ members: [acme], suspended: [acme.id] }), { appearance: { theme } })
    await expect.element(page.getByText(`Your access to ${acme.name} is suspended`)).toBeVisible()
    await expect.poll(stateOf).toBe('forbidden')
    expect(world.asked).toEqual(['GET /api/user/organization-status'])
    await expectNoFaults()
  })

  test('gives its pages what they take when they stand alone', async () => {
    const replies = { ...organizationWithSettings(synced), invitations: invitationsOf([]).replies }
    await show(replies, { slugPrefix: 'app.example.com/', roles: ['manager', 'employee'], defaultRole: 'manager' })
    await userEvent.click(link('Settings'))
    await expect.element(page.getByText('app.example.com/')).toBeVisible()
    await userEvent.click(link('Invitations'))
    await userEvent.click(page.getByRole('button', { name: 'Invite', exact: true }))
    await expect.element(page.getByLabelText('Role', { exact: true })).toHaveValue('manager')
  })

  test('leads elsewhere once somebody has left, whatever the host makes of it', async () => {
    const { onAfter, reported } = mistaken()
    const [self, other] = membersOf()
    if (!self || !other) throw new TypeError('two members are needed')
    const rows = [{ ...self, is_last_admin: false, actions: ['leave' as const] }, other]
    const actions = { members: { leave: { onAfter } } }
    await show(organization(rows, synced), { afterLeaveOrganizationUrl: '/left/:slug', actions })
    await userEvent.click(page.getByRole('button', { name: `Actions for ${self.full_name}` }))
    await userEvent.click(page.getByRole('menuitem', { name: 'Leave organization' }))
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Leave organization' }))
    await expect.poll(() => onNavigate.mock.calls).toEqual([['/left/acme-studio']])
    expect(reported()).toEqual(theMistake)
  })
})

test.each([
  ['pending', 'loading'],
  ['NETWORK_FAILED', 'offline'],
  ['NOT_AUTHORIZED', 'forbidden'],
  ['ORGANIZATION_NOT_FOUND', 'error'],
] as const)('shows %s as %s', async (get, state) => {
  await show(organization(undefined, { organizations: { get } }), { organizationId: acme.id })
  await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
  await expectNoFaults()
})

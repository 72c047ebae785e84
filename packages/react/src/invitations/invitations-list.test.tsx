import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { invitationsOf, sentInvitations } from '../../test/invitations.ts'
import { details, organization } from '../../test/organization.ts'
import { acme, ann } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { appearances, choose, row, times, visit } from '../../test/visit.tsx'
import { createWorld, type Replies, type World } from '../../test/world.tsx'
import { InvitationsList, type InvitationsListProps } from '../index.ts'
import '../styles.css'

const ROOT = `/api/organizations/${acme.id}/invitations`

async function open(
  own: Replies['invitations'] = {},
  props: InvitationsListProps = {},
  first = sentInvitations(),
): Promise<World> {
  const { replies } = invitationsOf(first, own)
  return visit(organization([], { invitations: replies }), <InvitationsList {...props} />)
}

const show = (status: string) => userEvent.selectOptions(page.getByLabelText('Status'), status)

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

describe('the list of invitations', () => {
  test.each(appearances)('says who waits, without a fault in the %s theme at %d pixels', async (theme, width) => {
    await page.viewport(width, 900)
    await open({}, { appearance: { theme } })
    await expect.element(page.getByRole('heading', { name: 'Invitations 3' })).toBeVisible()
    await expect.element(row('cleo@example.com')).toMatchTextContent(/Manager.*Design.*Waiting.*in 6 days.*Ann Example/)
    await expect.element(row('dora@example.com')).toMatchTextContent(/Mail on its way/)
    await expect.element(row('emil@example.com')).toMatchTextContent(/Mail not delivered.*\(email_address_invalid\)/)
    await show('All invitations')
    await expect.element(row('fay@example.com')).toMatchTextContent(/Expired.*3 days ago/)
    await expect.element(row('hana@example.com')).toMatchTextContent(/Withdrawn/)
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test('says that the sign-in service tries again, as long as it does', async () => {
    const [first] = sentInvitations()
    if (!first) throw new TypeError('an invitation is needed')
    await open({}, {}, [{ ...first, delivery_status: 'failed', delivery_error: 'unavailable' }])
    await expect.element(row(first.email)).toMatchTextContent(/could not send it yet. We try again/)
  })

  test('is narrowed on the server, and widened again', async () => {
    await open()
    await userEvent.fill(page.getByRole('searchbox'), 'do')
    await expect.element(page.getByRole('heading', { name: 'Invitations 1' })).toBeVisible()
    await userEvent.fill(page.getByRole('searchbox'), 'nobody')
    await expect.poll(stateOf).toBe('no-result')
    await userEvent.click(page.getByRole('button', { name: 'Clear search' }))
    await expect.element(page.getByRole('heading', { name: 'Invitations 7' })).toBeVisible()
    await expect.element(page.getByLabelText('Status')).toHaveValue('')
  })

  test('says when none wait', async () => {
    await open({}, {}, [])
    await expect.element(page.getByText('No invitations wait')).toBeVisible()
    expect(stateOf()).toBe('empty')
  })

  test('offers nothing to whoever may only read', async () => {
    await open({}, { readOnly: true })
    await expect.element(row('cleo@example.com')).toBeVisible()
    expect(page.getByRole('button').all()).toEqual([])
  })

  test.each([
    ['NOT_AUTHORIZED', 'forbidden'],
    ['NETWORK_FAILED', 'offline'],
    ['pending', 'loading'],
  ] as const)('shows %s as %s', async (list, state) => {
    await open({ list })
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expectNoFaults()
  })
})

describe('an invitation', () => {
  test('is sent again, which renews it and says so', async () => {
    const onAfter = vi.fn()
    const world = await open({}, { actions: { resend: { onAfter } } })
    await show('Expired')
    await choose('fay@example.com', 'Send again')
    await expect.element(row('fay@example.com')).toMatchTextContent(/The earlier link has ended.*Waiting.*in 7 days/)
    await expect.poll(() => onAfter.mock.calls).toHaveLength(1)
    expect(times(world, `GET ${ROOT}`)).toBe(2)
    await expect.element(page.getByRole('button', { name: 'Actions for fay@example.com' })).toHaveFocus()
  })

  test('sent again too soon says at its row when', async () => {
    await open({ resend: 'RATE_LIMITED' })
    await choose('cleo@example.com', 'Send again')
    await expect.element(row('cleo@example.com').getByRole('alert')).toMatchTextContent(/Too many/)
    await expectNoFaults()
  })

  test('is withdrawn after a question, in its place', async () => {
    const world = await open()
    await choose('cleo@example.com', 'Withdraw')
    const dialog = page.getByRole('dialog', { name: 'Withdraw the invitation to cleo@example.com?' })
    await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await expectNoFaults()
    await userEvent.click(dialog.getByRole('button', { name: 'Withdraw' }))
    await expect.element(row('cleo@example.com')).toMatchTextContent(/Withdrawn/)
    await expect.element(page.getByRole('button', { name: 'Actions for dora@example.com' })).toHaveFocus()
    expect(times(world, `GET ${ROOT}`)).toBe(1)
  })

  test('withdrawn is among those that were, though somebody looked there before', async () => {
    await open()
    await show('Withdrawn')
    await expect.element(page.getByRole('heading', { name: 'Invitations 1' })).toBeVisible()
    await show('Waiting')
    await choose('cleo@example.com', 'Withdraw')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }))
    await expect.element(row('cleo@example.com')).toMatchTextContent(/Withdrawn/)
    await show('Withdrawn')
    await expect.element(page.getByRole('heading', { name: 'Invitations 2' })).toBeVisible()
  })

  test('that was answered meanwhile says so in the dialog', async () => {
    await open({ revoke: 'INVITATION_USED' })
    await choose('cleo@example.com', 'Withdraw')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }))
    await expect.element(page.getByRole('dialog').getByRole('alert')).toMatchTextContent(/already used/)
    await expect.element(row('cleo@example.com')).toMatchTextContent(/Waiting/)
  })

  test('gives a new link, copied', async () => {
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await open()
    await choose('cleo@example.com', 'Copy link')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Make and copy link' }))
    await expect.element(row('cleo@example.com')).toMatchTextContent(/was copied. The earlier one has ended/)
    expect(written).toHaveBeenCalledWith('https://app.example.com/onboarding#token=made-up')
    expect(page.getByRole('dialog').query()).toBeNull()
    await expect.element(page.getByRole('button', { name: 'Actions for cleo@example.com' })).toHaveFocus()
    written.mockRestore()
  })

  test.each([
    ['the browser refuses', { writeText: () => Promise.reject(new Error('Not allowed')) }],
    ['a page has no clipboard', undefined],
  ])('shows the link where %s', async (_, clipboard) => {
    const written = vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(clipboard as never)
    const onAfter = vi.fn()
    await open({}, { actions: { link: { onAfter } } })
    await choose('cleo@example.com', 'Copy link')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Make and copy link' }))
    const field = page.getByRole('dialog', { name: 'Copy the link for cleo@example.com' }).getByLabelText('Link')
    await expect.element(field).toHaveFocus()
    expect(getSelection()?.toString()).toBe('https://app.example.com/onboarding#token=made-up')
    await expect.poll(() => onAfter.mock.calls).toHaveLength(1)
    await expectNoFaults()
    await userEvent.keyboard('{Escape}')
    expect(document.body.innerHTML).not.toContain('made-up')
    written.mockRestore()
  })
})

describe('inviting more', () => {
  test('shows them after one request', async () => {
    const world = await open()
    await userEvent.click(page.getByRole('button', { name: 'Invite' }))
    await page.getByLabelText('E-mail addresses').fill('kim@example.com, lee@example.com')
    await userEvent.click(page.getByRole('button', { name: 'Send 2 invitations' }))
    await expect.element(page.getByText('Invitation sent').first()).toBeVisible()
    await userEvent.click(page.getByRole('button', { name: 'Close' }))
    await expect.element(row('kim@example.com')).toMatchTextContent(/Mail on its way/)
    await expect.element(page.getByRole('heading', { name: 'Invitations 5' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Invite' })).toHaveFocus()
    expect(times(world, `GET ${ROOT}`)).toBe(2)
  })

  test('is for whoever may', async () => {
    const { replies } = invitationsOf(sentInvitations())
    const get = { ...details, permissions: ['invitations:read'] as never }
    const world = createWorld(ann, organization([], { invitations: replies, organizations: { get } }))
    await render(
      <world.Provider>
        <InvitationsList />
      </world.Provider>,
    )
    await expect.element(row('cleo@example.com')).toBeVisible()
    await expect.poll(() => times(world, `GET /api/organizations/${acme.id}`)).toBe(1)
    expect(page.getByRole('button', { name: 'Invite' }).query()).toBeNull()
  })
})

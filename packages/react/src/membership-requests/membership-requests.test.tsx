import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { requestsOf, requestsToJoin } from '../../test/membership-requests.ts'
import { organization } from '../../test/organization.ts'
import { acme } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { appearances, button, times, visit } from '../../test/visit.tsx'
import type { Replies } from '../../test/world.tsx'
import { MembershipRequests, type MembershipRequestsProps, useMembers, useMembershipRequests } from '../index.ts'
import '../styles.css'

const ROOT = `/api/organizations/${acme.id}`
const team = {
  id: '01900000-0000-7000-8000-0000000000c1',
  name: 'Design',
  members: 1,
  created_at: '2026-01-01T00:00:00Z',
}
const teams = {
  list: { teams: [{ ...team, actions: [] }], next_cursor: null, total: 1, total_is_exact: true },
}

async function open(
  own: Replies['membershipRequests'] = {},
  props: MembershipRequestsProps = {},
  first = requestsToJoin(),
) {
  const { replies, decided } = requestsOf(first, own)
  const widgets = (
    <>
      <MembershipRequests {...props} />
      <Beside />
    </>
  )
  return { world: await visit(organization([], { teams, membershipRequests: replies }), widgets), decided }
}

function Beside() {
  useMembers(acme.id)
  return <p>{useMembershipRequests(acme.id, { limit: 25 }).page?.total} wait</p>
}

const dialog = page.getByRole('dialog')

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

describe('the membership requests', () => {
  test.each(appearances)('say who asks, without a fault in the %s theme at %d pixels', async (theme, width) => {
    await page.viewport(width, 900)
    await open({}, { appearance: { theme } })
    await expect.element(page.getByRole('heading', { name: 'Requests 3' })).toBeVisible()
    await userEvent.click(button('Approve Ivo Example'))
    await expect.element(dialog.getByLabelText('Team')).toBeVisible()
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test('let somebody in with a role and a team', async () => {
    const onAfter = vi.fn()
    const { world, decided } = await open({}, { actions: { approve: { onAfter } } })
    await userEvent.click(button('Approve Ivo Example'))
    await expect.element(page.getByRole('dialog', { name: 'Let Ivo Example join Acme Studio?' })).toBeVisible()
    await userEvent.selectOptions(dialog.getByLabelText('Role'), 'manager')
    await userEvent.selectOptions(dialog.getByLabelText('Team'), 'Design')
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }))
    await expect.element(page.getByText('2 wait')).toBeVisible()
    await expect.poll(() => onAfter.mock.calls.length).toBe(1)
    expect(decided).toEqual([{ role: 'manager', team_id: team.id }])
    await expect.element(button('Approve Jun Example')).toHaveFocus()
    await expect.poll(() => times(world, `GET ${ROOT}/members`)).toBe(2)
    expect(times(world, `GET ${ROOT}/membership-requests`)).toBe(1)
  })

  test('turn somebody down after a question; with the last one the title has the focus', async () => {
    await open({}, {}, requestsToJoin().slice(0, 1))
    await userEvent.click(button('Deny Ivo Example'))
    await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.click(dialog.getByRole('button', { name: 'Deny' }))
    await expect.element(page.getByText('Nobody waits')).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Requests 0' })).toHaveFocus()
    await expect
      .element(page.getByRole('status').filter({ hasText: 'Ivo Example was turned down.' }))
      .toBeInTheDocument()
  })

  test('say in the dialog why it could not be', async () => {
    await open({ approve: 'ORGANIZATION_FULL' })
    await userEvent.click(button('Approve Ivo Example'))
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }))
    await expect.element(dialog.getByRole('alert')).toMatchTextContent(/no free seat/)
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
    await userEvent.click(button('Approve Jun Example'))
    expect(dialog.getByRole('alert').query()).toBeNull()
  })

  test('are decided by nobody who may only read', async () => {
    await open({}, { readOnly: true })
    await expect.element(page.getByText('Ivo Example')).toBeVisible()
    expect(page.getByRole('button').all()).toEqual([])
  })

  test.each([
    ['NOT_AUTHORIZED', 'forbidden'],
    ['pending', 'loading'],
  ] as const)('show %s as %s', async (list, state) => {
    await open({ list })
    await expect.poll(stateOf).toBe(state)
    await expectNoFaults()
  })
})

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { membersOf, organization, rosterOf } from '../../test/organization.ts'
import { acme, ann, beta, statusOf } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { appearances, choose, row, visit, writes } from '../../test/visit.tsx'
import { createWorld, type Replies, type World } from '../../test/world.tsx'
import { MembersList, type MembersListProps } from '../index.ts'
import '../styles.css'

const ROOT = '/api/organizations/'

function open(replies: Replies = organization(), props: MembersListProps = {}): Promise<World> {
  return visit(replies, <MembersList {...props} />)
}

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

describe('the list of members', () => {
  test.each(appearances)('says who is there, without a fault in the %s theme at %d pixels', async (theme, width) => {
    await page.viewport(width, 900)
    await open(organization(), { appearance: { theme } })
    await expect.element(page.getByRole('heading', { name: 'Members 3' })).toBeVisible()
    await expect.element(row('Ann Example')).toMatchTextContent(/You.*Admin.*The only admin/)
    await expect.element(row('Ben Example')).toMatchTextContent(/Suspended/)
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test('names by their address whoever gave no name', async () => {
    await open(organization(membersOf().map((member) => ({ ...member, full_name: '' }))))
    await expect.element(page.getByRole('combobox', { name: 'Role of bob@example.org' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Actions for bob@example.org' })).toBeVisible()
  })

  test('asks for no teams where nobody is in one, and nobody may be moved', async () => {
    const rows = membersOf().map((member) => ({ ...member, team: null, actions: [] }))
    const world = await open(organization(rows))
    await expect.element(page.getByRole('heading', { name: 'Members 3' })).toBeVisible()
    await expect.element(row('Bob Example')).toBeVisible()
    expect(world.asked).not.toContain(`GET ${ROOT}${acme.id}/teams`)
  })

  test('searches on the server, and says when nothing is found', async () => {
    await open()
    await userEvent.fill(page.getByRole('searchbox'), 'bob')
    await expect.element(page.getByRole('heading', { name: 'Members 1' })).toBeVisible()
    await userEvent.fill(page.getByRole('searchbox'), 'nobody of that name')
    await expect.poll(stateOf).toBe('no-result')
    await userEvent.click(page.getByRole('button', { name: 'Clear search' }))
    await expect.poll(stateOf).toBe('ready')
    await expect.element(page.getByRole('searchbox')).toHaveValue('')
  })

  test('is narrowed in one organization, and not in the next', async () => {
    const world = createWorld(ann, organization())
    const listOf = (organizationId: string) => (
      <world.Provider>
        <MembersList organizationId={organizationId} />
      </world.Provider>
    )
    const { rerender } = await render(listOf(acme.id))
    await userEvent.fill(page.getByRole('searchbox'), 'bob')
    await expect.element(page.getByRole('heading', { name: 'Members 1' })).toBeVisible()
    await rerender(listOf(beta.id))
    await expect.element(page.getByRole('heading', { name: 'Members 3' })).toBeVisible()
    await expect.element(page.getByRole('searchbox')).toHaveValue('')
  })

  test('keeps what is typed before it is known which organization it is of', async () => {
    const known = Promise.withResolvers<ReturnType<typeof statusOf>>()
    await open(organization(membersOf(), { organizations: { status: () => known.promise } }))
    await userEvent.fill(page.getByRole('searchbox'), 'bob')
    known.resolve(statusOf([acme]))
    await expect.element(page.getByRole('heading', { name: 'Members 1' })).toBeVisible()
    await expect.element(page.getByRole('searchbox')).toHaveValue('bob')
    await expect.element(page.getByRole('searchbox')).toHaveFocus()
  })

  test('turns its pages, and begins again when it is narrowed', async () => {
    await open(organization(membersOf(40)))
    await expect.element(page.getByText('1–25 of 43')).toBeVisible()
    await userEvent.click(page.getByRole('button', { name: 'Next' }))
    await expect.element(page.getByText('26–43 of 43')).toBeVisible()
    await userEvent.selectOptions(page.getByLabelText('Role', { exact: true }), 'admin')
    await expect.element(row('Ann Example')).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Members 1' })).toBeVisible()
  })

  test.each([
    ['NOT_AUTHORIZED', 'forbidden'],
    ['NETWORK_FAILED', 'offline'],
    ['ORGANIZATION_NOT_FOUND', 'error'],
    ['pending', 'loading'],
  ] as const)('shows %s as %s', async (list, state) => {
    await open(organization([], { members: { list } }))
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expectNoFaults()
  })
})

describe('a role', () => {
  test('changes at once, and back when the server refuses', async () => {
    const refused = vi.fn()
    await open(
      organization(membersOf(), {
        members: {
          update: async () => {
            refused()
            await new Promise((resolve) => setTimeout(resolve, 50))
            return 'ORGANIZATION_FULL' as const
          },
        },
      }),
    )
    const role = page.getByLabelText('Role of Bob Example')
    await userEvent.selectOptions(role, 'employee')
    await expect.element(role).toHaveValue('employee')
    await expect.element(row('Bob Example')).toMatchTextContent(/no free/i)
    await expect.element(role).toHaveValue('manager')
    expect(refused).toHaveBeenCalledOnce()
  })

  test('is not to be had of the only admin', async () => {
    await open()
    await expect.element(row('Ann Example')).toBeVisible()
    expect(page.getByLabelText('Role of Ann Example').query()).toBeNull()
    await userEvent.click(page.getByRole('button', { name: 'Actions for Ann Example' }))
    const leave = page.getByRole('menuitem', { name: 'Leave organization' })
    await expect.element(leave).toHaveAttribute('aria-disabled', 'true')
    await expect.element(leave).toMatchTextContent(/Make somebody else an admin first/)
  })

  test('given to a second admin frees the first one at once', async () => {
    const roster = rosterOf(membersOf())
    const update = ({ params }: { readonly params: { readonly userId: string } }) => {
      const [first] = roster.all()
      if (first) roster.put({ ...first, is_last_admin: false, actions: ['change_role', 'leave'] })
      return roster.put({ ...roster.find(params.userId), role: 'admin' })
    }
    await open(organization(roster, { members: { update } }))
    await expect.element(row('Ann Example')).toMatchTextContent(/The only admin/)
    await userEvent.selectOptions(page.getByLabelText('Role of Bob Example'), 'admin')
    await expect.element(page.getByLabelText('Role of Ann Example')).toHaveValue('admin')
    await expect.element(row('Ann Example')).not.toMatchTextContent(/The only admin/)
  })

  test('of oneself is given up only after a warning', async () => {
    const [self, other] = membersOf()
    if (!self || !other) throw new TypeError('two members are needed')
    const world = await open(
      organization([
        { ...self, is_last_admin: false, actions: ['change_role', 'leave'] },
        { ...other, role: 'admin' },
      ]),
    )
    await userEvent.selectOptions(page.getByLabelText('Role of Ann Example'), 'employee')
    const dialog = page.getByRole('dialog', { name: 'Change your own role to Employee?' })
    await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    expect(writes(world)).toEqual([])
    await userEvent.click(dialog.getByRole('button', { name: 'Become Employee' }))
    await expect.poll(() => writes(world)).toEqual([`PATCH ${ROOT}${acme.id}/members/${self.user_id}`])
  })
})

describe('removing', () => {
  test('is asked about in words, and can be taken back', async () => {
    const world = await open()
    await choose('Bob Example', 'Remove')
    const dialog = page.getByRole('dialog', { name: 'Remove Bob Example from Acme Studio?' })
    await expectNoFaults()
    await userEvent.click(dialog.getByRole('button', { name: 'Remove' }))
    await userEvent.click(page.getByRole('button', { name: 'Undo' }))
    await expect.element(row('Bob Example')).toBeVisible()
    expect(writes(world)).toEqual([])
  })

  test('by keyboard leads to Undo, which waits as long as it has the focus, and back to the row', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await open()
    await choose('Bob Example', 'Remove')
    await expect.element(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}')
    const undo = page.getByRole('button', { name: 'Undo' })
    await expect.element(undo).toHaveFocus()
    vi.advanceTimersByTime(60_000)
    vi.useRealTimers()
    await expect.element(undo).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('button', { name: 'Actions for Bob Example' })).toHaveFocus()
  })

  test('is done at once when the list is left', async () => {
    const world = createWorld(ann, organization())
    const { rerender } = await render(
      <world.Provider>
        <MembersList />
      </world.Provider>,
    )
    await choose('Bob Example', 'Remove')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Remove' }))
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    await rerender(<world.Provider>elsewhere</world.Provider>)
    await expect.poll(() => writes(world)).toHaveLength(1)
  })

  test('is not done in the name of whoever signs in meanwhile', async () => {
    const world = await open(organization())
    await choose('Bob Example', 'Remove')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Remove' }))
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    world.session.become({ ...ann, email: 'cleo@example.com' })
    await expect.element(page.getByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
    await expect.element(page.getByText('Bob Example')).toBeVisible()
    expect(writes(world)).toEqual([])
  })

  test('is done when nobody takes it back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const onAfter = vi.fn()
    const world = await open(organization(), { actions: { remove: { onAfter } } })
    await choose('Bob Example', 'Remove')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Remove' }))
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    await userEvent.hover(page.getByRole('heading', { name: /Members/ }))
    vi.advanceTimersByTime(6000)
    vi.useRealTimers()
    await expect.element(page.getByRole('heading', { name: 'Members 2' })).toBeVisible()
    expect(writes(world)).toHaveLength(1)
    await expect.poll(() => onAfter.mock.calls.length).toBe(1)
  })
})

test('ownership goes to somebody else, with the role that is left over', async () => {
  const sent = vi.fn()
  const [, bobs] = membersOf()
  await open(
    organization(membersOf(), {
      members: {
        transferOwnership: ({ body }) => {
          sent(body)
          return bobs ? { success: true, member: { ...bobs, role: 'admin' }, role: 'manager' } : 'MEMBER_NOT_FOUND'
        },
      },
    }),
  )
  await choose('Bob Example', 'Transfer ownership')
  const dialog = page.getByRole('dialog', { name: 'Make Bob Example the owner of Acme Studio?' })
  await userEvent.selectOptions(dialog.getByLabelText('Your role afterwards'), 'manager')
  await userEvent.click(dialog.getByRole('button', { name: 'Transfer ownership' }))
  await expect.poll(() => sent.mock.calls).toEqual([[{ user_id: bobs?.user_id, role: 'manager' }]])
  await expect.element(dialog).not.toBeInTheDocument()
})

test('a menu is walked with the keyboard, and gives the focus back', async () => {
  await open()
  await userEvent.click(page.getByRole('button', { name: 'Actions for Bob Example' }))
  await expect.element(page.getByRole('menuitem', { name: 'Transfer ownership' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('menuitem', { name: 'Suspend' })).toHaveFocus()
  await userEvent.keyboard('r')
  await expect.element(page.getByRole('menuitem', { name: 'Remove' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('button', { name: 'Actions for Bob Example' })).toHaveFocus()
})

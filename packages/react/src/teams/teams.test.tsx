import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { details, membersOf, organization, rosterOf } from '../../test/organization.ts'
import { acme, ann } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { design, organizationWithTeams, sales } from '../../test/teams.ts'
import { appearances, button, choose, row, visit, writes } from '../../test/visit.tsx'
import { createWorld, type Replies, type World } from '../../test/world.tsx'
import { MembersList, Teams, type TeamsProps } from '../index.ts'
import '../styles.css'

const ROOT = `/api/organizations/${acme.id}/teams`

function open(replies: Replies = organizationWithTeams(), props: TeamsProps = {}): Promise<World> {
  return visit(replies, <Teams {...props} />)
}

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

describe('the list of teams', () => {
  test.each(appearances)('has no fault in the %s theme at %d pixels, nor has a team', async (theme, width) => {
    await page.viewport(width, 900)
    await open(organizationWithTeams(), { appearance: { theme } })
    await expect.element(page.getByRole('heading', { name: 'Teams 2' })).toBeVisible()
    await expect.element(row('Design')).toMatchTextContent(/1 member/)
    await expectNoFaults()
    await userEvent.click(button('Design'))
    await expect.element(row('Bob Example')).toBeVisible()
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test.each([
    ['NOT_AUTHORIZED', 'forbidden'],
    ['NETWORK_FAILED', 'offline'],
    ['ORGANIZATION_NOT_FOUND', 'error'],
    ['pending', 'loading'],
  ] as const)('shows %s as %s', async (list, state) => {
    await open(organizationWithTeams({ teams: { list } }))
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expectNoFaults()
  })

  test('says what teams are for where there are none', async () => {
    await open(organization())
    await expect.poll(stateOf).toBe('empty')
    await expect.element(page.getByText('A team groups members. It gives nobody more rights.')).toBeVisible()
  })

  test('offers nothing to whoever may change nothing', async () => {
    const get = { ...details, permissions: ['organization:read' as const, 'members:read' as const] }
    await open(organizationWithTeams({ organizations: { get } }, { actions: [] }))
    await expect.element(row('Design')).toBeVisible()
    expect(page.getByRole('textbox').query()).toBeNull()
    expect(button('Actions for Design').query()).toBeNull()
  })
})

describe('a team', () => {
  test('is added by name, and refused where the name is taken', async () => {
    const onAfter = vi.fn()
    const world = await open(organizationWithTeams(), { actions: { create: { onAfter } } })
    const name = page.getByRole('textbox', { name: 'Team name' })
    await userEvent.click(button('Add team'))
    await expect.element(name).toHaveAccessibleDescription('Enter a name of at most 100 characters.')
    await expect.element(name).toHaveFocus()
    await userEvent.fill(name, 'design')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toMatchTextContent('Another team already has this name.')
    await expect.element(name).toHaveValue('design')
    await userEvent.fill(name, 'Support')
    await userEvent.keyboard('{Enter}')
    await expect.element(row('Support')).toMatchTextContent(/0 members/)
    await expect.element(page.getByText('Support was added.')).toBeInTheDocument()
    await expect.element(name).toHaveValue('')
    expect(onAfter.mock.calls.map(([{ name }]) => name)).toEqual(['Support'])
    expect(writes(world)).toEqual([`POST ${ROOT}`, `POST ${ROOT}`])
  })

  test('is renamed in a dialog that keeps what was typed until the server agrees', async () => {
    const world = await open()
    await choose('Design', 'Rename')
    const dialog = page.getByRole('dialog', { name: 'Rename' })
    const name = dialog.getByRole('textbox', { name: 'Team name' })
    await expect.element(name).toHaveValue('Design')
    await userEvent.fill(name, 'Sales')
    await userEvent.click(dialog.getByRole('button', { name: 'Rename' }))
    await expect.element(dialog.getByRole('alert')).toMatchTextContent('Another team already has this name.')
    await expect.element(name).toHaveValue('Sales')
    await userEvent.fill(name, 'Studio')
    await userEvent.keyboard('{Enter}')
    await expect.element(row('Studio')).toBeVisible()
    await expect.element(dialog).not.toBeInTheDocument()
    expect(writes(world)).toEqual([`PATCH ${ROOT}/${design.id}`, `PATCH ${ROOT}/${design.id}`])
  })

  test('is removed after the words of what follows, and the focus goes to the title', async () => {
    const world = await open()
    await choose('Design', 'Remove')
    const dialog = page.getByRole('dialog', { name: 'Remove the team Design?' })
    await expect.element(dialog).toMatchTextContent(/members stay in the organization.*Invitations to it stay open/)
    await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await expectNoFaults()
    await userEvent.click(dialog.getByRole('button', { name: 'Remove' }))
    await expect.element(page.getByRole('heading', { name: 'Teams 1' })).toHaveFocus()
    await expect.element(page.getByText('Design was removed.')).toBeInTheDocument()
    expect(writes(world)).toEqual([`DELETE ${ROOT}/${design.id}`])
  })

  test('comes back when the server does not remove it, as another row: the title takes the focus', async () => {
    await open(organizationWithTeams({ teams: { remove: 'TEAM_NOT_FOUND' } }))
    await choose('Sales', 'Remove')
    const dialog = page.getByRole('dialog')
    await userEvent.click(dialog.getByRole('button', { name: 'Remove' }))
    await expect.element(dialog.getByRole('alert')).toMatchTextContent('This team does not exist.')
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('heading', { name: 'Teams 2' })).toHaveFocus()
    await expect.element(row('Sales')).toBeVisible()
  })
})

describe('the members of a team', () => {
  test('are put in, moved and taken out, with a word on the team before', async () => {
    const roster = rosterOf(membersOf())
    const [ann, bob] = roster.all()
    const world = await open(organizationWithTeams({}, { roster }))
    await userEvent.click(button('Sales'))
    await expect.element(page.getByRole('heading', { name: 'Sales 0' })).toHaveFocus()
    await expect.element(page.getByText('Nobody is in this team yet')).toBeVisible()
    await expect.element(page.getByText(/Everybody is in one team at most/)).toBeVisible()
    await userEvent.click(button('Add members'))
    await expect.element(row('Bob Example')).toMatchTextContent(/Design/)
    await userEvent.click(button('Move here: Bob Example'))
    await expect.element(button('Take out: Bob Example')).toBeVisible()
    await userEvent.click(button('Add: Ann Example'))
    await userEvent.click(button('Show the team'))
    await expect.element(page.getByRole('heading', { name: 'Sales 2' })).toBeVisible()
    await userEvent.click(button('Take out: Bob Example'))
    await expect.element(page.getByRole('heading', { name: 'Sales 1' })).toBeVisible()
    expect(writes(world)).toEqual([
      `PUT ${ROOT}/${sales.id}/members/${bob?.user_id}`,
      `PUT ${ROOT}/${sales.id}/members/${ann?.user_id}`,
      `DELETE ${ROOT}/${sales.id}/members/${bob?.user_id}`,
    ])
    await userEvent.click(button('All teams'))
    await expect.element(row('Sales')).toMatchTextContent(/1 member/)
    await expect.element(page.getByRole('heading', { name: 'Teams 2' })).toHaveFocus()
  })

  test('stay where they are when the server refuses, and it is said at their row', async () => {
    await open(organizationWithTeams({ teams: { addMember: 'NOT_AUTHORIZED' } }))
    await userEvent.click(button('Sales'))
    await userEvent.click(button('Add members'))
    await userEvent.click(button('Move here: Bob Example'))
    await expect.element(row('Bob Example')).toMatchTextContent(/You are not allowed to do this.*Design/)
    await expect.element(button('Move here: Bob Example')).toBeVisible()
  })
})

test('the list of members moves people between teams with one question for all teams', async () => {
  const world = createWorld(ann, organizationWithTeams())
  await render(
    <world.Provider>
      <MembersList />
    </world.Provider>,
  )
  const team = page.getByLabelText('Team of Bob Example')
  await expect.element(team).toHaveValue(design.id)
  await userEvent.selectOptions(team, 'Sales')
  await expect.element(team).toHaveValue(sales.id)
  await userEvent.selectOptions(page.getByLabelText('Team', { exact: true }), 'Sales')
  await expect.element(page.getByRole('heading', { name: 'Members 1' })).toBeVisible()
  await userEvent.selectOptions(page.getByLabelText('Team of Bob Example'), 'No team')
  await expect.poll(stateOf).toBe('no-result')
  expect(writes(world).map((line) => line.split(' ')[0])).toEqual(['PUT', 'DELETE'])
  expect(world.asked.filter((line) => line.endsWith('/teams')).length).toBeLessThanOrEqual(3)
})

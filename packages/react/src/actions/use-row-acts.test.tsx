import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { mistaken, theMistake } from '../../test/mistakes.ts'
import { membersOf, organization, rosterOf } from '../../test/organization.ts'
import { ann } from '../../test/people.ts'
import { createWorld, type Replies } from '../../test/world.tsx'
import { MembersList, type MembersListProps } from '../index.ts'
import '../styles.css'

async function open(replies: Replies, props: MembersListProps = {}) {
  const world = createWorld(ann, replies)
  await render(
    <world.Provider>
      <MembersList {...props} />
    </world.Provider>,
  )
}

const role = page.getByLabelText('Role of Bob Example')

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

test('what ends in one row closes no dialog of another', async () => {
  const roster = rosterOf(membersOf())
  const answer = Promise.withResolvers<void>()
  const update = async ({ params }: { readonly params: { readonly userId: string } }) => {
    await answer.promise
    return roster.put({ ...roster.find(params.userId), role: 'employee' })
  }
  await open(organization(roster, { members: { update } }))
  await userEvent.selectOptions(role, 'employee')
  await userEvent.click(page.getByRole('button', { name: 'Actions for Ben Example' }))
  await userEvent.click(page.getByRole('menuitem', { name: 'Remove' }))
  const dialog = page.getByRole('dialog', { name: 'Remove Ben Example from Acme Studio?' })
  await expect.element(dialog).toBeVisible()
  answer.resolve()
  await expect.element(page.getByText('Bob Example was changed.')).toBeInTheDocument()
  await expect.element(dialog).toBeVisible()
})

test('what a host throws after an act is reported, and no failure of the act', async () => {
  const { onAfter, reported } = mistaken()
  await open(organization(), { actions: { update: { onAfter } } })
  await userEvent.selectOptions(role, 'employee')
  await expect.poll(reported).toEqual(theMistake)
  await expect.element(role).toHaveValue('employee')
  expect(page.getByRole('alert').query()).toBeNull()
})

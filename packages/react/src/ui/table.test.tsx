import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { organizationWithLog } from '../../test/audit-events.ts'
import { invitationsOf, sentInvitations } from '../../test/invitations.ts'
import { membersOf, organization } from '../../test/organization.ts'
import { ann } from '../../test/people.ts'
import { createWorld, type Replies } from '../../test/world.tsx'
import { AuditLog, InvitationsList, MembersList } from '../index.ts'
import '../styles.css'

const long = membersOf().map((member) => ({
  ...member,
  email: `an.address.that.is.much.longer.than.most.${member.email}`,
}))
const invited = organization([], { invitations: invitationsOf(sentInvitations()).replies })

const lists: readonly { readonly name: string; readonly replies: Replies; readonly list: ReactNode }[] = [
  { name: 'members with long addresses', replies: organization(long), list: <MembersList /> },
  { name: 'invitations', replies: invited, list: <InvitationsList /> },
  { name: 'events with their details', replies: organizationWithLog(), list: <AuditLog /> },
]

describe('rows', () => {
  test.each(lists)('of $name stay inside of their card, as columns and as cards', async ({ replies, list }) => {
    const { Provider } = createWorld(ann, replies)
    const { container } = await render(<Provider>{list}</Provider>)
    await expect.element(page.getByRole('row').nth(3)).toBeInTheDocument()
    for (const details of container.querySelectorAll('details')) details.open = true
    const card = container.querySelector('.tenantry-section')
    for (const width of [320, 375, 600, 710, 800, 1000]) {
      await page.viewport(width, 900)
      expect([width, card?.scrollWidth]).toEqual([width, card?.clientWidth])
    }
  })
})

test('what cards say stands in one line down the card, whatever its labels are called', async () => {
  await page.viewport(375, 900)
  const { Provider } = createWorld(ann, organizationWithLog())
  const { container } = await render(
    <Provider>
      <AuditLog />
    </Provider>,
  )
  await expect.element(page.getByText('Added the team Design')).toBeVisible()
  const row = [...container.querySelectorAll('tbody tr')].find((row) => row.textContent?.includes('Added the team'))
  const left = (selector: string) => row?.querySelector(selector)?.getBoundingClientRect().left
  expect(left('.tenantry-person')).toBe(left('td > time'))
})

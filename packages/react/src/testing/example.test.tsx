import { createClient } from '@tenantry/core'
import { mockFetch, mockHandlers, mockSession } from '@tenantry/core/mocks'
import { PendingInvitations, TenantryProvider } from '@tenantry/react'
import { createTesters } from '@tenantry/react/testing'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '@tenantry/react/styles.css'

const session = mockSession({ email: 'ada@example.com', emailVerified: true, name: 'Ada Example' })

const invitation = {
  id: '01900000-0000-7000-8000-0000000000a1',
  organization_name: 'Acme Studio',
  role: 'manager',
  team_name: null,
  invited_by: 'Ben Example',
  expires_at: '2099-01-01T00:00:00Z',
}

test('says so when no seat is left', async () => {
  const handlers = mockHandlers({
    invitations: {
      pending: { pending_invitations: [invitation], count: 1 },
      accept: 'ORGANIZATION_FULL',
    },
  })
  const client = createClient({ fetch: mockFetch(handlers) })
  await render(
    <TenantryProvider session={session} client={client}>
      <PendingInvitations />
    </TenantryProvider>,
  )
  await createTesters(page).acceptInvitation('Acme Studio')
  await expect.element(page.getByRole('alert')).toMatchTextContent(/no free seat/)
})

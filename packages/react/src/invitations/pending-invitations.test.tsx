import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { acme, ann, pendingAcme, pendingBeta } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { button, times, visit } from '../../test/visit.tsx'
import { createWorld, type Replies, type World } from '../../test/world.tsx'
import { PendingInvitations, PendingInvitationsBadge, type PendingInvitationsProps } from '../index.ts'
import '../styles.css'

const ACCEPT = 'POST /api/invitations/accept'

const accepted = {
  success: true,
  message: 'Accepted.',
  organization: acme,
  user_role: 'manager',
  team_name: null,
  is_default_org: false,
} as const

/** A server that forgets an invitation once it was answered. */
function inbox(own: Replies['invitations'] = {}): Replies {
  let waiting = [pendingAcme, pendingBeta]
  const answered = (id: string) => {
    waiting = waiting.filter((invitation) => invitation.id !== id)
  }
  return {
    invitations: {
      pending: () => ({ pending_invitations: waiting, count: waiting.length }),
      accept: ({ body }) => {
        answered(body.invitation_id)
        return accepted
      },
      decline: ({ body }) => {
        answered(body.invitation_id)
        return { success: true, message: 'Declined.' }
      },
      ...own,
    },
  }
}

function open(replies: Replies, props: PendingInvitationsProps = {}): Promise<World> {
  return visit(replies, <PendingInvitations {...props} />)
}

beforeEach(() => page.viewport(800, 700))

describe('the inbox', () => {
  test.each(['light', 'dark'] as const)('lists what waits, without a fault in the %s theme', async (theme) => {
    await open(inbox(), { appearance: { theme } })
    await expect.element(page.getByRole('heading', { name: 'Invitations 2' })).toBeVisible()
    await expect.element(page.getByRole('listitem').first()).toMatchTextContent(/Acme StudioManager · DesignFrom Bob/)
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test('announces an acceptance, tells the host, and hands the focus on', async () => {
    const decided = Promise.withResolvers<void>()
    const onAfter = vi.fn()
    const world = await open(inbox(), { actions: { accept: { onBefore: () => decided.promise, onAfter } } })
    // Both clicks come before the row is gone: the second must not land on the next one.
    await page.getByRole('button', { name: 'Join Acme Studio' }).dblClick()
    decided.resolve()
    await expect.element(page.getByText('You are now a member of Acme Studio.')).toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Join Acme Studio' })).not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Join Beta Works' })).toHaveFocus()
    expect(onAfter).toHaveBeenCalledExactlyOnceWith(pendingAcme)
    expect(times(world, ACCEPT)).toBe(1)
  })

  test('takes the second of two clicks for the row that is gone, and not for the one in its place', async () => {
    const world = await open(inbox())
    const twice = { bubbles: true, cancelable: true, detail: 2 }
    await button('Join Acme Studio').click()
    await expect.element(button('Join Acme Studio')).not.toBeInTheDocument()
    button('Join Beta Works').element().dispatchEvent(new MouseEvent('click', twice))
    await expect.element(page.getByText('You are now a member of Acme Studio.')).toBeInTheDocument()
    expect(times(world, ACCEPT)).toBe(1)
    await button('Join Beta Works').click()
    await expect.poll(() => times(world, ACCEPT)).toBe(2)
  })

  test('is empty in words once the last one is declined', async () => {
    const reasons: unknown[] = []
    let waiting = [pendingAcme]
    await open({
      invitations: {
        pending: () => ({ pending_invitations: waiting, count: waiting.length }),
        decline: ({ body }) => {
          reasons.push(body.reason)
          waiting = []
          return { success: true, message: 'Declined.' }
        },
      },
    })
    await page.getByRole('button', { name: 'Decline the invitation to Acme Studio' }).click()
    await expectNoFaults()
    await page.getByLabelText(/Reason/).fill(' Not for me. ')
    await page.getByRole('button', { name: 'Decline invitation' }).click()
    await expect.element(page.getByText('No open invitations')).toBeVisible()
    expect(reasons).toEqual(['Not for me.'])
  })

  test('says in the dialog why declining failed', async () => {
    await open(inbox({ decline: 'INTERNAL' }))
    await page.getByRole('button', { name: 'Decline the invitation to Acme Studio' }).click()
    await page.getByRole('button', { name: 'Decline invitation' }).click()
    await expect.element(page.getByRole('dialog').getByRole('alert')).toMatchTextContent(/^Something went wrong/)
  })

  test('says when nothing waits', async () => {
    await open({ invitations: { pending: { pending_invitations: [], count: 0 } } })
    await expect.element(page.getByText('No open invitations')).toBeVisible()
    expect(stateOf()).toBe('empty')
    await expectNoFaults()
  })

  test('offers another try when the server refuses', async () => {
    const world = await open({ invitations: { pending: 'UNAUTHENTICATED' } })
    await expect.element(page.getByRole('alert')).toHaveTextContent('Sign in and try again.')
    expect(world.asked).toHaveLength(1)
    world.reply(inbox())
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(page.getByRole('heading', { name: 'Invitations 2' })).toBeVisible()
  })

  test.each([
    ['NETWORK_FAILED', 'offline'],
    ['INTERNAL', 'error'],
  ] as const)('shows %s as %s', async (pending, state) => {
    await open({ invitations: { pending } })
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  })

  test('shows the outline of rows until it knows', async () => {
    await open({ invitations: { pending: 'pending' } })
    await expect.poll(stateOf).toBe('loading')
    expect(document.querySelectorAll('.tenantry-row')).toHaveLength(2)
    await expectNoFaults()
  })
})

describe('the badge', () => {
  test('counts in words, and opens the inbox by keyboard', async () => {
    const world = createWorld(ann, inbox())
    await render(
      <world.Provider>
        <PendingInvitationsBadge />
      </world.Provider>,
    )
    const badge = page.getByRole('button', { name: '2 invitations' })
    await expect.element(badge).toHaveTextContent('2')
    await userEvent.tab()
    await expect.element(badge).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('dialog', { name: 'Invitations' })).toBeVisible()
    await expectNoFaults()
    await page.getByRole('button', { name: 'Join Acme Studio' }).click()
    await expect.element(page.getByRole('button', { name: '1 invitation', exact: true })).toBeInTheDocument()
    await page.getByRole('button', { name: 'Close' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expectNoInlineStyles()
  })

  test('counts more than it has room for in one line', async () => {
    const world = createWorld(ann, inbox({ pending: { pending_invitations: [pendingAcme], count: 120 } }))
    await render(
      <world.Provider>
        <PendingInvitationsBadge />
      </world.Provider>,
    )
    const count = page.getByText('99+')
    await expect.element(count).toBeVisible()
    expect(count.element().clientHeight).toBeLessThan(24)
  })

  test('leads to an inbox of the host', async () => {
    const onClick = vi.fn()
    const world = createWorld(ann, inbox())
    await render(
      <world.Provider locale="pl">
        <PendingInvitationsBadge onClick={onClick} />
      </world.Provider>,
    )
    await page.getByRole('button', { name: '2 zaproszenia' }).click()
    expect(onClick).toHaveBeenCalledOnce()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })

  test('hides when nothing waits, if the host wants that', async () => {
    const world = createWorld(ann, { invitations: { pending: { pending_invitations: [], count: 0 } } })
    await render(
      <world.Provider>
        <PendingInvitationsBadge hideEmpty />
        <PendingInvitationsBadge />
      </world.Provider>,
    )
    await expect.element(page.getByRole('button', { name: 'No open invitations' })).toBeVisible()
    expect(document.querySelectorAll('[data-tenantry-widget]')).toHaveLength(1)
  })
})

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { acme, beta } from '../../test/people.ts'
import { creating } from '../../test/scenes.ts'
import { stateOf } from '../../test/show.tsx'
import { gamma, invited, knocking, many, switching } from '../../test/switching.ts'
import { appearances, visit } from '../../test/visit.tsx'
import type { Replies } from '../../test/world.tsx'
import { OrganizationList, type OrganizationListProps } from '../index.ts'
import '../styles.css'

const onNavigate = vi.fn()

function show(replies: Replies = switching(), props: OrganizationListProps = {}) {
  return visit(replies, <OrganizationList {...props} />, { onNavigate })
}

const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })

beforeEach(async () => {
  await page.viewport(1000, 900)
  sessionStorage.clear()
  onNavigate.mockReset()
})

describe('the list of organizations', () => {
  test.each(appearances)(
    'says where one stands in each, without a fault in the %s theme at %d pixels',
    async (theme, width) => {
      await page.viewport(width, 900)
      const replies = switching({ members: many, suspended: [beta.id], invitations: [invited], joinable: [knocking] })
      await show(replies, { appearance: { theme } })
      await expect.element(row(acme.name)).toMatchTextContent(/Admin.*Default.*Current/)
      await expect.element(row(beta.name)).toMatchTextContent(/Suspended/)
      await expect.element(page.getByRole('button', { name: 'Ask to join Delta Labs' })).toBeVisible()
      await expect.element(page.getByRole('button', { name: 'Join Gamma Garden' })).toBeVisible()
      await expectNoFaults()
      expectNoInlineStyles()
      const root = document.documentElement
      expect(root.scrollWidth).toBe(root.clientWidth)
    },
  )

  test('leads into one', async () => {
    await show(switching(), { afterSelectOrganizationUrl: '/o/:id' })
    await userEvent.click(page.getByRole('button', { name: /^Beta Works/ }))
    await expect.element(row(beta.name)).toMatchTextContent(/Current/)
    expect(onNavigate.mock.calls).toEqual([[`/o/${beta.id}`]])
  })

  test('makes one the default at once, and keeps the focus in its row', async () => {
    const world = await show()
    await userEvent.click(page.getByRole('button', { name: 'Make default: Beta Works' }))
    await expect.element(row(beta.name)).toMatchTextContent(/Default/)
    await expect.element(page.getByRole('button', { name: 'Make default: Acme Studio' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: /^Beta Works/ })).toHaveFocus()
    expect(world.asked).toContain(`POST /api/organizations/${beta.id}/default`)
  })

  test('takes it back, and says so at its row, when the server refuses', async () => {
    const replies = switching()
    await show({ ...replies, organizations: { ...replies.organizations, makeDefault: 'DEFAULT_ORG_CONFLICT' } })
    await userEvent.click(page.getByRole('button', { name: 'Make default: Beta Works' }))
    await expect.element(row(beta.name).getByRole('alert')).toBeVisible()
    await expect.element(row(acme.name)).toMatchTextContent(/Default/)
  })

  test('moves an accepted invitation to where one is a member', async () => {
    await show(switching({ invitations: [invited] }))
    await userEvent.click(page.getByRole('button', { name: 'Join Gamma Garden' }))
    await expect.element(page.getByRole('button', { name: /^Gamma Garden/ })).toBeVisible()
    await expect.element(page.getByText('You are now a member of Gamma Garden.')).toBeInTheDocument()
    expect(row(gamma.name).elements()).toHaveLength(1)
  })

  test('asks the host first, and leaves it at that when it says no', async () => {
    await show(switching(), { actions: { select: { onBefore: () => false } } })
    await userEvent.click(page.getByRole('button', { name: /^Beta Works/ }))
    await expect.element(row(acme.name)).toMatchTextContent(/Current/)
  })
})

describe('where there is nothing', () => {
  const nothing = { ...switching({ members: [] }) }
  const founding: Replies = { ...nothing, organizations: { ...nothing.organizations, ...creating.organizations } }

  test('one creates the first at once, and is then asked to invite people', async () => {
    await show(founding)
    await userEvent.fill(page.getByLabelText('Organization name'), acme.name)
    await userEvent.click(page.getByRole('button', { name: 'Create organization' }))
    await userEvent.click(page.getByRole('button', { name: 'Skip for now' }))
    expect(sessionStorage.getItem('tenantry.organization')).toContain(acme.id)
  })

  test('the words say what to do, where nobody is to create one', async () => {
    await show(founding, { hideCreate: true })
    await expect.poll(stateOf).toBe('empty')
    await expect.element(page.getByText('You must belong to an organization')).toBeVisible()
    expect(page.getByRole('button').elements()).toEqual([])
    await expectNoFaults()
  })
})

test.each([
  ['pending', 'loading'],
  ['NETWORK_FAILED', 'offline'],
  ['RATE_LIMITED', 'error'],
] as const)('shows %s as %s', async (status, state) => {
  const replies = switching()
  await show({ ...replies, organizations: { ...replies.organizations, status } })
  await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
  await expectNoFaults()
})

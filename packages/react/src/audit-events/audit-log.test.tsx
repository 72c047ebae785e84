import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { organizationWithLog } from '../../test/audit-events.ts'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { membersOf } from '../../test/organization.ts'
import { stateOf } from '../../test/show.tsx'
import { appearances, row, visit } from '../../test/visit.tsx'
import type { Replies, World } from '../../test/world.tsx'
import { AuditLog, type AuditLogProps, type TenantryProviderProps } from '../index.ts'
import '../styles.css'

function open(
  replies: Replies = organizationWithLog(),
  props: AuditLogProps = {},
  provider: Partial<TenantryProviderProps> = {},
): Promise<World> {
  return visit(replies, <AuditLog {...props} />, provider)
}

const rows = () => document.querySelectorAll('tbody tr').length

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

describe('the audit log', () => {
  test.each(appearances)(
    'says who did what when, without a fault in the %s theme at %d pixels',
    async (theme, width) => {
      await page.viewport(width, 900)
      await open(organizationWithLog(), { appearance: { theme } })
      await expect.element(row('Added the team Design')).toMatchTextContent(/Ann Example.*2 hours ago/)
      await expect.element(row('Invited somebody as Manager')).toMatchTextContent(/Bob Example/)
      await expect.element(row('Changed the role of a member')).toMatchTextContent(/Former member/)
      await userEvent.click(row('Changed the role of a member').getByText('Details'))
      await expect.element(row('Changed the role of a member')).toMatchTextContent(/Role\s*Employee → Manager/)
      await expect.element(row('Joined the organization')).toMatchTextContent(/Sign-in service/)
      await expect.element(row('robot.woken')).toBeVisible()
      await userEvent.click(row('Changed the organization').getByText('Details'))
      await expect.element(row('Changed the organization')).toMatchTextContent(/Organization name\s*Acme → Acme Studio/)
      expect(row('Changed the organization').element().textContent).not.toContain('logo_url')
      await expectNoFaults()
      expectNoInlineStyles()
    },
  )

  test('speaks the chosen language', async () => {
    await open(organizationWithLog(), {}, { locale: 'pl' })
    await expect.element(row('Wysłano zaproszenie, rola: Menedżer')).toBeVisible()
    await expect.element(row('Zmieniono rolę członka')).toMatchTextContent(/Były członek/)
  })

  test.each([
    ['NOT_AUTHORIZED', 'forbidden'],
    ['NETWORK_FAILED', 'offline'],
    ['ORGANIZATION_NOT_FOUND', 'error'],
    ['pending', 'loading'],
  ] as const)('shows %s as %s', async (list, state) => {
    await open(organizationWithLog(0, { auditEvents: { list } }))
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expectNoFaults()
  })

  test('is narrowed to a kind, a person and a period, and widened again', async () => {
    await open()
    await expect.poll(rows).toBe(6)
    await userEvent.selectOptions(page.getByLabelText('What happened', { exact: true }), 'Members')
    await expect.poll(rows).toBe(2)
    await userEvent.selectOptions(page.getByLabelText('What happened', { exact: true }), 'All events')
    await userEvent.fill(page.getByLabelText('Name or e-mail'), 'bob@example.org')
    await expect.poll(rows).toBe(1)
    await expect.element(row('Invited somebody as Manager')).toBeVisible()
    await userEvent.fill(page.getByLabelText('Name or e-mail'), '')
    await expect.poll(rows).toBe(6)
    await userEvent.fill(page.getByLabelText('To'), '2026-03-21')
    await expect.poll(rows).toBe(5)
    await userEvent.fill(page.getByLabelText('From'), '2026-03-21')
    await expect.poll(stateOf).toBe('no-result')
    await userEvent.click(page.getByRole('button', { name: 'Clear search' }))
    await expect.poll(rows).toBe(6)
    await expect.element(page.getByLabelText('From')).toHaveValue('')
  })

  test('looks for one person: by the address, or by a name that is theirs alone', async () => {
    const [self, bob, ben] = membersOf()
    if (!self || !bob || !ben) throw new TypeError('three members are needed')
    const members = [bob, ben, { ...self, full_name: ben.full_name, email: null }]
    const list = { members, next_cursor: null, total: 3, total_is_exact: true }
    await open(organizationWithLog(0, { members: { list } }))
    const person = page.getByLabelText('Name or e-mail')
    await expect.poll(rows).toBe(6)
    for (const wanted of ['bob example', 'BOB@example.org']) {
      await userEvent.fill(person, wanted)
      await expect.poll(rows).toBe(1)
      await expect.element(row('Invited somebody as Manager')).toBeVisible()
      await userEvent.fill(person, '')
      await expect.poll(rows).toBe(6)
    }
    for (const nobody of ['Ben Example', 'Bob']) {
      await userEvent.fill(person, nobody)
      await expect.poll(stateOf).toBe('no-result')
      expect(rows()).toBe(0)
      await userEvent.click(page.getByRole('button', { name: 'Clear search' }))
      await expect.poll(rows).toBe(6)
    }
  })

  test.each([
    ['From', '12026-01-01'],
    ['To', '12026-01-01'],
    ['To', '9999-12-31'],
  ])('stands whatever year is in its field: %s %s', async (label, day) => {
    await open()
    await expect.poll(rows).toBe(6)
    const field = page.getByLabelText(label, { exact: true })
    await expect.element(field).toHaveAttribute('max', '9999-12-31')
    await userEvent.fill(field, day)
    await expect.element(field).toHaveValue(day)
    await expect.poll(stateOf).toBe('ready')
    expect(rows()).toBe(6)
  })

  test('turns its pages', async () => {
    await open(organizationWithLog(10), { pageSize: 10 })
    await userEvent.click(page.getByRole('button', { name: 'Next' }))
    await expect.element(page.getByText('11–16 of 16')).toBeVisible()
  })
})

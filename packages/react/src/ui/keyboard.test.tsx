import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { everything } from '../../test/everything.ts'
import { exhibits } from '../../test/exhibits.tsx'
import { ann } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import '../styles.css'

const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'

/** A component between two buttons of its host, with everything there that it asks for. */
async function open(name: string): Promise<void> {
  const world = createWorld(ann, everything())
  await render(
    <world.Provider>
      <button type="button">Before</button>
      <main>{exhibits[name]?.element}</main>
      <button type="button">After</button>
    </world.Provider>,
  )
  await expect.poll(isSettled, { timeout: 10_000 }).toBe(true)
}

function isSettled(): boolean {
  const [widget] = document.querySelectorAll<HTMLElement>('[data-tenantry-widget]')
  const isLoading = widget?.dataset.tenantryState === 'loading'
  return !isLoading && !document.querySelector('.tenantry-skeleton, [aria-busy="true"]')
}

/** What the keyboard has to reach; of a group of chips or radio buttons it is one. */
function controls(): Element[] {
  return [...document.querySelectorAll<HTMLElement>(`main :is(${CONTROLS})`)].filter(
    (element) =>
      element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true }),
  )
}

/** Presses a key until the focus is back with the host; answers where it was in between. */
async function walk(from: string, key: string): Promise<Element[]> {
  const start = page.getByRole('button', { name: from, exact: true }).element()
  if (start instanceof HTMLElement) start.focus()
  const reached: Element[] = []
  for (;;) {
    await userEvent.keyboard(key)
    const { activeElement } = document
    // A date is several stops: its day, month and year, and the way to its calendar.
    if (activeElement instanceof HTMLInputElement && activeElement === reached.at(-1)) continue
    if (!activeElement?.closest('main') || reached.includes(activeElement)) return reached
    reached.push(activeElement)
  }
}

/** Whether the eye has to go back: above what came before, and not in a column behind it. */
function goesBack(before: Element, after: Element): boolean {
  const [one, other] = [before.getBoundingClientRect(), after.getBoundingClientRect()]
  return Math.round(other.bottom) <= Math.round(one.top) && Math.round(other.left) < Math.round(one.right)
}

const nameOf = (element: Element | undefined) => element?.getAttribute('aria-label') ?? element?.textContent ?? ''

beforeEach(() => {
  sessionStorage.clear()
  location.hash = ''
})

describe.each(Object.keys(exhibits))('%s', (name) => {
  test.each([1100, 375])('is walked with Tab, there and back, at %d pixels', async (width) => {
    await page.viewport(width, 900)
    await open(name)
    const there = await walk('Before', '{Tab}')
    expect(there.map(nameOf)).toEqual(controls().map(nameOf))
    const back = await walk('After', '{Shift>}{Tab}{/Shift}')
    expect(back.toReversed().map(nameOf)).toEqual(there.map(nameOf))
    // In a narrow card what can be done stands beside the name, behind what the name is followed by.
    if (width < 1000) return
    const backwards = there.filter((element, at) => at > 0 && goesBack(there[at - 1] ?? element, element))
    expect(backwards.map(nameOf)).toEqual([])
  })
})

test.each([
  ['PendingInvitationsBadge', /invitation/],
  ['OrganizationSwitcher', /switch organization/],
  ['OrganizationList', 'Create organization'],
  ['OrganizationSettings', 'Delete organization'],
  ['MembersList', 'Actions for Bob Example'],
  ['InvitationsList', 'Invite'],
  ['InvitationsList', 'Actions for cleo@example.com'],
  ['MembershipRequests', 'Approve Ivo Example'],
  ['MembershipRequests', 'Deny Ivo Example'],
  ['Teams', 'Actions for Design'],
])('%s: what %s opens has the focus, and gives it back', async (name, label) => {
  await page.viewport(1100, 900)
  await open(name)
  const opener = page.getByRole('button', { name: label }).first()
  for (const key of ['{Enter}', ' ']) {
    const element = opener.element()
    if (element instanceof HTMLElement) element.focus()
    await userEvent.keyboard(key)
    await expect.poll(() => document.activeElement?.closest('dialog:modal, :popover-open') !== null).toBe(true)
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('dialog:modal, :popover-open')).toBeNull()
    await expect.element(opener).toHaveFocus()
  }
})

test.each([
  ['MembersList', 'Actions for Bob Example'],
  ['InvitationsList', 'Actions for cleo@example.com'],
  ['Teams', 'Actions for Design'],
])('%s: arrows walk the menu of %s around, Home and End jump, Tab leaves it', async (name, label) => {
  await page.viewport(1100, 900)
  await open(name)
  const opener = page.getByRole('button', { name: label }).element()
  if (opener instanceof HTMLElement) opener.focus()
  await userEvent.keyboard('{Enter}')
  const items = (): Element[] => page.getByRole('menuitem').elements()
  const at = () => items().indexOf(document.activeElement ?? document.body)
  await expect.poll(at).toBe(0)
  const last = items().length - 1
  for (const [key, place] of [
    ['{ArrowUp}', last],
    ['{ArrowDown}', 0],
    ['{End}', last],
    ['{Home}', 0],
  ] as const) {
    await userEvent.keyboard(key)
    expect(at(), key).toBe(place)
  }
  await userEvent.keyboard('{Tab}')
  await expect.poll(() => document.querySelector(':popover-open')).toBeNull()
})

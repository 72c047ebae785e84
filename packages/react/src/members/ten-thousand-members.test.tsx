import { useQueryClient } from '@tanstack/react-query'
import type { Member } from '@tenantry/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { membersOf, organization, rosterOf } from '../../test/organization.ts'
import { acme, ann } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import { MembersList, type MembersListProps, tenantryKeys } from '../index.ts'
import '../styles.css'

const EVERYBODY = membersOf(9_997)

async function open(props: MembersListProps = {}) {
  const roster = rosterOf(EVERYBODY)
  const world = createWorld(ann, organization(roster, { members: { list: ({ query }) => slice(roster.all(), query) } }))
  await render(
    <world.Provider>
      <MembersList {...props} />
      <AskAgain />
    </world.Provider>,
  )
  await expect.element(page.getByText(/of 10,000$/)).toBeInTheDocument()
  return roster
}

/** One page of them, in the order they are in. */
function slice(
  all: readonly Member[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const from = Number(cursor ?? 0)
  const next = from + limit < all.length ? String(from + limit) : null
  return { members: all.slice(from, from + limit), next_cursor: next, total: all.length, total_is_exact: true }
}

function AskAgain() {
  const queryClient = useQueryClient()
  const ask = () => void queryClient.invalidateQueries({ queryKey: tenantryKeys.members(acme.id) })
  return (
    <button type="button" id="ask-again" onClick={ask}>
      Ask again
    </button>
  )
}

const element = (selector: string) => document.querySelector<HTMLElement>(selector) ?? document.body
const next = () => element('nav button:last-of-type')
const topOf = (one: Element) => Math.round(one.getBoundingClientRect().top)
const firstRow = () => element('tbody tr').textContent

/** Turns a page, and waits until its rows are there. */
async function turn(): Promise<void> {
  const before = firstRow()
  next().click()
  while (firstRow() === before || document.querySelector('[aria-busy]')) await new Promise(requestAnimationFrame)
}

/** How much the page holds once what nobody needs is gone. */
async function heldBytes(): Promise<number> {
  const session = cdp()
  await session.send('Performance.enable')
  // Twice: what the first collection has freed may hold something else no longer.
  for (let count = 0; count < 2; count += 1) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
}

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

describe('ten thousand members', () => {
  test('take no more memory after two hundred pages than after twenty', async () => {
    // What a page costs is mostly its entry in the cache: few rows do, and are drawn sooner.
    await open({ pageSize: 5 })
    for (let count = 0; count < 20; count += 1) await turn()
    const before = await heldBytes()
    for (let count = 20; count < 200; count += 1) await turn()
    await expect.element(page.getByText('1,001–1,005 of 10,000', { exact: true })).toBeVisible()
    // A megabyte, where all of them are kept.
    expect((await heldBytes()) - before).toBeLessThan(800_000)
  }, 120_000)

  test('a page turned leaves the eye where it is: the button stays under the pointer', async () => {
    await open()
    scrollTo(0, document.documentElement.scrollHeight)
    const [at, top] = [Math.round(scrollY), topOf(next())]
    for (let count = 0; count < 3; count += 1) {
      await turn()
      expect([Math.round(scrollY), topOf(next())]).toEqual([at, top])
    }
  })

  test.each([
    ['wide', 1000],
    ['narrow', 375],
  ] as const)('what came meanwhile moves no row under the eye, on a %s screen', async (_, width) => {
    await page.viewport(width, 800)
    const roster = await open({ pageSize: 100 })
    const anchor = [...document.querySelectorAll('tbody tr')].at(50)
    if (!anchor) throw new TypeError('there are a hundred rows')
    anchor.scrollIntoView({ block: 'center' })
    // Somebody changed far above, somebody is gone there, and somebody beside the eye.
    const [first, second, beside] = [3, 4, 49].map((at) => EVERYBODY[at]) as [Member, Member, Member]
    roster.put({ ...first, full_name: `${first.full_name} of a name that is longer than a line of a card may ever be` })
    roster.remove(second.user_id)
    roster.put({ ...beside, role: 'manager' })
    const [name, top] = [anchor.querySelector('th')?.textContent, topOf(anchor)]
    element('#ask-again').click()
    await expect.element(page.getByText(/of 9,999$/)).toBeInTheDocument()
    expect(anchor.querySelector('th')?.textContent).toBe(name)
    await expect.poll(() => topOf(anchor)).toBe(top)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults } from '../../test/faults.ts'
import { furtherViews, look, views } from '../../test/looks.tsx'
import { membersOf, organization } from '../../test/organization.ts'
import { ann } from '../../test/people.ts'
import { rulesFor } from '../../test/rules.ts'
import { wear } from '../../test/themes.ts'
import { createWorld } from '../../test/world.tsx'
import { type Appearance, MembersList } from '../index.ts'
import '../styles.css'

const everyView = [...views, ...furtherViews]
const viewOf = (name: string) => everyView.find((view) => view.name === name) ?? never(name)
const widget = () => document.querySelector('[data-tenantry-widget]') ?? document.body

function never(name: string): never {
  throw new TypeError(`There is no view ${name}.`)
}

beforeEach(() => {
  wear('default')
  return () => wear('default')
})

/** What can be pressed, and is there to be pressed; a box to tick is pressed by its words too. */
function targets(): HTMLElement[] {
  const found = widget().querySelectorAll<HTMLElement>('button, select, summary, textarea, a[href], input')
  return [...found]
    .map((element) => element.closest<HTMLElement>('.tenantry-checkbox') ?? element)
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
}

/** Those that are lower or narrower than so many pixels. */
function tooSmall(least: number): string[] {
  return targets()
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => Math.round(Math.min(box.width, box.height)) < least)
    .map(({ element, box }) => `${element.className}: ${Math.round(box.width)} × ${Math.round(box.height)}`)
}

// The two themes with sizes of their own, among them the densest.
const sizes = (['default', 'ledger'] as const).flatMap((theme) =>
  (['comfortable', 'compact'] as const).map((density) => ({ theme, density })),
)

describe.each(sizes)('the density $density, in the theme $theme', ({ theme, density }) => {
  test.for(everyView)('leaves 24 px to press in $name', async (view) => {
    await page.viewport(1000, 900)
    wear(theme)
    await look(view, { density })
    expect(tooSmall(24)).toEqual([])
  })

  test.for(everyView)('leaves fingers 44 px in $name on a small screen', async (view) => {
    await page.viewport(375, 900)
    wear(theme)
    await look(view, { density })
    expect(tooSmall(44)).toEqual([])
  })
})

test('compact brings everything closer', async () => {
  await page.viewport(1000, 900)
  const world = createWorld(ann, organization(membersOf(4)))
  const app = (density: 'comfortable' | 'compact') => (
    <world.Provider appearance={{ density }}>
      <MembersList />
    </world.Provider>
  )
  const { rerender } = await render(app('comfortable'))
  await expect.element(page.getByRole('row', { name: /Ben Example/ })).toBeVisible()
  const { height } = widget().getBoundingClientRect()
  await rerender(app('compact'))
  expect(widget().getBoundingClientRect().height).toBeLessThan(height * 0.85)
})

describe('unstyled', () => {
  const bare: Appearance = { unstyled: true, elements: { hidden: 'sr-only' } }

  test.for(everyView)('leaves $name to the host: no rule of ours applies', async (view) => {
    await page.viewport(1000, 900)
    await look(view, bare)
    expect(rulesFor(widget())).toEqual([])
    expect(widget().querySelectorAll('.sr-only').length).toBeGreaterThan(0)
  })

  test('asks, does, and takes back as ever', async () => {
    await page.viewport(1000, 900)
    await look(viewOf('removing'), bare)
    await userEvent.click(page.getByRole('dialog', { name: /^Remove Bob/ }).getByRole('button', { name: 'Remove' }))
    await expect.element(page.getByRole('row', { name: 'Bob Example is being removed. Undo' })).toBeVisible()
    await userEvent.click(page.getByRole('button', { name: 'Undo' }))
    await expect.element(page.getByRole('row', { name: /Bob Example/ })).toBeVisible()
    await expectNoFaults()
  })

  test('is what makes that so', async () => {
    await look(viewOf('members'), {})
    expect(rulesFor(widget()).length).toBeGreaterThan(40)
  })
})

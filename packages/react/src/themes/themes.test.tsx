import { beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { contrast } from '../../test/colors.ts'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { look, views } from '../../test/looks.tsx'
import { ann } from '../../test/people.ts'
import { sceneOf } from '../../test/scenes.ts'
import { show } from '../../test/show.tsx'
import { schemes, themes, wear } from '../../test/themes.ts'
import { createWorld } from '../../test/world.tsx'
import { PendingInvitations } from '../index.ts'
import '../styles.css'

const worn = themes.flatMap((theme) => schemes.map((scheme) => [theme, scheme] as const))

/** What stands on what, and how well it has to be seen (WCAG 1.4.3 and 1.4.11). */
const pairs = [
  ...['foreground', 'muted', 'primary', 'danger', 'success', 'warning'].map((ink) => [ink, 'background', 4.5] as const),
  ...['foreground', 'muted'].map((ink) => [ink, 'subtle', 4.5] as const),
  ['on-primary', 'primary', 4.5],
  ['on-danger', 'danger', 4.5],
  ['edge', 'background', 3],
  ['ring', 'background', 3],
] as const

function weakPairs() {
  const root = document.querySelector('[data-tenantry-widget]') ?? document.body
  return pairs.filter(([ink, paper, least]) => contrast(root, `--_${ink}`, `--_${paper}`) < least)
}

// Not the colour of a button: the pointer may rest on it since another test.
const styleOfButton = () => getComputedStyle(page.getByRole('button', { name: 'Try again' }).element())
const primary = () => styleOfButton().getPropertyValue('--_primary')

beforeEach(async () => {
  await page.viewport(1000, 900)
  wear('default')
  return () => wear('default')
})

describe.each(worn)('the theme %s, %s', (theme, scheme) => {
  test.for(views)('shows $name without a fault', async (view) => {
    wear(theme, scheme)
    await look(view, {})
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test('keeps everything apart from what it stands on', async () => {
    wear(theme, scheme)
    await show(sceneOf('done'))
    expect(weakPairs()).toEqual([])
  })
})

test('a theme that is too pale is found out', async () => {
  const pale = new CSSStyleSheet()
  pale.replaceSync(':root { --tenantry-muted-foreground: #aaa; --tenantry-input: #ccc }')
  document.adoptedStyleSheets = [pale]
  await show(sceneOf('done'))
  expect(weakPairs().map(([ink, paper]) => `${ink} on ${paper}`)).toEqual([
    'muted on background',
    'muted on subtle',
    'edge on background',
  ])
})

test.each(['graphite', 'clay', 'ledger'] as const)('%s sets tokens, in our layer, and nothing else', (theme) => {
  wear(theme)
  const [layer, ...more] = document.adoptedStyleSheets[0]?.cssRules ?? []
  expect(layer).toBeInstanceOf(CSSLayerBlockRule)
  expect(layer).toHaveProperty('name', 'tenantry')
  const rules = [...((layer as CSSLayerBlockRule).cssRules as unknown as CSSStyleRule[])]
  expect([more.length, rules.map(({ selectorText }) => selectorText)]).toEqual([0, ['.tenantry-root']])
  expect(rules.flatMap(({ style }) => [...style]).filter((name) => !name.startsWith('--tenantry-'))).toEqual([])
})

test('a token of the host is stronger than a theme, wherever the sheet stands', async () => {
  wear('clay')
  const own = new CSSStyleSheet()
  own.replaceSync('.tenantry-root { --tenantry-primary: rgb(1, 2, 3) }')
  document.adoptedStyleSheets = [own, ...document.adoptedStyleSheets]
  await show(sceneOf('offline'))
  expect(primary()).toBe('rgb(1, 2, 3)')
})

describe('the theme of a host with shadcn/ui', () => {
  async function dressed(css: string) {
    wear('shadcn')
    const own = new CSSStyleSheet()
    own.replaceSync(css)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, own]
    await show(sceneOf('offline'))
    const { borderRadius, fontFamily } = styleOfButton()
    return { primary: primary(), borderRadius, fontFamily }
  }

  test('follows its colours, corners and letters', async () => {
    const css = ':root { --primary: rgb(1, 2, 3); --radius: 0px; --font-sans: Georgia }'
    expect(await dressed(css)).toEqual({
      primary: 'rgb(1, 2, 3)',
      borderRadius: '0px',
      fontFamily: 'Georgia',
    })
  })

  test('leaves the last word to tokens of ours', async () => {
    const css = ':root { --primary: rgb(1, 2, 3); --tenantry-primary: rgb(4, 5, 6) }'
    expect(await dressed(css)).toMatchObject({ primary: 'rgb(4, 5, 6)' })
  })

  test('is dark inside of anything that is', async () => {
    wear('shadcn')
    const { Provider } = createWorld(ann, { invitations: { pending: { pending_invitations: [], count: 0 } } })
    await render(
      <Provider>
        <div className="dark">
          <PendingInvitations />
        </div>
      </Provider>,
    )
    await expect.element(page.getByText('No open invitations')).toBeVisible()
    expect(getComputedStyle(page.getByRole('region').element()).backgroundColor).toBe('oklch(0.205 0 0)')
  })
})

test('nothing of a host is taken for a token of ours without that theme', async () => {
  const own = new CSSStyleSheet()
  own.replaceSync(':root { --border: 1px solid; --primary: 222 47% 11%; --radius: 4 }')
  document.adoptedStyleSheets = [own]
  await show(sceneOf('offline'))
  expect(primary()).toMatch(/^light-dark\(oklch\(0\.48 /)
})

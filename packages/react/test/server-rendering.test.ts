import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '@tenantry/core/messages/en'
import { findChromium } from '@tenantry/testing/chromium'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as all from '../src/index.ts'
import { type Drawn, draw, stream } from './draw.tsx'
import { everything } from './everything.ts'
import { type Exhibit, exhibits } from './exhibits.tsx'
import { acme } from './people.ts'
import { buildSite } from './site.ts'

// Whoever reads the page is far from the server, and their clock is slow.
process.env.TZ = 'Asia/Tokyo'
const reader = { timezoneId: 'America/Los_Angeles', locale: 'de-DE', before: slowClock }

let browser: Browser
let visit: Awaited<ReturnType<typeof buildSite>>

beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
  visit = await buildSite('development')
})
afterAll(() => browser.close())

/** Opens a page that a server has drawn, and waits until it is the browser's. */
async function takeOver(drawn: Drawn, replies = everything()) {
  const visited = await visit(browser, drawn, { ...reader, replies })
  await visited.page.locator('#root[data-taken-over]').waitFor()
  return visited
}

const loading = 'data-tenantry-state="loading"'
const names = Object.keys(exhibits)

test('every component is drawn on a server here', () => {
  const components = Object.keys(all).filter((name) => /^[A-Z]/.test(name) && name !== 'TenantryProvider')
  expect(names.toSorted()).toEqual(components.toSorted())
})

test.for(names)('%s: the browser takes over what the server drew, and asks for nothing', async (name) => {
  const replies = everything()
  const drawn = await draw([name], replies)
  expect(drawn.html).toContain(exhibits[name]?.says ?? 'skeleton')
  expect(drawn.html).not.toContain('<script')
  const { asked, complaints, close } = await takeOver(drawn, replies)
  expect(complaints).toEqual([])
  expect(asked).toEqual(exhibits[name]?.asks ?? [])
  await close()
})

test.for(names)('%s: the browser takes over a skeleton, and asks itself', async (name) => {
  const { says, queries = {} } = exhibits[name] ?? {}
  const drawn = await draw([name], everything(), { isAhead: false })
  if (Object.keys(queries).length > 0) expect(drawn.html).toContain(loading)
  const { page, complaints, close } = await takeOver(drawn)
  await expect.poll(() => page.locator('#root').innerHTML()).not.toContain(loading)
  expect(await page.locator('#root').innerHTML()).toContain(says ?? acme.name)
  expect(complaints).toEqual([])
  await close()
})

test.for(names)('%s: no English flashes up before the words of a host', async (name) => {
  const replies = everything()
  const drawn = await draw([name], replies, { locale: 'pl' })
  expect(drawn.html).toContain('lang="pl"')
  expect(leftIn(drawn.html)).toEqual([])
  const { complaints, close } = await takeOver(drawn, replies)
  expect(complaints).toEqual([])
  await close()
})

test('the README says what to ask for ahead', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const [, table = ''] = /^\| to draw.*\n.*\n((?:\|.*\n)+)/m.exec(readme) ?? []
  const said = table.split('\n').flatMap((row) => {
    const [, left = '', right = ''] = row.split('|')
    return codesIn(left).map((name) => [
      name,
      codesIn(right)
        .filter((code) => code.endsWith('Query'))
        .toSorted(),
    ])
  })
  // The first page of a profile is a component of its own.
  const ahead = ({ queries }: Exhibit) => Object.keys(queries).toSorted()
  const { OrganizationProfile: _, CreateOrganization: __, ...others } = exhibits
  expect(Object.fromEntries(said)).toMatchObject(
    Object.fromEntries(Object.entries(others).map(([name, exhibit]) => [name, ahead(exhibit)])),
  )
})

test('drawn bit by bit, it is the same page', async () => {
  const replies = everything()
  const { html, given } = await draw(['MembersList'], replies)
  expect(await stream(given, replies)).toBe(html)
})

test('once it is the browser’s, moments are told by its clock and in its zone', async () => {
  const replies = everything()
  const drawn = await draw(['AuditLog'], replies)
  const { page, close } = await takeOver(drawn, replies)
  const moment = page.locator('time[datetime="2026-03-19T23:00:00.000Z"]').first()
  expect(drawn.html).toContain('March 20, 2026 at 8:00')
  expect(await moment.textContent()).toContain('March 19, 2026 at 4:00')
  await close()
})

test('a page that a server drew otherwise is complained of', async () => {
  const drawn = await draw(['Teams'], everything())
  const { complaints, close } = await takeOver({ ...drawn, html: drawn.html.replace('Design', 'Something else') })
  expect(complaints.join()).toContain('Hydration failed')
  await close()
})

/** English words of three and more that stand in a page. */
function leftIn(html: string): string[] {
  const texts = Object.values(en).flatMap((group) => Object.values<unknown>(group))
  const sentences = texts.filter((text) => typeof text === 'string' && / .* /.test(text) && !text.includes('{'))
  return (sentences as string[]).filter((text) => html.includes(text))
}

function codesIn(markdown: string): string[] {
  return [...markdown.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}

function slowClock(): void {
  const { now } = Date
  Date.now = () => now() - 25 * 60_000
}

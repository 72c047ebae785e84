import { findChromium } from '@tenantry/testing/chromium'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Drawn, draw } from './draw.tsx'
import { everything } from './everything.ts'
import { exhibits } from './exhibits.tsx'
import { buildSite } from './site.ts'

const headers = { 'content-security-policy': "default-src 'self'" }
const names = Object.keys(exhibits)
const undrawn: Drawn = { html: '', given: { names, locale: 'en' } }

let browser: Browser
let visit: Awaited<ReturnType<typeof buildSite>>

beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
  visit = await buildSite('production')
})
afterAll(() => browser.close())

async function open(drawn: Drawn) {
  const visited = await visit(browser, drawn, { replies: everything(), headers, before: listen })
  await visited.page.locator('#root[data-taken-over]').waitFor()
  await expect.poll(() => visited.page.locator('[data-tenantry-state="loading"]').count()).toBe(0)
  return visited
}

test('under the strictest policy every component works, its menus and dialogs too, and nothing is reported', async () => {
  const { page, complaints, close } = await open(undrawn)
  const opened: string[] = []
  for (const name of names) opened.push(...(await openAllOf(page, name)))
  expect(opened.filter((role) => role === 'menu').length).toBeGreaterThan(10)
  expect(opened.filter((role) => role === 'dialog').length).toBeGreaterThan(10)
  expect(await reports(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test('nor is anything of a page that a server has drawn', async () => {
  const { page, complaints, close } = await open(await draw(names, everything()))
  expect(await reports(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test('an inline style would be reported', async () => {
  const { page, complaints, close } = await open(undrawn)
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
  await expect.poll(() => reports(page)).toEqual(['style-src-attr inline'])
  expect(complaints).toHaveLength(1)
  await close()
})

/** Presses every button of a component, every entry of its menus too; names the roles of what that opened. */
async function openAllOf(page: Page, name: string): Promise<string[]> {
  const buttons = page.locator(`[data-exhibit="${name}"] button:not([aria-disabled="true"], dialog *, [popover] *)`)
  const opened: string[] = []
  for (let index = 0; index < (await buttons.count()); index += 1) {
    const button = buttons.nth(index)
    if (!(await button.isVisible())) continue
    const entries = await entriesOf(page, button)
    for (let at = 0; at < Math.max(entries, 1); at += 1) {
      if (at > 0) await button.click()
      if (entries > 0) {
        opened.push('menu')
        // What cannot be done now is pressed as well.
        await page.locator('[role="menu"]:popover-open [role="menuitem"]').nth(at).click({ force: true })
      }
      opened.push(...(await closeAll(page)))
    }
  }
  return opened
}

/** Presses a button, and counts the entries of the menu that this has opened. */
async function entriesOf(page: Page, button: Locator): Promise<number> {
  await button.click()
  return page.locator('[role="menu"]:popover-open [role="menuitem"]').count()
}

/** Closes whatever is open, the uppermost first. */
async function closeAll(page: Page): Promise<string[]> {
  const open = page.locator('dialog[open], [role="dialog"]:popover-open, [role="menu"]:popover-open')
  const roles: string[] = []
  while ((await open.count()) > 0) {
    roles.push((await open.last().getAttribute('role')) ?? 'dialog')
    await page.keyboard.press('Escape')
    expect(roles.length).toBeLessThan(5)
  }
  return roles
}

function reports(page: Page): Promise<string[]> {
  return page.evaluate(() => JSON.parse(document.documentElement.dataset.reports ?? '[]'))
}

function listen(): void {
  const told: string[] = []
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    told.push(`${effectiveDirective} ${blockedURI}`)
    document.documentElement.dataset.reports = JSON.stringify(told)
  })
}

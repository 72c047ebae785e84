import { extname, join } from 'node:path'
import { bundleForBrowser } from '@tenantry/testing/bundle'
import { findChromium } from '@tenantry/testing/chromium'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTesters } from '../src/testing.ts'

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' }
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="/assets/stage.css">
<body><script type="module" src="/assets/stage.js"></script></body></html>`

let browser: Browser
let page: Page

beforeAll(async () => {
  const files = await bundleForBrowser([join(import.meta.dirname, 'stage.tsx')], 'production')
  browser = await chromium.launch(await findChromium())
  page = await browser.newPage({ viewport: { width: 1100, height: 1400 } })
  page.setDefaultTimeout(5_000)
  await page.route('https://app.example/**', (route) => {
    const { pathname } = new URL(route.request().url())
    return route.fulfill({ body: files.get(pathname) ?? html, contentType: types[extname(pathname)] ?? 'text/html' })
  })
  await page.goto('https://app.example/')
})

afterAll(() => browser?.close())

test('members get roles, and are removed', async () => {
  const { memberRow, changeRole, removeMember, undoRemoval } = createTesters(page)
  await changeRole('Bob Example', 'employee')
  await removeMember('Bob Example')
  await undoRemoval()
  expect(await memberRow('bob@example.org').getByRole('combobox').inputValue()).toBe('employee')
})

test('people are invited, and not any more', async () => {
  const { openInviteDialog, invitationRow, revokeInvitation } = createTesters(page)
  const dialog = await openInviteDialog()
  await createTesters(dialog).inviteMembers({ emails: ['kaya@example.com'], role: 'manager' })
  await dialog.getByText('Invitation sent', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await invitationRow('kaya@example.com').waitFor()
  await revokeInvitation('kaya@example.com')
  await invitationRow('kaya@example.com').getByText('Withdrawn', { exact: true }).waitFor()
})

test('somebody goes to another organization', async () => {
  const { switcher, switchOrganization } = createTesters(page)
  await switchOrganization('Beta Works')
  await expect.poll(() => switcher().textContent()).toContain('Beta Works')
})

test('says in words what is not there', async () => {
  page.setDefaultTimeout(200)
  await expect(createTesters(page).removeMember('Nobody')).rejects.toThrow(
    'Could not press the button “Actions for Nobody”: it is not there, or not within reach.',
  )
})

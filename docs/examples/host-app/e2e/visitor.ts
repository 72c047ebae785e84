import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTranslator } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { pl } from '@tenantry/core/messages/pl'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { en as enWords } from '../src/words/en.ts'
import { pl as plWords } from '../src/words/pl.ts'
import type { Words } from '../src/words/words.ts'
import { addressOf, type MailedPage, password, type Stage } from './stage.ts'

const screens = process.env.E2E_SCREENS ?? join(tmpdir(), 'tenantry-screens')
mkdirSync(screens, { recursive: true })

const languages = {
  'en-US': { translator: createTranslator('en', en), words: enWords as Words },
  'pl-PL': { translator: createTranslator('pl', pl), words: plWords },
}

const desktop = { width: 1280, height: 800 }
const phone = { width: 375, height: 760 }

export interface VisitorOptions extends Pick<BrowserContextOptions, 'colorScheme' | 'viewport' | 'hasTouch'> {
  /** The language of the browser. @default 'en-US' */
  readonly locale?: keyof typeof languages
}

export type Visitor = Awaited<ReturnType<typeof arrive>>

let visits = 0

/** Somebody with a browser of their own: no cookies, no storage, an address nobody else has. */
export async function arrive(browser: Browser, stage: Stage, { locale = 'en-US', ...options }: VisitorOptions = {}) {
  visits += 1
  const context = await browser.newContext({
    baseURL: stage.url,
    locale,
    viewport: desktop,
    reducedMotion: 'reduce',
    extraHTTPHeaders: { 'x-forwarded-for': addressOf(`visit ${visits}`) },
    ...options,
  })
  context.setDefaultTimeout(30_000)
  const complaints: string[] = []
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`CSP ${violatedDirective} ${blockedURI}`),
    )
  })
  context.on('console', (message) => {
    // Chromium writes a line for every answer that is no success; those are looked at below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('response', (response) => {
    const { pathname } = new URL(response.url())
    // What the API refuses is part of a test; nobody asks for the token of somebody who is signed out.
    const isApi = /^\/(api|auth)\//.test(pathname) && pathname !== '/auth/token'
    if (response.status() >= (isApi ? 500 : 400)) complaints.push(`${response.status()} ${pathname}`)
  })
  const page = await context.newPage()
  const { translator, words } = languages[locale]
  const { t } = translator

  const button = (name: string, within: Page | Locator = page) => within.getByRole('button', { name, exact: true })
  const field = (label: string) => page.getByLabel(label)

  return {
    page,
    context,
    complaints,
    t,
    words,
    button,
    field,

    /** Waits until the onboarding shows a state. */
    at: (state: string) =>
      page.locator(`[data-tenantry-widget="onboarding"][data-tenantry-state="${state}"]`).waitFor(),
    /** Waits for the dashboard of an organization. */
    inside: (organization: string) =>
      page.getByRole('heading', { level: 1, name: organization, exact: true }).waitFor(),

    /** Finds a mail in the mailbox, and follows its link. */
    async followMail(email: string, to: MailedPage) {
      const { id } = await stage.mailTo(email, to)
      await page.goto('/_dev/mailbox')
      await page.locator(`a[href="/_dev/mailbox/${id}"]`).filter({ hasText: email }).click()
      await page.locator('dd a').click()
    },

    /** Fills in the sign-in form that is on the page. */
    async signIn(email: string, secret = password) {
      await field(words.account.email).fill(email)
      await field(words.account.password).fill(secret)
      await button(words.signIn.submit, page.locator('form')).click()
    },

    /** Comes in with a session, without the form. */
    async bringSession(email: string) {
      const answer = await context.request.post('/auth/sign-in/email', {
        data: { email, password },
        headers: { origin: stage.url },
      })
      expect(answer.status()).toBe(200)
    },

    /** Looks at the page: on a desk, on a phone, in the dark. Nothing may stick out, and axe must find nothing. */
    async look(name: string, { except = [] as readonly string[] } = {}) {
      // One engine is enough for what does not depend on it.
      if (stage.engine === 'postgres') return
      for (const [look, viewport, colorScheme] of [
        ['phone', phone, 'light'],
        ['dark', desktop, 'dark'],
        ['light', desktop, 'light'],
      ] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: join(screens, `${name}-${look}.png`), fullPage: true, animations: 'disabled' })
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(
          0,
        )
        if (look !== 'phone') expect(await faultsOf(page, except), `${name}, ${look}`).toEqual([])
      }
    },
  }
}

async function faultsOf(page: Page, except: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run({ resultTypes: ['violations'] })`)
  return violations
    .filter(({ id }) => !except.includes(id))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

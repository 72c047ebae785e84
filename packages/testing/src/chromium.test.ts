import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { findChromium } from './chromium.ts'

test('finds a Chromium that renders a page', async () => {
  const browser = await chromium.launch(await findChromium())
  const page = await browser.newPage()
  await page.setContent('<h1>Zażółć gęślą jaźń</h1>')
  expect(await page.getByRole('heading').textContent()).toBe('Zażółć gęślą jaźń')
  expect((await page.screenshot()).length).toBeGreaterThan(1_000)
  await browser.close()
})

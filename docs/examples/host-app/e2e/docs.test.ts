import { expect } from 'vitest'
import { test } from './test.ts'

test('the API is tried out on its own page, with an access token', async ({ stage, visit }) => {
  const { email, client } = await stage.account('Ada')
  const { page, context, bringSession } = await visit()
  const foreign: string[] = []
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && origin !== stage.url) foreign.push(request.url())
  })
  await bringSession(email)
  const { token } = await (await context.request.get('/auth/token')).json()

  await page.goto('/docs')
  await page.locator('.opblock').first().waitFor()
  expect(await page.title()).toBe('Tenantry API')
  const { paths } = await (await context.request.get('/openapi.json')).json()
  const operations = Object.values<object>(paths).flatMap((methods) => Object.keys(methods))
  expect(await page.locator('.opblock').count()).toBe(operations.length)

  await page.getByRole('button', { name: 'Authorize', exact: true }).click()
  await page.getByLabel('auth-bearer-value').fill(token)
  await page.getByRole('button', { name: 'Apply credentials' }).click()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.locator('[data-path="/api/organizations"]').click()
  await page.getByRole('button', { name: 'Try it out' }).click()
  await page.locator('.body-param textarea').fill('{ "name": "The Tried", "slug": "the-tried" }')
  await page.getByRole('button', { name: 'Execute', exact: true }).click()
  await page.locator('.live-responses-table .response-col_status', { hasText: '201' }).waitFor()

  const { organizations } = await client.organizations.status()
  expect(organizations).toMatchObject([{ organizations: { slug: 'the-tried' } }])
  expect(foreign).toEqual([])
})

test('the page of the API follows the colours of the system, and fits a phone', async ({ visit }) => {
  const { page } = await visit({ viewport: { width: 375, height: 760 } })
  await page.goto('/docs')
  await page.locator('.opblock').first().waitFor()
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(background).toBe('rgb(28, 32, 34)')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(background).not.toBe('rgb(28, 32, 34)')
  await page.locator('[data-path="/api/organizations"]').click()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('the reference is read without a script', async ({ visit }) => {
  const { page, look } = await visit()
  await page.goto('/docs')
  await page.getByRole('link', { name: 'Reference' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'GET /healthz' }).click()
  expect(new URL(page.url()).hash).toBe('#health.live')
  expect(await page.locator('script').count()).toBe(0)
  await look('api-reference')
})

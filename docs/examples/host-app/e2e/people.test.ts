import { expect } from 'vitest'
import { found, password } from './stage.ts'
import { test } from './test.ts'

test('a Polish browser reads Polish, in the mails too', async ({ stage, visit }) => {
  const jan = await visit({ locale: 'pl-PL' })
  const { page, t, words, field, button, at, look, inside, followMail } = jan
  const email = stage.newEmail('Jan')
  await page.goto('/')
  await look('pl-landing')
  await page.getByRole('link', { name: words.landing.start }).click()
  await field(words.account.name).fill('Jan')
  await field(words.account.email).fill(email)
  await field(words.account.password).fill(password)
  await button(words.signUp.submit).click()
  await page.getByRole('heading', { name: words.checkMail.title }).waitFor()
  await followMail(email, '/api/auth/verify-email')
  await at('signed-out')
  await look('pl-signed-out')
  await jan.signIn(email)
  await at('create-organization')
  await field(t('create.name')).fill('Żółta Łódź')
  await page.getByText(t('slug.available', { slug: 'zolta-lodz' })).waitFor()
  await look('pl-create-organization')
  await button(t('create.submit')).click()
  await at('invite-people')
  const guest = stage.newEmail('Ewa')
  await field(t('invite.emails')).fill(guest)
  await button(t('invite.submit', { count: 1 })).click()
  await page.getByText(t('invite.invited'), { exact: true }).waitFor()
  await look('pl-invite-people')
  await button(t('invite.finish')).click()
  await inside('Żółta Łódź')
  await look('pl-dashboard')
  expect((await stage.mailTo(guest, '/onboarding')).subject).toMatch(/zaprasza/)

  const ewa = await visit({ locale: 'pl-PL' })
  await ewa.followMail(guest, '/onboarding')
  await ewa.at('invitation-signup')
  await ewa.look('pl-invitation-signup')
})

test('language and appearance are chosen in the menu, and kept', async ({ visit }) => {
  const { page, words, button } = await visit()
  await page.goto('/onboarding')
  await button(words.menu.title).click()
  await page.getByText('Polski').click()
  await page.getByRole('heading', { name: 'Zaloguj się, aby kontynuować' }).waitFor()
  await page.getByText('Ciemny').click()
  await page.reload()
  await page.getByRole('heading', { name: 'Zaloguj się, aby kontynuować' }).waitFor()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('pl')
})

test('a finger on a phone finds targets large enough', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  await found(ada, 'Touch', 'touch-me')
  const phone = await visit({ viewport: { width: 375, height: 760 }, hasTouch: true })
  const { page, t, bringSession, inside } = phone
  await bringSession(ada.email)
  await page.goto('/dashboard')
  await inside('Touch')
  await page.getByLabel(t('invite.emails')).waitFor()
  const small = await page
    .locator('button:visible, select:visible, textarea:visible, header a:not(.skip):visible')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({
          name: element.getAttribute('aria-label') ?? element.textContent,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => Math.min(box.width, box.height) < 44)
        .map(({ name }) => name),
    )
  expect(small).toEqual([])
})

test('what the content security policy refuses would be heard here', async ({ visit }) => {
  const { page, complaints } = await visit()
  await page.goto('/')
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('style'), { textContent: 'a{}' })),
  )
  await expect.poll(() => complaints.splice(0).join()).toContain('CSP style-src-elem inline')
})

import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { found, invite, password } from './stage.ts'
import { test } from './test.ts'
import type { Visitor } from './visitor.ts'

/** Presses Tab until the focus is there. */
async function tabTo({ page }: Visitor, target: Locator): Promise<void> {
  await target.waitFor()
  for (let step = 0; step < 30; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${target}`)
}

test('the keyboard alone is enough to follow an invitation', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  const { id } = await found(ada, 'Keys', 'keys-only')
  const email = stage.newEmail('Bob')
  await invite(ada, id, email)
  const bob = await visit()
  const { page, t, field, button, inside } = bob
  const { id: mail } = await stage.mailTo(email, '/onboarding')
  await page.goto('/_dev/mailbox')
  await tabTo(bob, page.locator(`a[href="/_dev/mailbox/${mail}"]`))
  await page.keyboard.press('Enter')
  await tabTo(bob, page.locator('dd a'))
  await page.keyboard.press('Enter')

  await tabTo(bob, field(t('signup.fullName')))
  await page.keyboard.type('Bob')
  await tabTo(bob, page.getByLabel(t('signup.password'), { exact: true }))
  await page.keyboard.type(password)
  await tabTo(bob, field(t('signup.confirmPassword')))
  await page.keyboard.type('something else')
  await tabTo(bob, button(t('signup.submit')))
  await page.keyboard.press('Enter')
  // The wrong field gets the focus itself.
  await page.getByText(t('form.confirmPassword')).first().waitFor()
  expect(await field(t('signup.confirmPassword')).evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await inside('Keys')
})

test('the keyboard alone is enough to sign up, create and invite', async ({ stage, visit }) => {
  const ada = await visit()
  const { page, t, words, field, button, at, inside } = ada
  const email = stage.newEmail('Ada')
  await page.goto('/')
  await tabTo(ada, page.getByRole('link', { name: words.landing.start }))
  await page.keyboard.press('Enter')
  await tabTo(ada, field(words.account.name))
  await page.keyboard.type('Ada')
  await page.keyboard.press('Tab')
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: words.checkMail.title }).waitFor()
  await page.goto((await stage.mailTo(email, '/api/auth/verify-email')).link)
  await tabTo(ada, field(words.account.email))
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await tabTo(ada, field(t('create.name')))
  await page.keyboard.type('Keyboard people')
  await page.keyboard.press('Enter')
  await at('invite-people')
  await tabTo(ada, field(t('invite.emails')))
  await page.keyboard.type(stage.newEmail('Bob'))
  await tabTo(ada, button(t('invite.submit', { count: 1 })))
  await page.keyboard.press('Enter')
  await page.getByText(t('invite.invited'), { exact: true }).waitFor()
  await tabTo(ada, button(t('invite.finish')))
  await page.keyboard.press('Enter')
  await inside('Keyboard people')
  await tabTo(ada, button(words.menu.title))
  await page.keyboard.press('Enter')
  await tabTo(ada, page.getByRole('radio', { name: words.menu.system }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.documentElement.className)).toBe('dark')
  await page.keyboard.press('Escape')
  await button(words.app.signOut).waitFor({ state: 'hidden' })
})

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
  const small = await page.locator('button:visible, select:visible, textarea:visible').evaluateAll((elements) =>
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

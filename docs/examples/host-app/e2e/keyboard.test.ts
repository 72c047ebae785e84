import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { company, rolesOf } from './company.ts'
import { found, invite, password } from './stage.ts'
import { test } from './test.ts'
import type { Visitor } from './visitor.ts'

/** Presses Tab until the focus is there; with Shift, back to it. */
async function tabTo({ page }: Visitor, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor()
  for (let step = 0; step < 30; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
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

test('the keyboard alone is enough to invite from inside, and to change a role', async ({ stage, visit }) => {
  const { name, ada, employ } = await company(stage)
  const bob = await employ('Bob')
  const visitor = await visit()
  const { page, t, words, button, bringSession, inside } = visitor
  const press = (key: string) => page.keyboard.press(key)
  await bringSession(ada.email)
  await page.goto('/dashboard')
  await inside(name)
  await tabTo(visitor, page.getByRole('link', { name: words.organization.title, exact: true }))
  await press('Enter')
  const role = page.getByLabel(t('members.roleOf', { name: 'Bob' }))
  await tabTo(visitor, role)
  await press('m')
  await expect.poll(() => rolesOf(bob)).toEqual({ [name]: 'manager' })
  await expect.poll(() => role.evaluate((element) => element === document.activeElement)).toBe(true)

  // Back to the pages of the profile, which stand before the list.
  const invitations = page.getByRole('link', { name: t('sent.title') })
  await tabTo(visitor, invitations, 'Shift+Tab')
  await press('Enter')
  await tabTo(visitor, button(t('sent.invite')))
  await press('Enter')
  const guest = stage.newEmail('Joe')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(`${guest} `)
  await tabTo(visitor, button(t('invite.submit', { count: 1 })))
  await press('Enter')
  await page.getByText(t('invite.invited'), { exact: true }).waitFor()
  await press('Escape')
  await expect.poll(() => button(t('sent.invite')).evaluate((element) => element === document.activeElement)).toBe(true)
  await stage.mailTo(guest, '/onboarding')
})

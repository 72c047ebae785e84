import { join } from 'node:path'
import { expect } from 'vitest'
import { found, invite, password } from '../../host-app/e2e/stage.ts'
import { testOn } from '../../host-app/e2e/test.ts'
import type { Visitor } from '../../host-app/e2e/visitor.ts'

const test = testOn({ pages: join(import.meta.dirname, '../dist') })

const at = ({ page }: Visitor, state: string) => page.locator(`main[data-state="${state}"]`).waitFor()

async function signIn({ field, button, t }: Visitor, email: string) {
  await field(t('signup.email')).fill(email)
  await field(t('signup.password')).fill(password)
  await button(t('common.signIn')).click()
}

test('somebody signs in, creates an organization and invites; who follows the link is in', async ({ stage, visit }) => {
  const { email } = await stage.account('Ada')
  const ada = await visit()
  await ada.page.goto('/onboarding')
  await at(ada, 'signed-out')
  await ada.look('vanilla-signed-out')
  await signIn(ada, email)
  await at(ada, 'create-organization')
  await ada.field(ada.t('create.name')).fill('Plain Works')
  await ada.button(ada.t('create.submit')).click()
  await at(ada, 'invite-people')
  const guest = stage.newEmail('Bob')
  await ada.field(ada.t('signup.email')).fill(guest)
  await ada.button(ada.t('invite.submit', { count: 1 })).click()
  await ada.page.getByText(`${guest}: ${ada.t('invite.invited')}`).waitFor()
  await ada.look('vanilla-invite-people')
  await ada.button(ada.t('invite.finish')).click()
  await at(ada, 'done')

  const bob = await visit()
  await bob.followMail(guest, '/onboarding')
  await at(bob, 'invitation-signup')
  expect(bob.page.url()).not.toContain('token')
  await bob.look('vanilla-invitation-signup')
  await bob.field(bob.t('signup.fullName')).fill('Bob')
  await bob.field(bob.t('signup.password')).fill(password)
  await bob.button(bob.t('signup.submit')).click()
  await bob.page.getByRole('heading', { name: 'Plain Works' }).waitFor()
  await bob.page.getByText('Bob, employee').waitFor()
  await bob.look('vanilla-done')
  await bob.button(bob.t('common.signOut')).click()
  await at(bob, 'signed-out')
})

test('who is signed in accepts an invitation', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  const { id } = await found(ada, 'Plain Studio', 'plain-studio')
  const { email } = await stage.account('Eve')
  await invite(ada, id, email)
  const eve = await visit()
  await eve.bringSession(email)
  await eve.followMail(email, '/onboarding')
  await at(eve, 'invitation-review')
  await eve.look('vanilla-invitation-review')
  await eve.button(eve.t('review.accept')).click()
  await eve.page.getByRole('heading', { name: 'Plain Studio' }).waitFor()
})

test('a wrong password and a taken address are said, and what was typed stays', async ({ stage, visit }) => {
  await found(await stage.account('Ada'), 'Taken', 'taken-name')
  const { email } = await stage.account('Cleo')
  const { page, field, button, t, ...cleo } = await visit()
  const visitor = { page, field, button, t, ...cleo }
  await page.goto('/onboarding')
  await at(visitor, 'signed-out')
  await field(t('signup.email')).fill(email)
  await field(t('signup.password')).fill('not the password')
  await button(t('common.signIn')).click()
  await page
    .getByRole('alert')
    .filter({ hasText: t('errors.UNAUTHENTICATED') })
    .waitFor()
  await signIn(visitor, email)
  await at(visitor, 'create-organization')
  await field(t('create.name')).fill('Taken name')
  await button(t('create.submit')).click()
  await page.getByRole('alert').filter({ hasText: /./ }).waitFor()
  expect(await field(t('create.name')).inputValue()).toBe('Taken name')
})

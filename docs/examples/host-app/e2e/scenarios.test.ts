import { expect } from 'vitest'
import { password } from './stage.ts'
import { test } from './test.ts'

test('a founder signs up, confirms, creates and invites; who follows the link chooses a password and is in', async ({
  stage,
  visit,
}) => {
  const ada = await visit()
  const email = stage.newEmail('Ada')
  await ada.page.goto('/')
  await ada.look('landing')
  await ada.page.getByRole('link', { name: ada.words.landing.start }).click()
  await ada.field(ada.words.account.name).fill('Ada')
  await ada.field(ada.words.account.email).fill(email)
  await ada.field(ada.words.account.password).fill(password)
  await ada.look('sign-up')
  await ada.button(ada.words.signUp.submit).click()
  await ada.page.getByRole('heading', { name: ada.words.checkMail.title }).waitFor()
  await ada.look('check-mail')

  await ada.page.getByRole('link', { name: ada.words.app.mailbox }).first().click()
  await ada.followMail(email)
  await ada.at('signed-out')
  await ada.look('signed-out')
  await ada.signIn(email)
  await ada.at('create-organization')
  await ada.field(ada.t('create.name')).fill('Öl & Gas AG')
  await ada.page.getByText(ada.t('slug.available', { slug: 'oel-gas-ag' })).waitFor()
  await ada.look('create-organization')
  await ada.button(ada.t('create.submit')).click()

  await ada.at('invite-people')
  const guest = stage.newEmail('Bob')
  await ada.field(ada.t('invite.emails')).fill(guest)
  await ada.button(ada.t('invite.submit', { count: 1 })).click()
  await ada.page.getByText(ada.t('invite.invited'), { exact: true }).waitFor()
  await ada.look('invite-people')
  await ada.button(ada.t('invite.finish')).click()
  await ada.inside('Öl & Gas AG')
  expect(new URL(ada.page.url()).pathname).toBe('/dashboard')
  await ada.look('dashboard')

  const bob = await visit()
  await bob.followMail(guest)
  await bob.at('invitation-signup')
  expect(bob.page.url()).not.toContain('token')
  await bob.look('invitation-signup')
  await bob.field(bob.t('signup.fullName')).fill('Bob')
  await bob.page.getByLabel(bob.t('signup.password'), { exact: true }).fill(password)
  await bob.field(bob.t('signup.confirmPassword')).fill(password)
  await bob.button(bob.t('signup.submit')).click()
  await bob.inside('Öl & Gas AG')
  await bob.page.getByText(bob.words.dashboard.role(bob.t('roles.employee'))).waitFor()
  // An employee may invite nobody.
  expect(await bob.page.getByText(bob.t('invite.title')).count()).toBe(0)
  await bob.look('dashboard-employee')
})

import { expect } from 'vitest'
import { pl } from '../src/words/pl.ts'
import { found, password } from './stage.ts'
import { test } from './test.ts'

test('a forgotten password is replaced by a mailed link, once', async ({ stage, visit }) => {
  const { email } = await stage.account('Ada')
  const visitor = await visit()
  const { page, words, field, button, look, followMail, at } = visitor
  await page.goto('/sign-in')
  await page.getByRole('link', { name: words.account.forgot }).click()
  await look('forgot-password')
  await field(words.account.email).fill(email)
  await button(words.forgot.submit).click()
  await page.getByText(words.checkMail.resetText).waitFor()
  await look('reset-mailed')

  await followMail(email, '/reset-password')
  await page.getByRole('heading', { name: words.reset.title }).waitFor()
  await expect.poll(() => page.url()).not.toContain('token')
  await field(words.account.newPassword).fill('another made-up one')
  await look('reset-password')
  await button(words.reset.submit).click()
  await page.getByRole('heading', { name: words.reset.done }).waitFor()
  await look('reset-done')
  await page.locator('main').getByRole('link', { name: words.app.signIn }).click()
  await visitor.signIn(email)
  await page.getByText(words.account.wrong).waitFor()
  await look('sign-in-wrong')
  await visitor.signIn(email, 'another made-up one')
  await at('create-organization')

  await followMail(email, '/reset-password')
  await field(words.account.newPassword).fill('a third made-up one')
  await button(words.reset.submit).click()
  await page.getByText(words.reset.invalid).waitFor()
  await look('reset-used')
})

test('a mail comes in the language that was chosen on the page', async ({ stage, visit }) => {
  const { email } = await stage.account('Ada')
  const { page, words, field, button } = await visit()
  await page.goto('/')
  await button(words.menu.title).click()
  await page.getByText('Polski').click()
  await page.goto('/forgot-password')
  await field(pl.account.email).fill(email)
  await button(pl.forgot.submit).click()
  expect((await stage.mailTo(email, '/reset-password')).subject).toMatch(/hasł/)
})

test('signing up with a known address looks the same, and mails its owner', async ({ stage, visit }) => {
  const { email } = await stage.account('Ada')
  const { page, words, field, button } = await visit()
  await page.goto('/sign-up')
  await field(words.account.name).fill('Somebody')
  await field(words.account.email).fill(email)
  await field(words.account.password).fill(password)
  await button(words.signUp.submit).click()
  await page.getByRole('heading', { name: words.checkMail.title }).waitFor()
  await stage.mailTo(email, '/sign-in')
})

test('a broken verification link leads to a page with words and a way on', async ({ visit }) => {
  const { page, words, look, at, complaints } = await visit()
  await page.goto(`/api/auth/verify-email?token=${'made-up-'.repeat(5)}abc`)
  await page.getByRole('heading', { name: words.verification.title }).waitFor()
  await look('verification-failed')
  await page.locator('main').getByRole('link').click()
  await at('signed-out')
  expect(complaints).toEqual([])
})

test('an unknown address has a page, and the way back works', async ({ visit }) => {
  const { page, words, look } = await visit()
  await page.goto('/no-such-page')
  await look('not-found')
  await page.getByRole('link', { name: words.notFound.home }).click()
  await page.getByRole('link', { name: words.landing.start }).click()
  await page.getByRole('heading', { name: words.signUp.title }).waitFor()
  expect(await page.title()).toContain(words.signUp.title)
  await page.goBack()
  await page.getByRole('heading', { name: words.landing.title }).waitFor()
})

test('whoever comes by another name of the machine is led to the one whose cookies count', async ({ stage, visit }) => {
  const { page, at } = await visit()
  await page.goto(`${stage.url.replace('127.0.0.1', 'localhost')}/onboarding?from=mail#token=abc`)
  await at('invitation-unknown')
  expect(page.url()).toBe(`${stage.url}/onboarding?from=mail`)
})

test('signing out leaves nothing behind', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  await found(ada, 'Private', 'private-org')
  const { page, words, bringSession, inside, look, button, at } = await visit()
  await bringSession(ada.email)
  await page.goto('/dashboard')
  await inside('Private')
  await button(words.menu.title).click()
  await look('menu')
  await page.route('**/auth/sign-out', (route) => route.abort())
  await button(words.app.signOut).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await page.unroute('**/auth/sign-out')
  await button(words.app.signOut).click()
  await page.getByRole('heading', { name: words.landing.title }).waitFor()
  await page.goto('/dashboard')
  await at('signed-out')
  expect(await page.getByText('Private').count()).toBe(0)
})

test('sign-ins from one place are limited, and the page says so', async ({ stage, visit }) => {
  const visitor = await visit()
  const { page, words, t } = visitor
  const email = stage.newEmail('Nobody')
  await page.goto('/sign-in')
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answered = page.waitForResponse('**/auth/sign-in/email')
    await visitor.signIn(email)
    expect((await answered).status()).toBe(401)
    await page.getByText(words.account.wrong).waitFor()
  }
  await visitor.signIn(email)
  const [before = '', after = ''] = t('common.limitedSeconds', { count: 7 }).split('7')
  await page.getByText(new RegExp(`${before}\\d+${after}`)).waitFor()
})

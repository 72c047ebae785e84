import { expect } from 'vitest'
import { type Account, found, invite, password } from './stage.ts'
import { testOn } from './test.ts'

const test = testOn({ policy: { memberLimit: 2 } })

let organizations = 0

/** An organization, and an invitation of it to an address. */
async function invited(ada: Account, email: string) {
  organizations += 1
  const name = `Studio ${organizations}`
  const organization = await found(ada, name, `studio-${organizations}`)
  await invite(ada, organization.id, email)
  return { ...organization, name }
}

test('a link that nobody issued leads to the sign-in', async ({ visit }) => {
  const { page, at, look, button, t } = await visit()
  await page.goto(`/onboarding#token=${'made-up-'.repeat(5)}abc`)
  await at('invitation-unknown')
  await look('invitation-unknown')
  await button(t('common.signIn')).click()
  await at('signed-out')
})

test('a link pasted into the tab of another one is followed, and leaves the address bar', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  const [first, second] = [await stage.account('Bob'), await stage.account('Bob')]
  const { name } = await invited(ada, second.email)
  const { page, at, bringSession, button, inside, t } = await visit()
  await bringSession(first.email)
  await page.goto(`/onboarding#token=${'made-up-'.repeat(5)}abc`)
  await at('invitation-unknown')
  await page.goto((await stage.mailTo(second.email, '/onboarding')).link)
  await at('wrong-account')
  expect(page.url()).toBe(`${stage.url}/onboarding`)
  await bringSession(second.email)
  // The cookie was changed behind the page's back: only a page that is loaded anew can know.
  await page.goto('about:blank')
  await page.goto((await stage.mailTo(second.email, '/onboarding')).link)
  await button(t('review.accept')).click()
  await inside(name)
})

test('a used link says so, and leads its user on', async ({ stage, visit }) => {
  const email = stage.newEmail('Bob')
  const { name } = await invited(await stage.account('Ada'), email)
  const { page, followMail, at, look, field, button, inside, t } = await visit()
  await followMail(email, '/onboarding')
  await page.getByLabel(t('signup.password'), { exact: true }).fill(password)
  await field(t('signup.confirmPassword')).fill(password)
  await button(t('signup.submit')).click()
  await inside(name)
  await followMail(email, '/onboarding')
  await at('invitation-used')
  await look('invitation-used')
  await button(t('common.continue')).click()
  await inside(name)
})

test('a withdrawn link says so', async ({ stage, visit }) => {
  const email = stage.newEmail('Bob')
  await invited(await stage.account('Ada'), email)
  const { followMail, at, look } = await visit()
  await stage.mailTo(email, '/onboarding')
  await stage.sql(`UPDATE invitations SET status = 'revoked' WHERE email = '${email}'`)
  await followMail(email, '/onboarding')
  await at('invitation-revoked')
  await look('invitation-revoked')
})

test('a link of another person shows both addresses, and outlives the change of account', async ({ stage, visit }) => {
  const email = stage.newEmail('Bob')
  const { name } = await invited(await stage.account('Ada'), email)
  const eve = await stage.account('Eve')
  const { page, bringSession, followMail, at, look, field, button, inside, t } = await visit()
  await bringSession(eve.email)
  await followMail(email, '/onboarding')
  await at('wrong-account')
  for (const address of [email, eve.email]) await page.getByRole('definition').filter({ hasText: address }).waitFor()
  await look('wrong-account')
  await button(t('wrongAccount.switch')).click()
  await at('invitation-signup')
  await page.reload()
  await at('invitation-signup')
  await page.getByLabel(t('signup.password'), { exact: true }).fill(password)
  await field(t('signup.confirmPassword')).fill(password)
  await button(t('signup.submit')).click()
  await inside(name)
})

test('who has an account already signs in and is brought back to the invitation', async ({ stage, visit }) => {
  const bob = await stage.account('Bob')
  const { name } = await invited(await stage.account('Ada'), bob.email)
  const visitor = await visit()
  const { page, followMail, at, look, field, button, inside, t } = visitor
  await followMail(bob.email, '/onboarding')
  await page.getByLabel(t('signup.password'), { exact: true }).fill(password)
  await field(t('signup.confirmPassword')).fill(password)
  await button(t('signup.submit')).click()
  await at('account-exists')
  await look('account-exists')
  await button(t('common.signIn'), page.locator('main')).click()
  await at('signed-out')
  await look('signed-out-invited')
  expect(await field(visitor.words.account.email).inputValue()).toBe(bob.email)
  await visitor.signIn(bob.email)
  await at('invitation-review')
  await look('invitation-review')
  await button(t('review.accept')).click()
  await inside(name)
})

test('a declined link leads to an organization of one’s own', async ({ stage, visit }) => {
  const bob = await stage.account('Bob')
  await invited(await stage.account('Ada'), bob.email)
  const { page, bringSession, followMail, at, button, t } = await visit()
  await bringSession(bob.email)
  await followMail(bob.email, '/onboarding')
  await button(t('review.decline')).click()
  await button(t('declining.confirm'), page.getByRole('dialog')).click()
  await at('create-organization')
})

test('who is a member already opens the app', async ({ stage, visit }) => {
  const ada = await stage.account('Ada', stage.newEmail('Ada', 'studio.example'))
  const bob = await stage.account('Bob', stage.newEmail('Bob', 'studio.example'))
  const { id } = await found(ada, 'Open Studio', 'open-studio', 'studio.example')
  await invite(ada, id, bob.email)
  await stage.sql(`UPDATE organization_domains SET verified_by = 'dns' WHERE organization_id = '${id}'`)
  await bob.client.organizations.join({ params: { organizationId: id } })
  const { bringSession, followMail, at, look, button, inside, t } = await visit()
  await bringSession(bob.email)
  await followMail(bob.email, '/onboarding')
  await at('already-member')
  await look('already-member')
  await button(t('common.continueTo', { organization: 'Open Studio' })).click()
  await inside('Open Studio')
})

test('a full organization can be asked again once a seat is free', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  const max = await stage.account('Max')
  const eve = await stage.account('Eve')
  const { id, name } = await invited(ada, max.email)
  await invite(ada, id, eve.email)
  const [waiting] = (await max.client.invitations.pending()).pending_invitations
  await max.client.invitations.accept({ body: { invitation_id: waiting?.id ?? '' } })

  const { page, bringSession, followMail, at, look, button, inside, t } = await visit()
  await bringSession(eve.email)
  await followMail(eve.email, '/onboarding')
  await button(t('review.accept')).click()
  await at('organization-full')
  await look('organization-full')
  await button(t('common.checkAgain')).click()
  await button(t('review.accept')).click()
  await at('organization-full')
  await page.getByText(t('full.notYet')).first().waitFor()
  await look('organization-still-full')
  await stage.sql(`DELETE FROM user_organizations WHERE organization_id = '${id}' AND role = 'employee'`)
  await button(t('common.checkAgain')).click()
  await button(t('review.accept')).click()
  await inside(name)
})

// The last one: time does not go back.
test('an expired link says so', async ({ stage, visit }) => {
  const email = stage.newEmail('Bob')
  await invited(await stage.account('Ada'), email)
  const { followMail, at, look } = await visit()
  await stage.mailTo(email, '/onboarding')
  stage.advance(8)
  await followMail(email, '/onboarding')
  await at('invitation-expired')
  await look('invitation-expired')
})

import { expect } from 'vitest'
import { found, invite, password } from './stage.ts'
import type { test as Test } from './test.ts'

/** The four ways to arrive that seed 003 names, clicked through as a person. */
export function scenarios(test: typeof Test): void {
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
    await ada.followMail(email, '/api/auth/verify-email')
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
    await bob.followMail(guest, '/onboarding')
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

  test('who is awaited declines one invitation and accepts the other', async ({ stage, visit }) => {
    const ada = await stage.account('Ada')
    const acme = await found(ada, 'Acme', 'acme')
    const beta = await found(ada, 'Beta', 'beta-works')
    const email = stage.newEmail('Eve')
    await invite(ada, acme.id, email)
    await invite(ada, beta.id, email, 'manager')
    await stage.account('Eve', email)

    const eve = await visit()
    await eve.bringSession(email)
    await eve.page.goto('/onboarding')
    await eve.at('invitations')
    await eve.page.getByRole('heading', { name: eve.t('invitations.title', { count: 2 }) }).waitFor()
    await eve.look('invitations')
    await eve.button(eve.t('invitations.declineNamed', { organization: 'Acme' })).click()
    const dialog = eve.page.getByRole('dialog')
    await dialog.getByLabel(eve.t('declining.reason')).fill('Wrong person')
    await eve.look('declining')
    await eve.button(eve.t('declining.confirm'), dialog).click()
    await eve.page.getByRole('heading', { name: eve.t('invitations.title', { count: 1 }) }).waitFor()
    await eve.button(eve.t('invitations.acceptNamed', { organization: 'Beta' })).click()
    await eve.inside('Beta')
    await eve.page.getByText(eve.words.dashboard.role(eve.t('roles.manager'))).waitFor()
  })

  test('who declines the last invitation may create an organization', async ({ stage, visit }) => {
    const ada = await stage.account('Ada')
    const gamma = await found(ada, 'Gamma', 'gamma')
    const email = stage.newEmail('Joe')
    await invite(ada, gamma.id, email)
    await stage.account('Joe', email)

    const joe = await visit()
    await joe.bringSession(email)
    await joe.page.goto('/onboarding')
    await joe.button(joe.t('invitations.declineNamed', { organization: 'Gamma' })).click()
    await joe.button(joe.t('declining.confirm'), joe.page.getByRole('dialog')).click()
    await joe.at('create-organization')
    await joe.field(joe.t('create.name')).fill('Delta')
    await joe.button(joe.t('create.submit')).click()
    await joe.button(joe.t('invite.skip')).click()
    await joe.inside('Delta')
  })

  test('a member comes in at once, and answers what waits in the inbox', async ({ stage, visit }) => {
    const ada = await stage.account('Ada')
    const kappa = await found(ada, 'Kappa', 'kappa')
    const lambda = await found(ada, 'Lambda', 'lambda')
    const max = await stage.account('Max')
    await found(max, 'Home', 'homely')
    await invite(ada, kappa.id, max.email)
    await invite(ada, lambda.id, max.email)

    const visitor = await visit()
    const { page, t } = visitor
    await page.goto('/sign-in')
    await visitor.look('sign-in')
    await visitor.signIn(max.email)
    await visitor.inside('Home')
    await visitor.look('dashboard-invited')
    await visitor.button(t('inbox.count', { count: 2 })).click()
    const inbox = page.getByRole('dialog', { name: t('inbox.title') })
    await visitor.look('inbox')
    await visitor.button(t('invitations.acceptNamed', { organization: 'Kappa' }), inbox).click()
    await visitor.button(t('inbox.count', { count: 1 })).waitFor()
    await page.keyboard.press('Escape')

    // The first organization stays the default one until its owner says otherwise.
    await visitor.inside('Home')
    await page.getByRole('link', { name: visitor.words.organizations.title }).click()
    await visitor.button(t('organizations.makeDefaultNamed', { organization: 'Kappa' })).click()
    await page.getByRole('link', { name: visitor.words.app.dashboard }).click()
    await visitor.inside('Kappa')

    await visitor.button(t('invitations.declineNamed', { organization: 'Lambda' })).click()
    await visitor.button(t('declining.confirm'), page.getByRole('dialog')).click()
    await visitor.button(t('inbox.emptyTitle')).waitFor()
  })
}

import { expect } from 'vitest'
import { found } from './stage.ts'
import { test } from './test.ts'

test('shows a skeleton of real size while it asks', async ({ visit }) => {
  const { page, at, look } = await visit()
  const asked = Promise.withResolvers<void>()
  await page.route('**/auth/get-session', async (route) => {
    await asked.promise
    await route.continue()
  })
  await page.goto('/onboarding')
  await at('loading')
  // There is nothing to head yet.
  await look('loading', { except: ['page-has-heading-one'] })
  asked.resolve()
  await at('signed-out')
})

test('a page asks everything once', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  await found(ada, 'Once', 'once-only')
  const { page, bringSession, inside, at, t } = await visit()
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(api|auth)\//.test(pathname)) asked.push(pathname.replace(/[\da-f-]{36}/, ':id'))
  })
  await page.goto('/onboarding')
  await at('signed-out')
  expect(asked.splice(0)).toEqual(['/auth/get-session'])

  await bringSession(ada.email)
  await page.goto('/dashboard')
  await inside('Once')
  await page.getByText(t('inbox.emptyTitle')).first().waitFor()
  expect(asked.sort()).toEqual([
    '/api/dashboard/pending-invitations',
    // Which roles one may give when inviting.
    '/api/organizations/:id',
    // How many one may join is counted at the switcher.
    '/api/organizations/joinable',
    '/api/user/organization-status',
    '/auth/get-session',
    '/auth/token',
  ])
})

test('an unreachable server is asked again by hand, or as soon as the network is back', async ({ stage, visit }) => {
  const { email } = await stage.account('Ada')
  const { page, context, bringSession, at, look, button, t } = await visit()
  await bringSession(email)
  await page.route('**/api/**', (route) => route.abort())
  await page.goto('/onboarding')
  await at('offline')
  await look('offline')
  await button(t('common.retry')).click()
  await at('offline')
  await page.unroute('**/api/**')
  await button(t('common.retry')).click()
  await at('create-organization')

  await page.route('**/api/**', (route) => route.abort())
  await page.reload()
  await at('offline')
  await page.unroute('**/api/**')
  await context.setOffline(true)
  await context.setOffline(false)
  await at('create-organization')
})

test('who has not confirmed the address gets another link, and goes on from there', async ({ stage, visit }) => {
  const email = stage.newEmail('Ada')
  await stage.signUp('Ada', email)
  const first = await stage.mailTo(email, '/api/auth/verify-email')
  const visitor = await visit()
  const { page, context, at, look, button, t } = visitor
  await page.goto('/sign-in')
  await visitor.signIn(email)
  await at('unverified')
  await look('unverified')
  await button(t('unverified.confirmed')).click()
  await page.getByText(t('unverified.notYet')).first().waitFor()
  await button(t('unverified.resend')).click()
  await page.getByText(t('unverified.sent', { email })).first().waitFor()
  await look('unverified-resent')
  await expect.poll(async () => (await stage.mailTo(email, '/api/auth/verify-email')).id).not.toBe(first.id)

  const { link } = await stage.mailTo(email, '/api/auth/verify-email')
  const other = await context.newPage()
  await other.goto(link)
  await other.locator('[data-tenantry-state="create-organization"]').waitFor()
  await button(t('unverified.confirmed')).click()
  await at('create-organization')
})

test('a colleague of a founder asks to join, and waits', async ({ stage, visit }) => {
  const ada = await stage.account('Ada', stage.newEmail('Ada', 'works.example'))
  await found(ada, 'Works', 'the-works', 'works.example')
  const bob = await stage.account('Bob', stage.newEmail('Bob', 'works.example'))
  const { page, bringSession, at, look, button, t } = await visit()
  await bringSession(bob.email)
  await page.goto('/onboarding')
  await at('company-here')
  await look('company-here')
  await button(t('company.askNamed', { organization: 'Works' })).click()
  await at('join-requested')
  await look('join-requested')
  await page.reload()
  await at('join-requested')
  await button(t('common.checkAgain')).click()
  await page.getByText(t('requested.notYet')).first().waitFor()
  await button(t('common.createInstead')).click()
  await at('create-organization')
})

test('a colleague walks in where the company has proved its domain', async ({ stage, visit }) => {
  const ada = await stage.account('Ada', stage.newEmail('Ada', 'proved.example'))
  const { id } = await found(ada, 'Proved', 'proved', 'proved.example')
  await stage.sql(`UPDATE organization_domains SET verified_by = 'dns' WHERE organization_id = '${id}'`)
  const bob = await stage.account('Bob', stage.newEmail('Bob', 'proved.example'))
  const { page, bringSession, button, inside, t } = await visit()
  await bringSession(bob.email)
  await page.goto('/onboarding')
  await button(t('company.joinNamed', { organization: 'Proved' })).click()
  await inside('Proved')
})

test('a taken address is refused in words, and another one offered', async ({ stage, visit }) => {
  await found(await stage.account('Ada'), 'Taken', 'taken-name')
  const bob = await stage.account('Bob')
  const { page, bringSession, look, field, button, at, t } = await visit()
  await bringSession(bob.email)
  await page.goto('/onboarding')
  await field(t('create.name')).fill('Taken name')
  await page
    .getByText(t('slug.taken', { slug: 'taken-name' }))
    .first()
    .waitFor()
  await look('slug-taken')
  await page
    .getByRole('button', { name: t('slug.use', { slug: '' }).trim() })
    .first()
    .click()
  await button(t('create.submit')).click()
  await at('invite-people')
})

test('a session that ends elsewhere ends here too', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  await found(ada, 'Two tabs', 'two-tabs')
  const { page, context, bringSession, inside, at, button, words } = await visit()
  await bringSession(ada.email)
  await page.goto('/dashboard')
  await inside('Two tabs')
  const other = await context.newPage()
  await other.goto('/dashboard')
  await other.getByRole('button', { name: words.menu.title }).click()
  await button(words.app.signOut, other.locator('body')).click()
  await at('signed-out')
  expect(await page.getByText('Two tabs').count()).toBe(0)
  await other.getByRole('link', { name: words.landing.start }).waitFor()
})

test('an organization is created once, however often the button is clicked', async ({ stage, visit }) => {
  const ada = await stage.account('Ada')
  const { page, bringSession, field, button, at, t } = await visit()
  await bringSession(ada.email)
  await page.goto('/onboarding')
  await field(t('create.name')).fill('Only once')
  await button(t('create.submit')).dblclick()
  await at('invite-people')
  const { organizations } = await ada.client.organizations.status()
  expect(organizations).toHaveLength(1)
  // Inviting goes on where a reload left it.
  await page.reload()
  await at('invite-people')
})

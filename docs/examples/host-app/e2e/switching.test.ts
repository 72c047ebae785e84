import { expect } from 'vitest'
import { company, rolesOf } from './company.ts'
import { found } from './stage.ts'
import { test } from './test.ts'

test('two tabs work in two organizations, and keep to them', async ({ stage, visit }) => {
  const { id, name, ada } = await company(stage)
  const other = await found(ada, 'Second', 'second-works')
  const { page: first, context, bringSession, inside, look, button, t, words } = await visit()
  await bringSession(ada.email)
  await first.goto('/dashboard')
  await inside(name)
  const second = await context.newPage()
  const insideSecond = () => second.getByRole('heading', { level: 1, name: 'Second', exact: true }).waitFor()
  await second.goto('/dashboard')
  await button(t('organizations.switch', { organization: name }), second).click()
  await second.getByRole('button', { name: 'Second' }).click()
  await insideSecond()

  await first.reload()
  await inside(name)
  await second.reload()
  await insideSecond()
  const guest = stage.newEmail('Bob')
  await second.getByLabel(t('invite.emails')).fill(guest)
  await button(t('invite.submit', { count: 1 }), second).click()
  await stage.mailTo(guest, '/onboarding')
  const sent = (organizationId: string) => ada.client.invitations.list({ params: { organizationId } })
  expect((await sent(other.id)).invitations).toMatchObject([{ email: guest }])
  expect((await sent(id)).invitations).toEqual([])

  // The pages of the organization are those of the tab.
  await second.getByRole('link', { name: words.organization.title, exact: true }).click()
  await second.getByRole('link', { name: t('sent.title') }).click()
  await second.getByRole('table').getByText(guest).waitFor()
  await first.goto('/organization#/invitations')
  await first.getByText(t('sent.emptyTitle')).waitFor()
  await button(t('organizations.switch', { organization: name }), first).click()
  await look('switcher')
})

test('a colleague joins by the domain, another one asks and is let in', async ({ stage, visit }) => {
  const { id, name, ada } = await company(stage)
  const domain = ada.email.split('@')[1]
  const [eve, bob] = [
    await stage.account('Eve', stage.newEmail('Eve', domain)),
    await stage.account('Bob', stage.newEmail('Bob', domain)),
  ]
  await found(eve, 'Home of Eve', 'home-of-eve')
  await found(bob, 'Home of Bob', 'home-of-bob')

  const asking = await visit()
  await asking.bringSession(eve.email)
  await asking.page.goto('/organizations')
  await asking.button(asking.t('company.askNamed', { organization: name })).click()
  await asking.button(asking.t('company.requested')).waitFor()
  await asking.look('organizations')
  expect(await rolesOf(eve)).toEqual({ 'Home of Eve': 'admin' })

  const { page, bringSession, button, look, t } = await visit()
  await bringSession(ada.email)
  await page.goto('/organization')
  await page.getByRole('link', { name: `${t('requests.title')} 1` }).click()
  await button(t('requests.approveNamed', { name: 'Eve' })).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('invite.role')).selectOption('manager')
  await look('requests-approving')
  await button(t('requests.approve'), dialog).click()
  await page.getByText(t('requests.emptyTitle')).waitFor()
  await expect.poll(() => rolesOf(eve)).toMatchObject({ [name]: 'manager' })
  await asking.page.reload()
  await asking.page.getByRole('button', { name }).first().click()
  await asking.inside(name)

  await stage.sql(`UPDATE organization_domains SET verified_by = 'dns' WHERE organization_id = '${id}'`)
  const joining = await visit()
  await joining.bringSession(bob.email)
  await joining.page.goto('/dashboard')
  await joining.inside('Home of Bob')
  await joining.page.getByRole('button', { name: t('organizations.waiting', { count: 1 }) }).click()
  await joining.button(t('company.joinNamed', { organization: name })).click()
  await expect.poll(() => rolesOf(bob)).toMatchObject({ [name]: 'employee' })
})

import { testOn } from './test.ts'

const test = testOn({ policy: { organizationCreation: 'disabled' } })

test('where nobody may found an organization, one asks for an invitation', async ({ stage, visit }) => {
  const { email } = await stage.account('Ada')
  const { page, bringSession, field, button, at, look, t } = await visit()
  await bringSession(email)
  await page.goto('/onboarding')
  await field(t('create.name')).fill('Not allowed')
  await button(t('create.submit')).click()
  await at('creation-disabled')
  await look('creation-disabled')
})

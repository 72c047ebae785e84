import { expect } from 'vitest'
import { company, rolesOf } from './company.ts'
import { found } from './stage.ts'
import { test } from './test.ts'

test('a member gets another role, is removed, brought back, and removed', async ({ stage, visit }) => {
  const { name, ada, employ } = await company(stage)
  const bob = await employ('Bob')
  const [admin, other] = [await visit(), await visit()]
  const { page, bringSession, button, look, t } = admin
  await other.bringSession(bob.email)
  await other.page.goto('/dashboard')
  await other.inside(name)
  await bringSession(ada.email)
  await page.goto('/organization#/members')
  await page.getByLabel(t('members.roleOf', { name: 'Bob' })).selectOption('manager')
  await expect.poll(() => rolesOf(bob)).toEqual({ [name]: 'manager' })
  await look('members')
  await other.page.reload()
  await other.page.getByText(other.words.dashboard.role(t('roles.manager'))).waitFor()

  const remove = async () => {
    await button(t('members.actionsFor', { name: 'Bob' })).click()
    await page.getByRole('menuitem', { name: t('members.remove') }).click()
    await button(t('members.remove'), page.getByRole('dialog')).click()
    await page
      .getByRole('table')
      .getByText(t('members.removing', { name: 'Bob' }))
      .waitFor()
  }
  await remove()
  await look('members-undo')
  await button(t('confirm.undo')).click()
  await page.getByLabel(t('members.roleOf', { name: 'Bob' })).waitFor()
  expect(await rolesOf(bob)).toEqual({ [name]: 'manager' })

  await remove()
  // Who goes elsewhere has not changed their mind.
  await page.getByRole('link', { name: admin.words.app.dashboard }).click()
  await expect.poll(() => rolesOf(bob)).toEqual({})
  await other.page.reload()
  await other.at('create-organization')
})

test('an owner hands the organization over and leaves; with the last one gone the gate is there again', async ({
  stage,
  visit,
}) => {
  const { name, ada, employ } = await company(stage)
  const eve = await employ('Eve')
  const { page, bringSession, inside, button, at, t } = await visit()
  await bringSession(ada.email)
  await page.goto('/organization#/members')
  await button(t('members.actionsFor', { name: 'Ada' })).click()
  const leaving = page.getByRole('menuitem', { name: t('members.leave') })
  expect(await leaving.getAttribute('aria-disabled')).toBe('true')
  await page.getByText(t('members.lastAdminObstacle')).waitFor()
  await page.keyboard.press('Escape')

  await button(t('members.actionsFor', { name: 'Eve' })).click()
  await page.getByRole('menuitem', { name: t('members.transfer') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('members.ownRole')).selectOption('manager')
  await button(t('members.transfer'), dialog).click()
  await expect.poll(() => rolesOf(eve)).toEqual({ [name]: 'admin' })
  expect(await rolesOf(ada)).toEqual({ [name]: 'manager' })

  await button(t('members.actionsFor', { name: 'Ada' })).click()
  await leaving.click()
  await button(t('members.leave'), dialog).click()
  await at('company-here')
  expect(await rolesOf(ada)).toEqual({})
  expect(new URL(page.url()).pathname).toBe('/dashboard')

  await found(ada, 'Another one', 'another-one')
  await page.reload()
  await inside('Another one')
})

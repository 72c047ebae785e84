import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { name, open, submit } from '../../test/create-form.tsx'
import '../styles.css'

beforeEach(() => page.viewport(800, 900))

describe('the company domain', () => {
  const more = page.getByText('Company e-mail domain')
  const domain = page.getByLabelText(/^Domain/)

  test('that is wrong stays in sight while it is mended', async () => {
    await open()
    await name.fill('Acme Studio')
    await more.click()
    await domain.fill('nonsense')
    await submit.click()
    await expect.element(domain).toHaveFocus()
    await expect.element(domain).toBeInvalid()
    await userEvent.keyboard('.')
    await expect.element(domain).not.toBeInvalid()
    await expect.element(domain).toBeVisible()
    await expect.element(domain).toHaveFocus()
    await userEvent.keyboard('example')
    await expect.element(domain).toHaveValue('nonsense.example')
  })

  test('is folded away and out as somebody likes, and an error unfolds it', async () => {
    await open()
    await name.fill('Acme Studio')
    await more.click()
    await domain.fill('nonsense')
    await more.click()
    await name.fill('Acme')
    await expect.element(domain).not.toBeVisible()
    await submit.click()
    await expect.element(domain).toBeVisible()
    await expect.element(domain).toHaveFocus()
  })

  test('among several wrong fields is unfolded by the summary too', async () => {
    await open()
    await more.click()
    await domain.fill('nonsense')
    await submit.click()
    await expect.element(page.getByRole('alert')).toHaveFocus()
    await more.click()
    await expect.element(domain).not.toBeVisible()
    await page.getByRole('alert').getByRole('button', { name: 'Domain' }).click()
    await expect.element(domain).toHaveFocus()
  })

  test('that is no longer required is no longer missing', async () => {
    await open()
    await name.fill('Acme Studio')
    await more.click()
    const only = page.getByLabelText(/Only people/)
    await only.click()
    await submit.click()
    await expect.element(domain).toBeInvalid()
    await only.click()
    await expect.element(domain).not.toBeInvalid()
    await expect.element(domain).toBeVisible()
  })
})

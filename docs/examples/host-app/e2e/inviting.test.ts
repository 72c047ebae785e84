import { expect } from 'vitest'
import { company } from './company.ts'
import { invite } from './stage.ts'
import { test } from './test.ts'

test('seven people are invited out of a messy list, and nobody twice', async ({ stage, visit }) => {
  const { id, name, ada, employ } = await company(stage)
  const bob = await employ('Bob')
  const max = await stage.account('Max')
  const pending = stage.newEmail('Eve')
  await invite(ada, id, pending)
  const [joe, jan, ewa, eve, cleo, slip] = ['Joe', 'Jan', 'Ewa', 'Eve', 'Cleo', 'Ben'].map((person) =>
    stage.newEmail(person),
  ) as [string, string, string, string, string, string]
  const list = [
    `"Example, Max" <${max.email}>, ${joe}; ${joe.toUpperCase()}`,
    `Jan Example <${jan}>`,
    `${ewa},${eve};${cleo}`,
    `${max.email}; ${slip.replace('@', ' at ')}`,
    `${bob.email}, ${pending}`,
  ].join('\n')

  const visitor = await visit()
  const { page, context, bringSession, button, look, t } = visitor
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await bringSession(ada.email)
  await page.goto('/organization#/invitations')
  await button(t('sent.invite')).click()
  const dialog = page.getByRole('dialog', { name: t('invite.title') })
  const field = dialog.getByLabel(t('invite.emails'))
  await page.evaluate((text) => navigator.clipboard.writeText(text), list)
  await field.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await dialog
    .getByText(t('invite.wrong', { count: 1 }))
    .first()
    .waitFor()
  await look('inviting-messy-list')
  expect(await dialog.locator('[data-chip]').count()).toBe(9)

  await dialog.locator('[data-state="invalid"] [data-chip]').click()
  await field.fill(slip)
  await field.press('Enter')
  await button(t('invite.submit', { count: 9 }), dialog).click()
  // It stands there, and is read out.
  await dialog
    .getByText(t('invite.sent', { count: 7 }))
    .first()
    .waitFor()
  for (const [email, words] of [
    [bob.email, t('invite.MEMBERSHIP_EXISTS')],
    [pending, t('invite.INVITATION_PENDING')],
  ] as const)
    await dialog
      .getByRole('list', { name: t('invite.results') })
      .getByRole('listitem')
      .filter({ hasText: email })
      .getByText(words)
      .waitFor()
  await look('inviting-results')

  // What the others see of it: a mail each, and the inbox of who has an account already.
  for (const email of [max.email, joe, jan, ewa, eve, cleo, slip]) await stage.mailTo(email, '/onboarding')
  expect((await max.client.invitations.pending()).pending_invitations).toMatchObject([{ organization_name: name }])
  const { total } = await ada.client.invitations.list({ params: { organizationId: id }, query: { status: 'pending' } })
  expect(total).toBe(8)
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: `${t('sent.title')} 8` }).waitFor()
  await look('invitations')
})

test('a link that is sent again, or copied, ends the one before; a withdrawn one says so', async ({ stage, visit }) => {
  const { id, ada } = await company(stage)
  const email = stage.newEmail('Bob')
  await invite(ada, id, email)
  const first = await stage.mailTo(email, '/onboarding')

  const { page, context, bringSession, button, look, t } = await visit()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await bringSession(ada.email)
  await page.goto('/organization#/invitations')
  const choose = async (act: string) => {
    await button(t('members.actionsFor', { name: email })).click()
    await page.getByRole('menuitem', { name: act }).click()
  }
  // Nobody is mailed twice within a minute.
  await choose(t('sent.resend'))
  const [before = '', after = ''] = t('common.limitedSeconds', { count: 7 }).split('7')
  await page
    .getByRole('alert')
    .getByText(new RegExp(`${before}\\d+${after}`))
    .waitFor()
  await look('invitations-resent-too-soon')
  await stage.sql(`UPDATE invitations SET created_at = created_at - interval '2 minutes' WHERE email = '${email}'`)
  await choose(t('sent.resend'))
  await page.getByRole('table').getByText(t('sent.resent', { email })).waitFor()
  await expect.poll(async () => (await stage.mailTo(email, '/onboarding')).id).not.toBe(first.id)
  const second = await stage.mailTo(email, '/onboarding')

  const bob = await visit()
  await bob.page.goto(first.link)
  await bob.at('invitation-unknown')
  await bob.page.goto(second.link)
  await bob.at('invitation-signup')

  await choose(t('sent.link'))
  await button(t('sent.linkConfirm'), page.getByRole('dialog')).click()
  await page.getByRole('table').getByText(t('sent.linkCopied', { email })).waitFor()
  const third = await page.evaluate(() => navigator.clipboard.readText())
  await bob.page.goto(second.link)
  await bob.at('invitation-unknown')
  await bob.page.goto(third)
  await bob.at('invitation-signup')

  await choose(t('sent.revoke'))
  await button(t('sent.revoke'), page.getByRole('dialog')).click()
  await page.getByRole('table').getByText(t('sent.revokedNow', { email })).waitFor()
  await bob.page.goto('about:blank')
  await bob.page.goto(third)
  await bob.at('invitation-revoked')
})

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { details } from '../../test/organization.ts'
import { acme } from '../../test/people.ts'
import { organizationWithSettings } from '../../test/settings.ts'
import { stateOf } from '../../test/show.tsx'
import { appearances, button, visit, writes } from '../../test/visit.tsx'
import type { Replies, World } from '../../test/world.tsx'
import { OrganizationSettings, type OrganizationSettingsProps, type TenantryProviderProps } from '../index.ts'
import '../styles.css'

const ROOT = `/api/organizations/${acme.id}`

function open(
  replies: Replies = organizationWithSettings(),
  props: OrganizationSettingsProps = {},
  provider: Partial<TenantryProviderProps> = {},
): Promise<World> {
  return visit(replies, <OrganizationSettings {...props} />, provider)
}

const field = (name: string) => page.getByRole('textbox', { name })

beforeEach(async () => {
  await page.viewport(1000, 1200)
  sessionStorage.clear()
})

describe('the settings', () => {
  test.each(appearances)('have no fault in the %s theme at %d pixels', async (theme, width) => {
    await page.viewport(width, 1400)
    await open(organizationWithSettings(), { appearance: { theme } })
    await expect.element(field('Organization name')).toHaveValue('Acme Studio')
    await userEvent.fill(field('Web address'), 'elsewhere')
    await expect.element(page.getByText('elsewhere is free.')).toBeVisible()
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test.each([
    ['NOT_AUTHORIZED', 'forbidden'],
    ['NETWORK_FAILED', 'offline'],
    ['pending', 'loading'],
  ] as const)('show %s as %s', async (settings, state) => {
    await open(organizationWithSettings({ organizations: { settings } }))
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expectNoFaults()
  })

  test('are facts for whoever may not change them', async () => {
    const get = { ...details, permissions: ['organization:read' as const], is_last_admin: false }
    await open(organizationWithSettings({ organizations: { get } }))
    await expect.element(page.getByText('Poland')).toBeVisible()
    expect(page.getByRole('textbox').query()).toBeNull()
    expect(button('Delete organization').query()).toBeNull()
    await expect.element(button('Leave organization')).toBeVisible()
    await expectNoFaults()
  })

  test('say how many seats are used', async () => {
    const get = { ...details, organization: { ...details.organization, members: 6, active_members: 4, seats: 5 } }
    await open(organizationWithSettings({ organizations: { get } }))
    await expect.element(page.getByText('4 of 5 seats used')).toBeVisible()
  })

  test('send only what was changed, in the languages that the server knows', async () => {
    const sent = vi.fn()
    const onAfter = vi.fn()
    const replies = organizationWithSettings()
    const { update, updateSettings } = replies.organizations ?? {}
    if (typeof update !== 'function' || typeof updateSettings !== 'function') throw new TypeError('no server')
    const world = await open(
      {
        ...replies,
        organizations: {
          ...replies.organizations,
          update: (input) => {
            sent(input.body)
            return update(input)
          },
          updateSettings: (input) => {
            sent(input.body)
            return updateSettings(input)
          },
        },
      },
      { actions: { update: { onAfter } } },
    )
    await expect.element(field('Organization name')).toBeVisible()
    expect(button('Save changes').query()).toBeNull()
    await userEvent.fill(field('Organization name'), 'Acme Works')
    await userEvent.selectOptions(page.getByLabelText('Language'), 'Polish')
    await userEvent.click(button('Save changes'))
    await expect.element(page.getByText('Your changes are saved.')).toBeInTheDocument()
    await expect.element(button('Save changes')).not.toBeInTheDocument()
    await expect.element(field('Organization name')).toHaveValue('Acme Works')
    expect(sent.mock.calls).toEqual([[{ name: 'Acme Works' }], [{ locale: 'pl' }]])
    expect(writes(world)).toEqual([`PATCH ${ROOT}`, `PATCH ${ROOT}/settings`])
    expect(onAfter).toHaveBeenCalledOnce()
  })

  test('keep what is typed while they are saved', async () => {
    const answer = Promise.withResolvers<void>()
    const replies = organizationWithSettings()
    const { update } = replies.organizations ?? {}
    if (typeof update !== 'function') throw new TypeError('no server')
    const slowly: typeof update = async (input) => {
      await answer.promise
      return update(input)
    }
    await open({ ...replies, organizations: { ...replies.organizations, update: slowly } })
    await userEvent.fill(field('Organization name'), 'Acme Works')
    await userEvent.fill(page.getByLabelText(/Address of the logo/), 'https://example.com/logo.png')
    await userEvent.click(button('Save changes'))
    await expect.element(button('Save changes')).toHaveAttribute('aria-disabled', 'true')
    await userEvent.fill(field('Organization name'), 'Acme Works and Sons')
    answer.resolve()
    await expect.element(button('Save changes')).not.toHaveAttribute('aria-disabled')
    await expect.element(field('Organization name')).toHaveValue('Acme Works and Sons')
    await userEvent.click(button('Cancel'))
    await expect.element(field('Organization name')).toHaveValue('Acme Works')
    await expect.element(page.getByLabelText(/Address of the logo/)).toHaveValue('https://example.com/logo.png')
  })

  test('keep what was typed when the server refuses', async () => {
    await open(organizationWithSettings({ organizations: { update: 'ORGANIZATION_EXISTS' } }))
    const slug = field('Web address')
    await expect.element(page.getByText('This is your address now.')).toBeVisible()
    await userEvent.fill(slug, 'taken')
    await expect.element(page.getByText('taken is already taken.')).toBeVisible()
    await expect.element(page.getByText('Links with the old address stop working.')).toBeVisible()
    await userEvent.click(button('Save changes'))
    await expect.element(slug).toHaveAccessibleDescription(/This address is already taken/)
    await expect.element(slug).toHaveValue('taken')
    await userEvent.click(button('Cancel'))
    await expect.element(slug).toHaveValue('acme-studio')
  })

  test('name every field that is wrong before anything is sent', async () => {
    const world = await open()
    await userEvent.fill(field('Organization name'), '')
    await userEvent.fill(page.getByLabelText(/Address of the logo/), 'http://example.com/logo.png')
    await userEvent.click(button('Save changes'))
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Correct 2 fields/)
    await expect.element(page.getByLabelText(/Address of the logo/)).toHaveAccessibleDescription(/https:/)
    expect(document.querySelector('img')).toBeNull()
    expect(writes(world)).toEqual([])
  })

  test('show the logo, and say it when it cannot be shown', async () => {
    await open()
    await userEvent.fill(page.getByLabelText(/Address of the logo/), 'https://nowhere.example.com/logo.png')
    await expect.element(page.getByText('This picture cannot be shown here.')).toBeVisible()
  })
})

describe('the ways out', () => {
  test('are closed to the only admin who would leave, which is said before the click', async () => {
    const world = await open()
    await expect.element(page.getByText(/Make somebody else an admin first/)).toBeVisible()
    await expect.element(button('Leave organization')).toHaveAttribute('aria-disabled', 'true')
    await button('Leave organization').click({ force: true })
    expect(page.getByRole('dialog').query()).toBeNull()
    expect(writes(world)).toEqual([])
  })

  test('lead out of an organization and into another one', async () => {
    const onNavigate = vi.fn()
    const get = { ...details, is_last_admin: false }
    await open(
      organizationWithSettings({ organizations: { get } }),
      { afterLeaveOrganizationUrl: '/left/:slug' },
      { onNavigate },
    )
    await userEvent.click(button('Leave organization'))
    const dialog = page.getByRole('dialog', { name: 'Leave Acme Studio?' })
    await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.click(dialog.getByRole('button', { name: 'Leave organization' }))
    await expect.element(field('Organization name')).toHaveValue('Beta Works')
    await expect.poll(() => onNavigate.mock.calls).toEqual([['/left/acme-studio']])
  })

  test('delete an organization only after its name was typed', async () => {
    const onNavigate = vi.fn()
    const world = await open(
      organizationWithSettings(),
      { afterDeleteOrganizationUrl: ({ id }) => `/gone/${id}` },
      { onNavigate },
    )
    await userEvent.click(button('Delete organization'))
    const dialog = page.getByRole('dialog', { name: 'Delete Acme Studio?' })
    await expectNoFaults()
    const typed = dialog.getByRole('textbox', { name: 'Type Acme Studio to confirm' })
    await userEvent.fill(typed, 'Acme')
    await userEvent.click(dialog.getByRole('button', { name: 'Delete organization' }))
    await expect.element(typed).toHaveAccessibleDescription('That is not Acme Studio.')
    expect(writes(world)).toEqual([])
    await userEvent.fill(typed, 'Acme Studio')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => onNavigate.mock.calls).toEqual([[`/gone/${acme.id}`]])
    await expect.element(field('Organization name')).toHaveValue('Beta Works')
    expect(writes(world)).toEqual([`DELETE ${ROOT}`])
  })
})

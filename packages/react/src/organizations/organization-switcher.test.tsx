import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { acme, ann, beta } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { asia, delta, open as door, europe, gamma, invited, knocking, many, switching } from '../../test/switching.ts'
import { appearances } from '../../test/visit.tsx'
import { createWorld, type Replies } from '../../test/world.tsx'
import { OrganizationSwitcher, type OrganizationSwitcherProps, useActiveOrganization } from '../index.ts'
import '../styles.css'

const onNavigate = vi.fn()

function Where() {
  return <p>in {useActiveOrganization().membership?.organizations.name ?? 'none'}</p>
}

async function show(replies: Replies = switching(), props: OrganizationSwitcherProps = {}) {
  const world = createWorld(ann, replies)
  await render(
    <world.Provider onNavigate={onNavigate}>
      <OrganizationSwitcher {...props} />
      <Where />
    </world.Provider>,
  )
  await expect.poll(stateOf).toBe('ready')
  return world
}

const trigger = () => page.getByRole('button', { name: /switch organization/ })
const popover = () => page.getByRole('dialog', { name: 'Your organizations' })
const row = (name: string) => popover().getByRole('button', { name: new RegExp(`^${name}`) })

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
  onNavigate.mockReset()
})

describe('the switcher', () => {
  test.each(appearances)(
    'shows what one may work in, without a fault in the %s theme at %d pixels',
    async (theme, width) => {
      await page.viewport(width, 900)
      await show(switching({ members: many, invitations: [invited], joinable: [knocking] }), { appearance: { theme } })
      await expect.element(trigger()).toHaveAttribute('aria-expanded', 'false')
      await expect.element(trigger()).toMatchTextContent(/2 more wait for you/)
      await userEvent.click(trigger())
      await expect.element(trigger()).toHaveAttribute('aria-expanded', 'true')
      await expect.element(popover().getByText('Delta Labs')).toBeVisible()
      expect(popover().element().querySelector('[aria-current="true"]')?.textContent).toContain(acme.name)
      await expectNoFaults()
      expectNoInlineStyles()
    },
  )

  test('works in another one from then on, says so, and gives the focus back', async () => {
    await show(switching(), { afterSelectOrganizationUrl: '/o/:slug' })
    await userEvent.click(trigger())
    await userEvent.click(row(beta.name))
    await expect.element(page.getByText(`in ${beta.name}`)).toBeVisible()
    await expect.element(page.getByText('You now work in Beta Works.')).toBeInTheDocument()
    await expect.element(trigger()).toHaveFocus()
    await expect.element(popover()).not.toBeInTheDocument()
    expect(onNavigate.mock.calls).toEqual([['/o/beta-works']])
  })

  test('is walked with the keyboard: arrows, letters, Enter, Escape', async () => {
    await show(switching({ members: many }))
    ;(trigger().element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    const search = popover().getByRole('searchbox')
    await expect.element(search).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(row(beta.name)).toHaveFocus()
    await userEvent.keyboard('l')
    await expect.element(row('Lamp')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(trigger()).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await userEvent.keyboard('umla')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('in Zoo Ümlaut')).toBeVisible()
  })

  test('finds by any part of a name from seven on, and says when there is none', async () => {
    await show(switching({ members: many }))
    await userEvent.click(trigger())
    await userEvent.fill(popover().getByRole('searchbox'), 'nobody')
    await expect.element(popover().getByText('Nothing matches your search')).toBeVisible()
    await userEvent.fill(popover().getByRole('searchbox'), 'ASIA')
    await expect.element(row(asia.name)).toBeVisible()
    expect(row(beta.name).query()).toBeNull()
  })

  test('cuts long names in the middle, so that their ends stay', async () => {
    await page.viewport(375, 800)
    await show(switching({ members: many }))
    await userEvent.click(trigger())
    const [head, tail] = row(europe.name).element().querySelectorAll('bdi > span')
    expect([head?.textContent, tail?.textContent]).toEqual(['Acme International Holding', ' Europe'])
    const box = tail?.getBoundingClientRect()
    const edge = popover().element().getBoundingClientRect()
    expect(box && box.right <= edge.right).toBe(true)
  })

  test('goes to none whose membership is suspended', async () => {
    await show(switching({ suspended: [beta.id] }))
    await userEvent.click(trigger())
    await expect.element(row(beta.name)).toHaveAttribute('aria-disabled', 'true')
    await expect.element(row(beta.name)).toMatchTextContent(/Suspended.*give you access again/)
    await userEvent.click(row(beta.name), { force: true })
    await expect.element(page.getByText(`in ${acme.name}`)).toBeVisible()
  })

  test('shows a button of the host instead of its own', async () => {
    await show(switching({ joinable: [knocking] }), {
      trigger: ({ props, count, organization }) => (
        <button {...props} className="mine">
          {organization?.name} {count}
        </button>
      ),
    })
    await expect.element(trigger()).toMatchTextContent(/^Acme Studio 1$/)
    await userEvent.click(trigger())
    await expect.element(popover()).toBeVisible()
  })

  test('opens at once', async () => {
    await show(switching(), { defaultOpen: true })
    await expect.element(row(beta.name)).toBeVisible()
  })

  test.each([
    ['pending', 'loading'],
    ['NETWORK_FAILED', 'offline'],
  ] as const)('says that it is %s', async (status, state) => {
    const world = createWorld(ann, { ...switching(), organizations: { status, joinable: { organizations: [] } } })
    await render(
      <world.Provider>
        <OrganizationSwitcher defaultOpen />
      </world.Provider>,
    )
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expectNoFaults()
  })
})

describe('what waits in it', () => {
  test('is accepted in place, and leads there', async () => {
    await show(switching({ invitations: [invited] }))
    await userEvent.click(trigger())
    const item = popover().getByRole('listitem').filter({ hasText: gamma.name })
    const before = item.element().getBoundingClientRect().height
    await userEvent.click(item.getByRole('button', { name: 'Join Gamma Garden' }))
    const lead = item.getByRole('button', { name: 'Open Gamma Garden' })
    await expect.element(lead).toHaveFocus()
    expect(item.element().getBoundingClientRect().height).toBeCloseTo(before, 1)
    expect(popover().getByText(gamma.name, { exact: true }).elements()).toHaveLength(1)
    await userEvent.click(lead)
    await expect.element(page.getByText(`in ${gamma.name}`)).toBeVisible()
    expect(trigger().element().textContent).not.toMatch(/wait/)
  })

  test('is asked for in place, and keeps the focus', async () => {
    await show(switching({ joinable: [knocking] }))
    await userEvent.click(trigger())
    await userEvent.click(popover().getByRole('button', { name: 'Ask to join Delta Labs' }))
    const asked = popover().getByRole('button', { name: 'Request sent' })
    await expect.element(asked).toHaveFocus()
    await expect.element(asked).toHaveAttribute('aria-disabled', 'true')
  })

  test('is joined in place where the door is open', async () => {
    await show(switching({ joinable: [door] }))
    await userEvent.click(trigger())
    await userEvent.click(popover().getByRole('button', { name: 'Join Delta Labs' }))
    await userEvent.click(popover().getByRole('button', { name: 'Open Delta Labs' }))
    await expect.element(page.getByText(`in ${delta.name}`)).toBeVisible()
  })

  test('says at its row why it failed', async () => {
    const replies = switching({ joinable: [door] })
    await show({ ...replies, organizations: { ...replies.organizations, join: 'ORGANIZATION_FULL' } })
    await userEvent.click(trigger())
    await userEvent.click(popover().getByRole('button', { name: 'Join Delta Labs' }))
    await expect.element(popover().getByRole('alert')).toMatchTextContent(/no free/i)
  })
})

describe('from it', () => {
  const dialog = page.getByRole('dialog', { name: 'Create your organization' })

  async function create(props: OrganizationSwitcherProps) {
    const replies = switching()
    await show(
      {
        ...replies,
        organizations: {
          ...replies.organizations,
          slugAvailability: ({ query: { slug } }) => ({ slug, available: true, reason: null, suggestions: [] }),
          create: ({ body }) => ({
            success: true,
            organization: { ...body, id: delta.id, created_at: '2026-01-01T00:00:00Z' },
            user_role: 'admin',
            redirect_url: '/',
          }),
        },
      },
      props,
    )
    await userEvent.click(trigger())
    await userEvent.click(popover().getByRole('button', { name: 'Create organization' }))
    await userEvent.fill(dialog.getByLabelText('Organization name'), 'Delta Labs')
  }

  test('one is created over the page, and worked in', async () => {
    await create({ skipInvitationScreen: true, afterCreateOrganizationUrl: '/o/:id' })
    await expectNoFaults()
    await userEvent.click(dialog.getByRole('button', { name: 'Create organization' }))
    await expect.element(dialog).not.toBeInTheDocument()
    await expect.element(trigger()).toHaveFocus()
    expect(onNavigate.mock.calls).toEqual([[`/o/${delta.id}`]])
    expect(sessionStorage.getItem('tenantry.organization')).toContain(delta.id)
  })

  test('one is worked in, too, where nobody stays to invite people', async () => {
    await create({})
    await userEvent.click(dialog.getByRole('button', { name: 'Create organization' }))
    await expect.element(dialog.getByRole('heading', { name: 'Invite people' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog).not.toBeInTheDocument()
    expect(sessionStorage.getItem('tenantry.organization')).toContain(delta.id)
  })

  test('none is created where the host hides it', async () => {
    await show(switching(), { hideCreate: true })
    await userEvent.click(trigger())
    await expect.element(row(beta.name)).toBeVisible()
    expect(popover().getByRole('button', { name: 'Create organization' }).query()).toBeNull()
  })

  test('the current one is managed over the page, or on a page of the host', async () => {
    await show()
    await userEvent.click(trigger())
    await userEvent.click(popover().getByRole('button', { name: 'Manage Acme Studio' }))
    const dialog = page.getByRole('dialog', { name: 'Manage Acme Studio' })
    await expect.element(dialog.getByRole('navigation', { name: 'Pages of the organization' })).toBeVisible()
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }))
    await expect.element(trigger()).toHaveFocus()
  })

  test('the addresses of the host are gone to instead', async () => {
    await show(switching(), { organizationProfileUrl: '/settings/:slug', createOrganizationUrl: '/new' })
    await userEvent.click(trigger())
    await userEvent.click(popover().getByRole('button', { name: 'Manage Acme Studio' }))
    await userEvent.click(trigger())
    await userEvent.click(popover().getByRole('button', { name: 'Create organization' }))
    expect(onNavigate.mock.calls).toEqual([['/settings/acme-studio'], ['/new']])
  })
})

test('somebody without an organization and without a way to one is told', async () => {
  await show(switching({ members: [] }), { hideCreate: true })
  await userEvent.click(page.getByRole('button', { name: 'Choose an organization' }))
  await expect.element(popover().getByText('You must belong to an organization')).toBeVisible()
  await expectNoFaults()
})

import { TenantryError } from '@tenantry/core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { create, name, open, slug, submit } from '../../test/create-form.tsx'
import { expectNoFaults } from '../../test/faults.ts'
import { acme, ann } from '../../test/people.ts'
import { creating } from '../../test/scenes.ts'
import { stateOf } from '../../test/show.tsx'
import { times } from '../../test/visit.tsx'
import { createWorld } from '../../test/world.tsx'
import { CreateOrganization } from '../index.ts'
import '../styles.css'

beforeEach(() => page.viewport(800, 900))

describe('the address', () => {
  test('follows the name until somebody edits it, and again once it is emptied', async () => {
    await open()
    await name.fill('Öl & Gas AG')
    await expect.element(slug).toHaveValue('oel-gas-ag')
    await slug.fill('oil')
    await name.fill('Acme Studio')
    await expect.element(slug).toHaveValue('oil')
    await slug.fill('')
    await name.fill('Zażółć Studio')
    await expect.element(slug).toHaveValue('zazolc-studio')
  })

  test('is checked once the typing stops, and the answer is said in words', async () => {
    const world = await open()
    await userEvent.type(name, 'Acme')
    await expect.element(page.getByText('acme is free.')).toBeVisible()
    // Four letters; on a slow machine a pause between two of them may count as a stop.
    expect(world.asked.length).toBeLessThan(4)
  })

  test('that is taken comes with free ones to choose', async () => {
    await open(
      {},
      {
        organizations: {
          slugAvailability: ({ query }) =>
            query.slug === 'acme'
              ? { slug: 'acme', available: false, reason: 'taken', suggestions: ['acme-hq', 'acme-2'] }
              : { slug: query.slug, available: true, reason: null, suggestions: [] },
        },
      },
    )
    await name.fill('Acme')
    await expect.element(page.getByText('acme is already taken.')).toBeVisible()
    await expectNoFaults()
    await page.getByRole('button', { name: 'Use acme-hq' }).click()
    await expect.element(slug).toHaveValue('acme-hq')
    await expect.element(page.getByText('acme-hq is free.')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Use acme-2' })).not.toBeInTheDocument()
  })

  test('that cannot be checked stops nobody', async () => {
    await open({}, { organizations: { slugAvailability: 'RATE_LIMITED' } })
    await name.fill('Acme')
    await expect.element(page.getByText('The address could not be checked now. You can go on.')).toBeVisible()
    await submit.click()
    await expect.poll(stateOf).toBe('invite-people')
  })
})

describe('submitting', () => {
  test('works by keyboard alone, in the order of the form', async () => {
    const world = await open()
    const order: string[] = []
    for (let stop = 0; stop < 5; stop++) {
      await userEvent.tab()
      order.push(nameOf(document.activeElement))
    }
    expect(order).toEqual(['name', 'slug', 'country_code', 'Company e-mail domain', 'Create organization'])
    await name.click()
    await userEvent.keyboard('Acme Studio{Enter}')
    await expect.poll(stateOf).toBe('invite-people')
    expect(times(world, create)).toBe(1)
    await expect.element(page.getByRole('heading', { name: 'Invite people' })).toHaveFocus()
  })

  test('twice at once is one request', async () => {
    const world = await open({}, { organizations: { create: 'pending' } })
    await name.fill('Acme Studio')
    const button = submit.element() as HTMLButtonElement
    button.click()
    button.click()
    await expect.element(page.getByRole('button', { name: 'Creating…' })).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('button', { name: 'Creating…' }).click({ force: true })
    expect(times(world, create)).toBe(1)
  })

  test('with several wrong fields leads to each from a summary', async () => {
    const world = await open()
    await submit.click()
    await expect.element(page.getByRole('alert')).toHaveFocus()
    await expect.element(page.getByRole('alert')).toMatchTextContent(/^Correct 2 fields/)
    await expect.element(name).toHaveAccessibleDescription('Enter a name of 2 to 100 characters.')
    await expectNoFaults()
    await page.getByRole('button', { name: 'Web address' }).click()
    await expect.element(slug).toHaveFocus()
    expect(times(world, create)).toBe(0)
  })

  test('with one wrong field goes straight to it', async () => {
    await open()
    await name.fill('Acme')
    await slug.fill('a')
    await submit.click()
    await expect.element(slug).toHaveFocus()
    await expect.element(slug).toBeInvalid()
    await slug.fill('acme')
    await expect.element(slug).not.toBeInvalid()
  })

  test('an address that was taken meanwhile marks the field, and keeps all else', async () => {
    let isTaken = false
    await open(
      { defaultCountry: 'SE' },
      {
        organizations: {
          slugAvailability: ({ query }) =>
            isTaken
              ? { slug: query.slug, available: false, reason: 'taken', suggestions: ['acme-studio-2'] }
              : { slug: query.slug, available: true, reason: null, suggestions: [] },
          create: () => {
            isTaken = true
            return 'ORGANIZATION_EXISTS'
          },
        },
      },
    )
    await name.fill('Acme Studio')
    await expect.element(page.getByText('acme-studio is free.')).toBeVisible()
    await page.getByLabelText('Country').selectOptions('Norway')
    await submit.click()
    await expect.element(slug).toHaveAccessibleDescription(/already taken by another organization/)
    await expect.element(slug).toHaveFocus()
    await expect.element(name).toHaveValue('Acme Studio')
    await expect.element(page.getByLabelText('Country')).toHaveValue('NO')
    await page.getByRole('button', { name: 'Use acme-studio-2' }).click()
    await expect.element(slug).not.toBeInvalid()
  })

  test('what the server refuses is said at its field', async () => {
    const refusal = new TenantryError('VALIDATION_FAILED', {
      details: { issues: [{ path: ['name'], message: 'No such name.' }] },
    })
    await open({}, { organizations: { create: refusal } })
    await name.fill('Acme Studio')
    await submit.click()
    await expect.element(name).toHaveAccessibleDescription('Enter a name of 2 to 100 characters.')
  })

  test('that fails on the way says so, and repeats under the same key', async () => {
    const keys: (string | null)[] = []
    await open(
      {},
      {
        organizations: {
          create: ({ request }) => {
            keys.push(request.headers.get('idempotency-key'))
            return 'NETWORK_FAILED'
          },
        },
      },
    )
    await name.fill('Acme Studio')
    await submit.click()
    await expect.element(page.getByRole('alert')).toMatchTextContent(/^The server could not be reached/)
    await submit.click()
    await expect.poll(() => keys.length).toBe(2)
    expect(new Set(keys).size).toBe(1)
  })

  test('sends the company domain only when there is one', async () => {
    const bodies: unknown[] = []
    await open(
      { skipInvitationScreen: true },
      {
        organizations: {
          create: ({ body }) => {
            bodies.push(body)
            return 'ORGANIZATION_EXISTS'
          },
        },
      },
    )
    await name.fill('Acme Studio')
    await submit.click()
    await page.getByText('Company e-mail domain').click()
    await page.getByLabelText(/^Domain/).fill('Example.com')
    await page.getByLabelText(/Only people/).click()
    await slug.fill('acme-two')
    await submit.click()
    await expect
      .poll(() => bodies)
      .toMatchObject([
        { google_domain: null, require_google_domain: false, country_code: 'US' },
        { google_domain: 'example.com', require_google_domain: true },
      ])
  })
})

describe('the host', () => {
  test('may stop the creation', async () => {
    const onBefore = vi.fn(() => false)
    const world = await open({ onBefore })
    await name.fill('Acme Studio')
    await submit.click()
    await expect.poll(() => onBefore.mock.calls.length).toBe(1)
    expect(times(world, create)).toBe(0)
  })

  test('is told, and sent on with the id and the slug', async () => {
    const onAfter = vi.fn()
    const onDone = vi.fn()
    const onNavigate = vi.fn()
    const onOrganizationChange = vi.fn()
    const world = createWorld(ann, creating)
    await render(
      <world.Provider onNavigate={onNavigate} onOrganizationChange={onOrganizationChange}>
        <CreateOrganization
          skipInvitationScreen
          afterCreateOrganizationUrl="/orgs/:slug?id=:id"
          onAfter={onAfter}
          onDone={onDone}
        />
      </world.Provider>,
    )
    await name.fill('Acme Studio')
    await submit.click()
    await expect.element(page.getByRole('heading', { name: 'You are all set' })).toBeVisible()
    expect(onNavigate.mock.calls).toEqual([[`/orgs/acme-studio?id=${acme.id}`]])
    expect(onAfter).toHaveBeenCalledWith(expect.objectContaining({ id: acme.id }))
    expect(onDone).toHaveBeenCalledOnce()
    expect(onOrganizationChange.mock.calls).toEqual([[acme.id]])
  })
})

function nameOf(element: Element | null): string {
  return element?.getAttribute('name') ?? element?.textContent ?? ''
}

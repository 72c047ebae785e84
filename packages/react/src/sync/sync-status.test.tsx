import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { organization } from '../../test/organization.ts'
import { acme } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { syncOf } from '../../test/switching.ts'
import { appearances, visit } from '../../test/visit.tsx'
import type { Replies } from '../../test/world.tsx'
import { SyncStatus, type SyncStatusProps } from '../index.ts'
import '../styles.css'

const url = `/api/organizations/${acme.id}/sync`

function show(sync: NonNullable<Replies['sync']>, props: SyncStatusProps = {}, locale = 'en') {
  return visit(organization(undefined, { sync }), <SyncStatus {...props} />, { locale })
}

const held = { status: 'local_only', provider_id: null, waiting: 3, waiting_since: '2026-03-02T09:00:00Z' } as const
const asks = ({ asked }: { readonly asked: readonly string[] }) => asked.filter((line) => line === `GET ${url}`).length

beforeEach(async () => {
  await page.viewport(1000, 700)
  sessionStorage.clear()
})

describe('how an organization stands at the provider', () => {
  test.each(appearances)('is said without a fault in the %s theme at %d pixels', async (theme, width) => {
    await page.viewport(width, 700)
    await show({ get: { sync: syncOf({ ...held, error: 'forbidden' }) } }, { appearance: { theme } })
    await expect.element(page.getByText('Only here so far')).toBeVisible()
    await expect.element(page.getByText(/^3 changes, since March 2, 2026/)).toBeVisible()
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test.each([
    [syncOf(), 'synced', 'Kinde knows this organization and its members.'],
    [syncOf({ waiting: 1, waiting_since: held.waiting_since }), 'synced', 'Changes are on their way'],
    [syncOf({ status: 'pending', provider_id: null }), 'pending', 'You can work as usual while Kinde is being asked.'],
    [syncOf(held), 'local_only', /^Members, roles and invitations work here as usual/],
  ] as const)('is told in words: %#', async (sync, state, words) => {
    await show({ get: { sync } })
    await expect.element(page.getByText(words)).toBeVisible()
    expect(stateOf()).toBe(state)
  })

  test.each([
    ['unavailable', /did not answer. We try again/, false],
    ['rate_limited', /slow down. We try again/, false],
    ['not_found', /create it anew/, false],
    ['conflict', /another organization like it/, true],
    ['invalid', /refused the data/, true],
    ['unauthorized', /our credentials/, true],
    ['forbidden', /lack a permission/, true],
    ['something new', /reported a problem/, true],
  ] as const)('and who has to do what, when the provider said %s', async (error, words, isForOperator) => {
    await show({ get: { sync: syncOf({ ...held, error }) } })
    await expect.element(page.getByText(words)).toBeVisible()
    expect(page.getByText('tenantry doctor').elements()).toHaveLength(isForOperator ? 1 : 0)
  })

  test('is nothing to say where the provider has no organizations, unless asked', async () => {
    const none = { get: { sync: syncOf({ status: 'none', provider: 'supabase', provider_id: null, since: null }) } }
    const world = await show(none)
    await expect.poll(() => asks(world)).toBe(1)
    await expect.poll(() => document.querySelector('[data-tenantry-widget]')).toBeNull()
    await show(none, { showNone: true })
    await expect.element(page.getByText(/^Supabase has no organizations/)).toBeVisible()
  })

  test('is not for everybody', async () => {
    await show({ get: 'NOT_AUTHORIZED' })
    await expect.poll(stateOf).toBe('forbidden')
  })

  test('is said in Polish', async () => {
    await show({ get: { sync: syncOf({ ...held, error: 'forbidden' }) } }, {}, 'pl')
    await expect.element(page.getByText('Na razie tylko tutaj')).toBeVisible()
    await expect.element(page.getByText(/^3 zmiany, od: 2 marca 2026/)).toBeVisible()
  })
})

describe('trying again', () => {
  test('is done at once, and its answer shown', async () => {
    const world = await show({
      get: { sync: syncOf({ ...held, error: 'unavailable', next_attempt_at: '2999-01-01T00:00:00Z' }) },
      retry: { success: true, sync: syncOf() },
    })
    await userEvent.click(page.getByRole('button', { name: 'Try again now' }))
    await expect.element(page.getByText('Everything is up to date')).toBeVisible()
    await expect.element(page.getByText('We are trying again.')).toBeInTheDocument()
    expect(world.asked).toContain(`POST ${url}/retry`)
  })

  test('says why it failed', async () => {
    await show({ get: { sync: syncOf(held) }, retry: 'RATE_LIMITED' })
    await userEvent.click(page.getByRole('button', { name: 'Try again now' }))
    await expect.element(page.getByRole('alert')).toBeVisible()
  })

  test('is not offered where nothing waits, nor to readers', async () => {
    await show({ get: { sync: syncOf() } })
    await expect.poll(stateOf).toBe('synced')
    expect(page.getByRole('button').elements()).toEqual([])
    await show({ get: { sync: syncOf(held) } }, { readOnly: true })
    await expect.element(page.getByText('Only here so far')).toBeVisible()
    expect(page.getByRole('button').elements()).toEqual([])
  })

  test('happens by itself as long as something waits, and not after', async () => {
    let waiting = 2
    const world = await show({
      get: () => {
        waiting -= 1
        return { sync: syncOf({ waiting, waiting_since: held.waiting_since }) }
      },
    })
    await expect.element(page.getByText('Changes are on their way')).toBeVisible()
    await expect.element(page.getByText('Everything is up to date'), { timeout: 6000 }).toBeVisible()
    const { refetchInterval } = (await import('./queries.ts')).syncQuery(world.client, acme.id)
    const pause = (sync: ReturnType<typeof syncOf>) =>
      typeof refetchInterval === 'function' && refetchInterval({ state: { data: { sync } } } as never)
    expect(pause(syncOf())).toBe(false)
    expect(pause(syncOf(held))).toBe(3000)
    expect(pause(syncOf({ ...held, next_attempt_at: '2999-01-01T00:00:00Z' }))).toBe(60_000)
    expect(asks(world)).toBe(2)
  })
})

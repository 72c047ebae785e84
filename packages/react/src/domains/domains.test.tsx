import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fresh, known, organizationWithDomains, proved } from '../../test/domains.ts'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { details } from '../../test/organization.ts'
import { acme } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { appearances, button, row, visit, writes } from '../../test/visit.tsx'
import type { Replies, World } from '../../test/world.tsx'
import { Domains, type DomainsProps } from '../index.ts'
import '../styles.css'

const ROOT = `/api/organizations/${acme.id}/domains`

function open(replies: Replies = organizationWithDomains(), props: DomainsProps = {}): Promise<World> {
  return visit(replies, <Domains {...props} />)
}

beforeEach(async () => {
  await page.viewport(1000, 800)
  sessionStorage.clear()
})

describe('the list of domains', () => {
  test.each(appearances)(
    'says what each lets people do, without a fault in the %s theme at %d pixels',
    async (theme, width) => {
      await page.viewport(width, 900)
      await open(organizationWithDomains(), { appearance: { theme } })
      await expect.element(row(proved.domain)).toMatchTextContent(/Verified.*can join at once/)
      await expect.element(row(known.domain)).toMatchTextContent(/Known by e-mail.*can ask to join/)
      await expect.element(row(fresh.domain)).toMatchTextContent(/Unverified.*Nobody comes in by it yet/)
      await userEvent.click(page.getByText(`Verify ${fresh.domain}`))
      await expectNoFaults()
      expectNoInlineStyles()
    },
  )

  test.each([
    ['NOT_AUTHORIZED', 'forbidden'],
    ['NETWORK_FAILED', 'offline'],
    ['ORGANIZATION_NOT_FOUND', 'error'],
    ['pending', 'loading'],
  ] as const)('shows %s as %s', async (list, state) => {
    await open(organizationWithDomains([], { domains: { list } }))
    await expect.poll(stateOf, { timeout: 8000 }).toBe(state)
    await expectNoFaults()
  })

  test('offers nothing to whoever may change nothing', async () => {
    const get = { ...details, permissions: ['organization:read' as const] }
    await open(organizationWithDomains([{ ...fresh, actions: [] }], { organizations: { get } }))
    await expect.element(row(fresh.domain)).toBeVisible()
    expect([page.getByRole('textbox').query(), page.getByRole('button').query()]).toEqual([null, null])
  })
})

describe('a domain', () => {
  test('is added in its canonical form, and refused in words', async () => {
    const onBefore = vi.fn()
    const world = await open(organizationWithDomains([]), { actions: { add: { onBefore } } })
    await expect.poll(stateOf).toBe('empty')
    const name = page.getByRole('textbox', { name: 'Domain' })
    await userEvent.fill(name, 'not a domain')
    await userEvent.keyboard('{Enter}')
    await expect.element(name).toHaveAccessibleDescription('Enter a domain such as example.com.')
    expect(writes(world)).toEqual([])
    await userEvent.fill(name, 'gmail.com')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Anybody can have an address at this domain/)
    await userEvent.fill(name, ' Example.NET ')
    await userEvent.keyboard('{Enter}')
    await expect.element(row('example.net')).toMatchTextContent(/Unverified/)
    await expect.element(name).toHaveValue('')
    await expect.element(page.getByRole('textbox', { name: 'Name of the record' })).toHaveValue('_tenantry.example.net')
    expect(onBefore.mock.calls.map(([domain]) => domain)).toEqual(['gmail.com', 'example.net'])
  })

  test('shows the record to set, to be copied', async () => {
    const written: string[] = []
    const clipboard = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
      written.push(text)
    })
    await open(organizationWithDomains([fresh]))
    await userEvent.click(button('Copy Name of the record'))
    await userEvent.click(button('Copy Value'))
    await expect.element(page.getByText('Copied.')).toBeInTheDocument()
    expect(written).toEqual([fresh.record.name, fresh.record.value])
    clipboard.mockRestore()
  })

  test.each([
    ['DOMAIN_NOT_VERIFIED', /Compare its name and value.*a new record can take an hour/],
    ['DNS_UNAVAILABLE', /could not be looked up. Try again later/],
    ['DOMAIN_TAKEN', /Another organization already proved/],
  ] as const)('says what to do after %s', async (verify, words) => {
    await open(organizationWithDomains([fresh], { domains: { verify } }))
    await userEvent.click(button('Check now'))
    await expect.element(page.getByRole('alert')).toMatchTextContent(words)
    await expectNoFaults()
  })

  test('is verified once the record is there', async () => {
    const onAfter = vi.fn()
    const world = await open(organizationWithDomains([fresh]), { actions: { verify: { onAfter } } })
    await userEvent.click(button('Check now'))
    await expect.element(row(fresh.domain)).toMatchTextContent(/Verified.*can join at once/)
    expect(button('Check now').query()).toBeNull()
    expect(writes(world)).toEqual([`POST ${ROOT}/${fresh.id}/verify`])
    expect(onAfter).toHaveBeenCalledOnce()
  })

  test('is removed after the words of what follows', async () => {
    const world = await open()
    await userEvent.click(button(`Remove: ${known.domain}`))
    const dialog = page.getByRole('dialog', { name: `Remove ${known.domain}?` })
    await expect.element(dialog).toMatchTextContent(/Whoever did stays a member/)
    await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.click(dialog.getByRole('button', { name: 'Remove' }))
    await expect.element(page.getByRole('heading', { name: 'Domains 2' })).toHaveFocus()
    expect(writes(world)).toEqual([`DELETE ${ROOT}/${known.id}`])
  })
})

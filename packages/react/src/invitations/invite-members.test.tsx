import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults } from '../../test/faults.ts'
import { addresses, chips, emails, invited, open, paste, results, submit } from '../../test/invite-box.tsx'
import { details, organization } from '../../test/organization.ts'
import { ann } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import { InviteMembers } from '../index.ts'
import '../styles.css'

beforeEach(async () => {
  await page.viewport(800, 900)
  sessionStorage.clear()
})

describe('sending', () => {
  test('says of each address what became of it, and keeps what can be mended', async () => {
    const onAfter = vi.fn()
    const { sent } = await open({}, { onAfter })
    await paste('Ben <ben@example.com>; ann@example.com\ndora.example.com; eve@full.example')
    await userEvent.fill(addresses, 'fay@example.com')
    await page.getByRole('button', { name: 'Send 4 invitations' }).click()
    await expect.element(results.nth(0)).toHaveTextContent('ben@example.comInvitation sent')
    await expect.element(results.nth(1)).toHaveTextContent('ann@example.comIs already a member')
    await expect.element(results.nth(2)).toHaveTextContent('eve@full.exampleNo free seat left')
    await expect.element(results.nth(3)).toHaveTextContent('fay@example.comInvitation sent')
    expect(chips()).toEqual(['dora.example.comNot a valid address', 'eve@full.exampleNo free seat left'])
    expect(emails(sent)).not.toContain('dora.example.com')
    await expect.element(page.getByText('2 invitations sent. 2 invitations were not sent.')).toBeInTheDocument()
    expect(onAfter).toHaveBeenCalledOnce()
    await expectNoFaults()
  })

  test('gives each a role of their own, and only one that may be given', async () => {
    const { sent } = await open()
    await expect.element(page.getByLabelText('Role', { exact: true })).toHaveTextContent('AdminManagerEmployee')
    await paste('ada@example.com ben@example.com')
    await userEvent.click(page.getByText('A role for each'))
    await userEvent.selectOptions(page.getByLabelText('Role of ben@example.com'), 'admin')
    await expect.poll(chips).toEqual(['ada@example.com', 'ben@example.comAdmin'])
    await expectNoFaults()
    await userEvent.selectOptions(page.getByLabelText('Role', { exact: true }), 'manager')
    await userEvent.click(submit)
    await expect
      .poll(() => sent)
      .toEqual([
        [
          { email: 'ada@example.com', role: 'manager', team_id: null },
          { email: 'ben@example.com', role: 'admin', team_id: null },
        ],
      ])
  })

  test('offers no role above the own', async () => {
    const roles = details.roles.map((role) => ({ ...role, grantable: role.key !== 'admin' }))
    const world = createWorld(ann, organization([], { organizations: { get: { ...details, roles } } }))
    await render(
      <world.Provider>
        <InviteMembers defaultRole="manager" />
      </world.Provider>,
    )
    await expect.element(page.getByLabelText('Role', { exact: true })).toHaveTextContent('ManagerEmployee')
    await expect.element(page.getByLabelText('Role', { exact: true })).toHaveValue('manager')
  })

  test('names the roles of the host, and offers no choice of one', async () => {
    const world = createWorld(ann, organization([]))
    await render(
      <world.Provider messages={{ roles: { vet: 'Veterinarian' } }}>
        <InviteMembers roles={['vet', 'owner']} />
        <InviteMembers roles={['vet']} />
      </world.Provider>,
    )
    await expect.element(page.getByLabelText('Role', { exact: true })).toHaveTextContent('Veterinarianowner')
  })

  test('asks for an address before any request', async () => {
    const { world } = await open()
    await userEvent.click(submit)
    await expect.element(addresses).toHaveFocus()
    await expect.element(addresses).toHaveAccessibleDescription('Enter at least one e-mail address.')
    await userEvent.keyboard('ada')
    await userEvent.click(submit)
    await expect.element(page.getByText('None of these is a valid address yet.')).toBeVisible()
    expect(chips()).toHaveLength(1)
    expect(invited(world)).toBe(0)
  })

  test('Enter in the empty field sends nothing', async () => {
    const { world } = await open()
    await userEvent.click(addresses)
    await userEvent.keyboard('ada@example.com{Enter}{Enter}')
    await expect.poll(chips).toEqual(['ada@example.com'])
    expect(invited(world)).toBe(0)
  })

  test('twice at once is one request', async () => {
    const { world } = await open({ create: 'pending' })
    await addresses.fill('ben@example.com')
    const button = submit.element() as HTMLButtonElement
    button.click()
    button.click()
    await expect.element(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
    expect(invited(world)).toBe(1)
  })

  test('keeps what is typed meanwhile', async () => {
    const released = Promise.withResolvers<void>()
    await open({
      create: async ({ body }) => {
        await released.promise
        return { results: body.invitations.map(({ email }) => ({ email, status: 'invited' as const })) }
      },
    })
    await paste('ben@example.com dora.example.com')
    await userEvent.click(submit)
    await userEvent.click(addresses)
    await userEvent.keyboard('eve@example.com, fi')
    released.resolve()
    await expect.element(page.getByText('Invitation sent')).toBeVisible()
    await expect.poll(chips).toEqual(['dora.example.comNot a valid address', 'eve@example.com'])
    await expect.element(addresses).toHaveValue('fi')
  })

  test('hundreds go a hundred at a time; what stops them loses nobody', async () => {
    const onAfter = vi.fn()
    let isOpen = false
    const gate = Promise.withResolvers<void>()
    const { world, sent } = await open(
      {
        create: async ({ body }) => {
          if (sent.length === 1) await gate.promise
          if (sent.length === 2 && !isOpen) return 'RATE_LIMITED'
          sent.push(body.invitations)
          return { results: body.invitations.map(({ email }) => ({ email, status: 'invited' as const })) }
        },
      },
      { onAfter },
    )
    const people = Array.from({ length: 250 }, (_, index) => `person.${index}@example.com`)
    await paste(people.join('\n'))
    await userEvent.click(page.getByRole('button', { name: 'Send 250 invitations' }))
    await expect.element(page.getByRole('button', { name: '100 of 250 done…' })).toBeVisible()
    gate.resolve()
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Too many/)
    expect(chips()).toEqual(people.slice(200))
    expect(onAfter.mock.lastCall?.[0]).toHaveLength(200)
    isOpen = true
    await userEvent.click(page.getByRole('button', { name: 'Send 50 invitations' }))
    await expect.poll(chips).toEqual([])
    expect(sent.map(({ length }) => length)).toEqual([100, 100, 50])
    expect(emails(sent)).toEqual(people)
    expect(invited(world)).toBe(4)
    await expectNoFaults()
  })

  test('is stopped by the host', async () => {
    const { world } = await open({}, { onBefore: () => false })
    await paste('ada@example.com')
    await userEvent.click(submit)
    await expect.element(page.getByRole('button', { name: 'Send invitation' })).toBeVisible()
    expect(chips()).toEqual(['ada@example.com'])
    expect(invited(world)).toBe(0)
  })
})

describe('who may invite', () => {
  const employee = organization([], { organizations: { get: { ...details, permissions: ['organization:read'] } } })

  test('is asked of the server; others are told', async () => {
    const world = createWorld(ann, employee)
    await render(
      <world.Provider>
        <InviteMembers />
        <InviteMembers trigger="Invite" />
      </world.Provider>,
    )
    await expect.element(page.getByText('This is not open to you')).toBeVisible()
    expect(page.getByRole('button', { name: 'Invite' }).query()).toBeNull()
  })

  test('does so in a dialog too, which keeps them when it is closed', async () => {
    await open({}, { trigger: 'Invite' })
    const trigger = page.getByRole('button', { name: 'Invite' })
    await userEvent.click(trigger)
    await expect.element(addresses).toHaveFocus()
    await userEvent.keyboard('ada@example.com, ben')
    await expectNoFaults()
    await userEvent.click(page.getByRole('button', { name: 'Close' }))
    await expect.element(trigger).toHaveFocus()
    await userEvent.click(trigger)
    await expect.element(addresses).toHaveValue('ben')
    expect(chips()).toEqual(['ada@example.com'])
  })

  test('says within that dialog what became of them: nothing else is heard while it is open', async () => {
    await open({}, { trigger: 'Invite' })
    await userEvent.click(page.getByRole('button', { name: 'Invite' }))
    await expect.element(addresses).toHaveFocus()
    await userEvent.keyboard('ada@example.com,')
    await userEvent.click(submit)
    const news = page.getByRole('dialog').getByRole('status').filter({ hasText: '1 invitation sent.' })
    await expect.element(news).toBeInTheDocument()
  })

  test('opens it with an element of the host', async () => {
    await open(
      {},
      {
        trigger: (show) => (
          <button type="button" onClick={show}>
            Bring your team
          </button>
        ),
      },
    )
    await userEvent.click(page.getByRole('button', { name: 'Bring your team' }))
    await expect.element(page.getByRole('dialog', { name: 'Invite people' })).toBeVisible()
  })
})

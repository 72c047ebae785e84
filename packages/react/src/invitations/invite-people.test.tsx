import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectNoFaults } from '../../test/faults.ts'
import { acme, ann } from '../../test/people.ts'
import { createWorld, type Replies, type World } from '../../test/world.tsx'
import { InvitePeople, type InvitePeopleProps } from '../index.ts'
import '../styles.css'

const addresses = page.getByLabelText('E-mail addresses')

async function open(replies: Replies, props: Partial<InvitePeopleProps> = {}): Promise<World> {
  const world = createWorld(ann, replies)
  await render(
    <world.Provider>
      <InvitePeople organization={acme} {...props} />
    </world.Provider>,
  )
  return world
}

const sorting: Replies = {
  invitations: {
    create: ({ body }) => ({
      results: body.invitations.map(({ email }) => {
        if (!email.includes('@')) return { email, status: 'skipped', code: 'VALIDATION_FAILED' }
        if (email.startsWith('ann')) return { email, status: 'skipped', code: 'MEMBERSHIP_EXISTS' }
        return { email, status: 'invited' }
      }),
    }),
  },
}

beforeEach(() => page.viewport(800, 900))

test('says of each address what became of it, and keeps what can be mended', async () => {
  const onAfter = vi.fn()
  await open(sorting, { onAfter })
  await addresses.fill('Ben <ben@example.com>; ann@example.com\ndora.example.com')
  await page.getByRole('button', { name: 'Send 3 invitations' }).click()
  const results = page.getByRole('list', { name: 'Results' }).getByRole('listitem')
  await expect.element(results.nth(0)).toHaveTextContent('ben@example.comInvitation sent')
  await expect.element(results.nth(1)).toHaveTextContent('ann@example.comIs already a member')
  await expect.element(results.nth(2)).toHaveTextContent('dora.example.comNot a valid address')
  await expect.element(addresses).toHaveValue('dora.example.com')
  await expect.element(page.getByText('1 invitation sent. 2 invitations were not sent.')).toBeInTheDocument()
  expect(onAfter).toHaveBeenCalledOnce()
  await expectNoFaults()
})

test('sends the chosen role, the least one at first', async () => {
  const roles: (string | undefined)[] = []
  await open({
    invitations: {
      create: ({ body }) => {
        roles.push(body.invitations[0]?.role)
        return 'NOT_AUTHORIZED'
      },
    },
  })
  await addresses.fill('ben@example.com')
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('You are not allowed to do this.')
  await expect.element(addresses).toHaveValue('ben@example.com')
  await page.getByLabelText('Role').selectOptions('Manager')
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect.poll(() => roles).toEqual(['employee', 'manager'])
})

test('asks for an address before any request', async () => {
  const world = await open({})
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect.element(addresses).toHaveFocus()
  await expect.element(addresses).toHaveAccessibleDescription('Enter at least one e-mail address.')
  expect(world.asked).toEqual([])
})

test('twice at once is one request', async () => {
  const world = await open({ invitations: { create: 'pending' } })
  await addresses.fill('ben@example.com')
  const button = page.getByRole('button', { name: 'Send invitation' }).element() as HTMLButtonElement
  button.click()
  button.click()
  await expect.element(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
  expect(world.asked).toHaveLength(1)
})

test('keeps what is typed while the invitations are sent', async () => {
  const released = Promise.withResolvers<void>()
  const create = sorting.invitations?.create
  if (typeof create !== 'function') throw new TypeError('The reply is a function.')
  await open({ invitations: { create: (input) => released.promise.then(() => create(input)) } })
  await addresses.fill('ben@example.com dora.example.com')
  await page.getByRole('button', { name: 'Send 2 invitations' }).click()
  await addresses.fill('BEN@example.com dora.example.com eve@example.com, fi')
  released.resolve()
  await expect.element(page.getByText('Not a valid address')).toBeVisible()
  await expect.element(addresses).toHaveValue('dora.example.com\neve@example.com\nfi')
})

test('names the roles of the host, and offers no choice of one', async () => {
  const world = createWorld(ann, sorting)
  await render(
    <world.Provider messages={{ roles: { vet: 'Veterinarian' } }}>
      <InvitePeople organization={acme} roles={['vet', 'owner']} />
      <InvitePeople organization={acme} roles={['vet']} />
    </world.Provider>,
  )
  await expect.element(page.getByLabelText('Role')).toHaveTextContent('Veterinarianowner')
})

import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { mistaken, theMistake } from '../../test/mistakes.ts'
import { acme, ann, beta, statusOf, toAcme, toBeta } from '../../test/people.ts'
import { creating, sceneOf } from '../../test/scenes.ts'
import { show, stateOf } from '../../test/show.tsx'
import { createWorld } from '../../test/world.tsx'
import { Onboarding } from '../index.ts'
import '../styles.css'

const statusLine = 'GET /api/user/organization-status'

beforeEach(async () => {
  sessionStorage.clear()
  await page.viewport(800, 900)
})

test('takes no focus at first, and gives it to the title of what comes next', async () => {
  await show({ ...sceneOf('invitations'), props: {} })
  expect(document.activeElement).toBe(document.body)
  await page.getByRole('button', { name: 'Create a new organization instead' }).click()
  await expect.element(page.getByRole('heading', { name: 'Create your organization' })).toHaveFocus()
})

test('leads a founder through inviting people to the end', async () => {
  const onNavigate = vi.fn()
  const onAfter = vi.fn()
  const onOrganizationChange = vi.fn()
  const world = createWorld(ann, {
    ...creating,
    invitations: {
      create: ({ body }) => ({ results: body.invitations.map(({ email }) => ({ email, status: 'invited' })) }),
    },
  })
  await render(
    <world.Provider onNavigate={onNavigate} onOrganizationChange={onOrganizationChange}>
      <Onboarding afterCreateOrganizationUrl="/o/:id" actions={{ create: { onAfter } }} />
    </world.Provider>,
  )
  await page.getByLabelText('Organization name').fill('Acme Studio')
  await page.getByRole('button', { name: 'Create organization' }).click()
  await page.getByLabelText('E-mail addresses').fill('ben@example.com, cleo@example.org')
  await page.getByRole('button', { name: 'Send 2 invitations' }).click()
  await expect
    .element(page.getByRole('list', { name: 'Results' }))
    .toMatchTextContent(/^ben@example.comInvitation sent/)
  await expect.element(page.getByText('2 invitations sent.')).toBeInTheDocument()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(stateOf).toBe('done')
  expect(onNavigate.mock.calls).toEqual([[`/o/${acme.id}`]])
  expect(onOrganizationChange.mock.calls).toEqual([[acme.id]])
  expect(onAfter).toHaveBeenCalledExactlyOnceWith({ id: acme.id, name: acme.name })
})

test('what a host throws after an act is reported, and the flow goes on', async () => {
  const { onAfter, reported } = mistaken()
  await show({ ...sceneOf('create-organization'), props: { actions: { create: { onAfter } } } })
  await page.getByLabelText('Organization name').fill('Acme Studio')
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect.poll(reported).toEqual(theMistake)
  await expect.poll(stateOf).toBe('invite-people')
})

test('a host that says no keeps everything as it is', async () => {
  const world = await show({
    ...sceneOf('invitations'),
    props: { actions: { accept: { onBefore: async () => false } } },
  })
  await page.getByRole('button', { name: 'Join Acme Studio' }).click()
  expect(world.asked).toEqual([statusLine])
  expect(stateOf()).toBe('invitations')
})

test('a host that takes its time is asked once, however often somebody clicks', async () => {
  const decided = Promise.withResolvers<void>()
  const onBefore = vi.fn(() => decided.promise)
  const onAfter = vi.fn()
  const world = await show({
    ...sceneOf('create-organization'),
    props: { skipInvitationScreen: true, actions: { create: { onBefore, onAfter } } },
  })
  await page.getByLabelText('Organization name').fill('Acme Studio')
  await page.getByRole('button', { name: 'Create organization' }).dblClick()
  await page.getByLabelText('Organization name').fill('Acme Studios')
  await userEvent.keyboard('{Enter}')
  decided.resolve()
  await expect.poll(stateOf).toBe('done')
  expect(onBefore).toHaveBeenCalledOnce()
  expect(onAfter).toHaveBeenCalledOnce()
  expect(world.asked.filter((line) => line === 'POST /api/organizations')).toHaveLength(1)
})

test('an answered invitation leaves the list, is announced, and hands its focus on', async () => {
  const onAfter = vi.fn()
  const scene = sceneOf('invitations')
  await show({
    ...scene,
    props: { actions: { decline: { onAfter } } },
    replies: { ...scene.replies, invitations: { decline: { success: true, message: 'Declined.' } } },
  })
  await page.getByRole('button', { name: 'Decline the invitation to Acme Studio' }).click()
  await page.getByRole('button', { name: 'Decline invitation' }).click()
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('You have an invitation')
  await expect.element(page.getByText('You declined the invitation to Acme Studio.')).toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: 'Join Beta Works' })).toHaveFocus()
  expect(onAfter).toHaveBeenCalledOnce()
})

test('a refused row says why, and the others stay open', async () => {
  const scene = sceneOf('invitations')
  await show({ ...scene, replies: { ...scene.replies, invitations: { accept: 'DEFAULT_ORG_CONFLICT' } } })
  await page.getByRole('button', { name: 'Join Acme Studio' }).click()
  await expect.element(page.getByRole('alert')).toMatchTextContent(/^Your default organization was changed/)
  await expect.element(page.getByRole('button', { name: 'Join Beta Works' })).toBeEnabled()
})

test('asking again keeps the screen and the focus, and says when nothing has changed', async () => {
  await show(sceneOf('unverified'))
  const confirmed = page.getByRole('button', { name: 'I have confirmed it' })
  await confirmed.click()
  await expect.element(page.getByText(/^Your address is not confirmed yet/).first()).toBeVisible()
  await expect.element(confirmed).toHaveFocus()
})

test('a link that was sent again can be sent anew only after a while', async () => {
  const scene = sceneOf('unverified')
  const world = await show({ ...scene, replies: { auth: { resendVerification: { success: true, message: 'Sent.' } } } })
  await page.getByRole('button', { name: 'Send a new link' }).click()
  await expect.element(page.getByText('A new link is on its way to ann@example.com.').first()).toBeVisible()
  const waiting = page.getByRole('button', { name: /New link in \d+ seconds/ })
  await waiting.click({ force: true })
  expect(world.asked).toEqual(['POST /api/auth/resend-verification'])
})

test('joins a company, or waits for its admins', async () => {
  const scene = sceneOf('company-here')
  await show({
    ...scene,
    replies: {
      organizations: {
        ...scene.replies.organizations,
        join: { success: true, status: 'requested', organization: beta },
      },
    },
  })
  await page.getByRole('button', { name: 'Join Acme Studio' }).click()
  await expect.element(page.getByRole('heading', { name: 'Your request is on its way' })).toHaveFocus()
})

test('an organization that is still full says so', async () => {
  await show(sceneOf('organization-full'))
  const notYet = page.getByText('There is still no free seat.')
  await expect.element(notYet).not.toBeInTheDocument()
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByRole('button', { name: 'Accept and join' }).click()
  await expect.element(notYet.first()).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Acme Studio has no free seat' })).toHaveFocus()
})

test('a failure offers another try, which works', async () => {
  const world = await show(sceneOf('offline'))
  world.reply({ organizations: { status: statusOf([], [toAcme, toBeta]) } })
  await userEvent.click(page.getByRole('button', { name: 'Try again' }))
  await expect.poll(stateOf).toBe('invitations')
})

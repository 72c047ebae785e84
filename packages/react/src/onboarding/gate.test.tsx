import { StrictMode, useEffect } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { acme, ann, beta, bob, link, statusOf, token } from '../../test/people.ts'
import { creating, sceneOf } from '../../test/scenes.ts'
import { show, stateOf } from '../../test/show.tsx'
import { createWorld, type World } from '../../test/world.tsx'
import { Onboarding, useLeaveOrganization, useOnboarding, useOrganizationStatus } from '../index.ts'
import '../styles.css'

const statusLine = 'GET /api/user/organization-status'

beforeEach(async () => {
  sessionStorage.clear()
  await page.viewport(800, 900)
})

test('asks the server once under StrictMode', async () => {
  const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
  const onDone = vi.fn()
  const onOrganizationChange = vi.fn()
  await render(
    <StrictMode>
      <world.Provider onOrganizationChange={onOrganizationChange}>
        <Onboarding onDone={onDone} />
      </world.Provider>
    </StrictMode>,
  )
  await expect.poll(stateOf).toBe('done')
  expect(world.asked).toEqual([statusLine])
  expect(onDone).toHaveBeenCalledOnce()
  expect(onOrganizationChange).not.toHaveBeenCalled()
})

test('shares its answer with the app behind it: one request', async () => {
  const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
  await render(
    <StrictMode>
      <world.Provider>
        <Onboarding>
          <Home />
        </Onboarding>
      </world.Provider>
    </StrictMode>,
  )
  await expect.element(page.getByText(`Home of ${acme.name}`)).toBeVisible()
  expect(world.asked).toEqual([statusLine])
})

test('asks anew for whoever signs in while it asks', async () => {
  const world = createWorld(ann, { organizations: { status: 'pending' } })
  const { states } = await renderOwn(world)
  await expect.poll(() => world.asked).toHaveLength(1)
  world.reply({ organizations: { status: statusOf([beta]) } })
  world.session.become(bob)
  await expect.element(page.getByRole('button', { name: 'done' })).toBeVisible()
  expect(states).not.toContain('offline')
})

test('asks anew when it is told to, however young the answer is', async () => {
  const world = await show(sceneOf('join-requested'))
  const before = world.asked.length
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect.element(page.getByText('Your request is not approved yet.').first()).toBeVisible()
  expect(world.asked.slice(before)).toContain(statusLine)
})

test('shows the app to members alone, and takes it away with the session', async () => {
  const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
  await render(
    <world.Provider>
      <Onboarding>
        <p>The app</p>
      </Onboarding>
    </world.Provider>,
  )
  await expect.element(page.getByText('The app')).toBeVisible()
  expect(document.querySelector('[data-tenantry-widget]')).toBeNull()
  world.session.become(null)
  await expect.element(page.getByText('The app')).not.toBeInTheDocument()
  await expect.poll(stateOf).toBe('signed-out')
})

test('leads whoever has left their last organization into one again', async () => {
  const leaving = { leave: { success: true, default_organization_id: null } } as const
  const world = createWorld(ann, { organizations: { status: statusOf([acme]) }, members: leaving })
  await render(
    <world.Provider>
      <Onboarding>
        <Home />
        <Leave />
      </Onboarding>
    </world.Provider>,
  )
  await expect.element(page.getByText(`Home of ${acme.name}`)).toBeVisible()
  world.reply({ ...creating, members: leaving })
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect.poll(stateOf).toBe('create-organization')
  await expect.element(page.getByText('Home of')).not.toBeInTheDocument()
})

test('takes the token out of the address bar, and follows it', async () => {
  const { href } = location
  history.replaceState({ kept: true }, '', `?token=${token}&tab=1`)
  const world = createWorld(null, { invitations: { validateToken: { valid: true, invitation: link } } })
  await render(
    <StrictMode>
      <world.Provider>
        <Onboarding />
      </world.Provider>
    </StrictMode>,
  )
  await expect.poll(stateOf).toBe('invitation-signup')
  expect(location.search).toBe('?tab=1')
  expect(history.state).toEqual({ kept: true })
  history.replaceState(null, '', href)
})

test('follows another link that is opened in the same tab, and the same one again', async () => {
  const { href } = location
  const other = { ...link, organization: beta }
  const world = createWorld(null, {
    invitations: {
      validateToken: ({ query }) => ({ valid: true, invitation: query.token === token ? link : other }),
    },
  })
  await render(
    <StrictMode>
      <world.Provider>
        <Onboarding />
      </world.Provider>
    </StrictMode>,
  )
  await expect.poll(stateOf).toBe('signed-out')
  location.hash = `token=${token}`
  await expect.element(page.getByRole('heading', { name: `Join ${acme.name}` })).toBeVisible()
  location.hash = `token=${token.toUpperCase()}`
  await expect.element(page.getByRole('heading', { name: `Join ${beta.name}` })).toBeVisible()
  expect(location.hash).toBe('')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect.poll(stateOf).toBe('signed-out')
  location.hash = `token=${token.toUpperCase()}`
  await expect.element(page.getByRole('heading', { name: `Join ${beta.name}` })).toBeVisible()
  expect(world.asked).toHaveLength(3)
  history.replaceState(null, '', href)
})

test('leaves a token alone that the host reads itself', async () => {
  const { href } = location
  const world = createWorld(null)
  await render(
    <world.Provider>
      <Onboarding token={null} />
    </world.Provider>,
  )
  await expect.poll(stateOf).toBe('signed-out')
  location.hash = `token=${token}`
  await new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }))
  expect(location.hash).toBe(`#token=${token}`)
  expect(world.asked).toEqual([])
  history.replaceState(null, '', href)
})

test('serves an interface of the host just as well', async () => {
  const world = createWorld(bob, { organizations: { status: statusOf(), joinable: { organizations: [] } } })
  await renderOwn(world)
  await page.getByRole('button', { name: 'create-organization' }).click()
  await expect.element(page.getByRole('button', { name: 'signed-out' })).toBeVisible()
})

async function renderOwn(world: World) {
  const states: string[] = []
  await render(
    <world.Provider>
      <Own onState={(name) => states.push(name)} />
    </world.Provider>,
  )
  return { states }
}

function Own({ onState }: { readonly onState: (name: string) => void }) {
  const { state, switchAccount } = useOnboarding({ storage: null })
  useEffect(() => {
    onState(state.name)
  })
  return (
    <button type="button" onClick={switchAccount}>
      {state.name}
    </button>
  )
}

function Leave() {
  const leave = useLeaveOrganization(acme.id)
  return (
    <button type="button" onClick={() => leave.mutate(undefined)}>
      Leave
    </button>
  )
}

function Home() {
  const { data } = useOrganizationStatus()
  return <p>Home of {data?.defaultOrganization?.name}</p>
}

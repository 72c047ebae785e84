import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { acme, ann, beta, bob, link, statusOf, token } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { createWorld, type Replies, type World } from '../../test/world.tsx'
import { AcceptInvitation, type AcceptInvitationProps } from '../index.ts'
import '../styles.css'

const signup = 'POST /api/auth/signup-with-invitation'
const password = page.getByLabelText('Password', { exact: true })
const again = page.getByLabelText('Repeat the password')
const submit = page.getByRole('button', { name: 'Create account and join' })

const replies = {
  invitations: {
    validateToken: { valid: true, invitation: link },
    accept: {
      success: true,
      message: 'Accepted.',
      organization: acme,
      user_role: 'manager',
      team_name: null,
      is_default_org: true,
    },
    decline: { success: true, message: 'Declined.' },
  },
  auth: {
    signupWithInvitation: {
      success: true,
      message: 'Created.',
      organization: acme,
      user: { id: acme.id, email: ann.email, full_name: '', role: 'manager', team_name: null },
      redirect_url: '/dashboard',
    },
  },
  organizations: { status: statusOf(), joinable: { organizations: [] } },
} satisfies Replies

async function open(user: typeof ann | null, props: Partial<AcceptInvitationProps> = {}): Promise<World> {
  const world = createWorld(user, replies)
  await render(
    <world.Provider>
      <AcceptInvitation token={token} {...props} />
    </world.Provider>,
  )
  return world
}

beforeEach(async () => {
  sessionStorage.clear()
  await page.viewport(800, 1000)
})

describe('signing up', () => {
  test('works by keyboard alone', async () => {
    const onDone = vi.fn()
    const world = await open(null, { onDone })
    await expect.element(page.getByRole('heading', { name: 'Join Acme Studio' })).toBeVisible()
    const order: (string | undefined)[] = []
    for (let stop = 0; stop < 6; stop++) {
      await userEvent.tab()
      order.push(document.activeElement?.getAttribute('name') ?? document.activeElement?.ariaLabel ?? 'submit')
    }
    expect(order).toEqual(['email', 'full_name', 'password', 'Show password', 'confirmPassword', 'submit'])
    await password.click()
    await userEvent.keyboard('made-up-password{Tab}{Tab}made-up-password{Enter}')
    await expect.poll(stateOf).toBe('done')
    expect(world.asked.filter((line) => line === signup)).toHaveLength(1)
    expect(onDone).toHaveBeenCalledExactlyOnceWith({
      organization: { id: acme.id, name: acme.name },
      arrival: 'accepted',
    })
    await expect.element(page.getByRole('heading', { name: 'You are all set' })).toHaveFocus()
  })

  test('arrives once, however late the session tells of the sign-in', async () => {
    const onDone = vi.fn()
    const world = await open(null, { onDone })
    await expect.element(password).toBeVisible()
    const { session } = world
    const { getUser } = session
    const network = Promise.withResolvers<void>()
    session.getUser = () => network.promise.then(getUser)
    await password.fill('made-up-password')
    await again.fill('made-up-password')
    await submit.click()
    await expect.poll(stateOf).toBe('done')
    network.resolve()
    await session.getUser()
    await new Promise(requestAnimationFrame)
    expect(stateOf()).toBe('done')
    expect(onDone).toHaveBeenCalledExactlyOnceWith({
      organization: { id: acme.id, name: acme.name },
      arrival: 'accepted',
    })
    expect(world.asked).not.toContain('GET /api/user/organization-status')
  })

  test('keeps to the invited address', async () => {
    await open(null)
    await expect.element(page.getByLabelText('E-mail address')).toHaveValue(ann.email)
    await expect.element(page.getByLabelText('E-mail address')).toHaveAttribute('readonly')
  })

  test('shows both passwords, and hides them again', async () => {
    await open(null)
    await expect.element(password).toHaveAttribute('type', 'password')
    await page.getByRole('button', { name: 'Show password' }).click()
    await expect.element(password).toHaveAttribute('type', 'text')
    await expect.element(again).toHaveAttribute('type', 'text')
    await page.getByRole('button', { name: 'Hide password' }).click()
    await expect.element(again).toHaveAttribute('type', 'password')
  })

  test('refuses two different passwords before any request', async () => {
    const world = await open(null)
    await password.fill('made-up-password')
    await again.fill('made-up-passwort')
    await submit.click()
    await expect.element(again).toHaveFocus()
    await expect.element(again).toHaveAccessibleDescription('The two passwords differ.')
    expect(world.asked).not.toContain(signup)
  })

  test('twice at once is one request', async () => {
    const world = await open(null)
    await password.fill('made-up-password')
    await again.fill('made-up-password')
    const button = submit.element() as HTMLButtonElement
    button.click()
    button.click()
    await expect.poll(stateOf).toBe('done')
    expect(world.asked.filter((line) => line === signup)).toHaveLength(1)
  })

  test('hands no password to the host', async () => {
    const onBefore = vi.fn()
    await open(null, { actions: { signUp: { onBefore } } })
    await page.getByLabelText(/Your name/).fill('Ann Example')
    await password.fill('made-up-password')
    await again.fill('made-up-password')
    await submit.click()
    await expect.poll(stateOf).toBe('done')
    expect(onBefore.mock.calls).toEqual([[{ full_name: 'Ann Example' }]])
  })

  test('leads to the sign-in of the host, which is told whom to expect', async () => {
    await open(null, { signIn: ({ invitation }) => <button type="button">Log in as {invitation?.email}</button> })
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect.element(page.getByRole('button', { name: 'Log in as ann@example.com' })).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Sign in to join Acme Studio' })).toHaveFocus()
  })
})

describe('the invited person', () => {
  test('accepts with one press', async () => {
    const world = await open(ann)
    await page.getByRole('button', { name: 'Accept and join' }).dblClick()
    await expect.poll(stateOf).toBe('done')
    expect(world.asked.filter((line) => line === 'POST /api/invitations/accept')).toHaveLength(1)
  })

  test.each([
    ['accepted', 'Accept and join', statusOf([beta])],
    ['opened what it leads to', 'Open Acme Studio', statusOf([beta, acme])],
  ])('works there once they have %s', async (_, press, status) => {
    const told: string[] = []
    const world = createWorld(ann, { ...replies, organizations: { status } })
    await render(
      <world.Provider onOrganizationChange={(id) => told.push(`works in ${id}`)}>
        <AcceptInvitation token={token} onDone={() => told.push('is inside')} />
      </world.Provider>,
    )
    await page.getByRole('button', { name: press }).click()
    await expect.poll(() => told).toEqual([`works in ${acme.id}`, 'is inside'])
    expect(sessionStorage.getItem('tenantry.organization')).toContain(acme.id)
  })

  test('declines only after saying so twice, and keeps the place when not', async () => {
    const onLeave = vi.fn()
    const world = await open(ann, { onLeave })
    const decline = page.getByRole('button', { name: 'Decline', exact: true })
    await decline.click()
    await expect.element(page.getByRole('dialog', { name: 'Decline the invitation to Acme Studio?' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Keep it' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(decline).toHaveFocus()
    expect(world.asked).not.toContain('POST /api/invitations/decline')

    await decline.click()
    await page.getByLabelText(/Reason/).fill('I work elsewhere.')
    await page.getByRole('button', { name: 'Decline invitation' }).click()
    await expect.poll(stateOf).toBe('left')
    expect(onLeave).toHaveBeenCalledOnce()
  })

  test('signed in as somebody else sees both addresses, and changes the account', async () => {
    await open(bob)
    await expect.element(page.getByText('ann@example.com')).toBeVisible()
    await expect.element(page.getByText('bob@example.org')).toBeVisible()
    await page.getByRole('button', { name: 'Switch account' }).click()
    await expect.poll(stateOf).toBe('invitation-signup')
  })
})

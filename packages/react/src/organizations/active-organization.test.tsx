import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { everything } from '../../test/everything.ts'
import { acme, ann, beta, bob, statusOf } from '../../test/people.ts'
import { stateOf } from '../../test/show.tsx'
import { gamma, switching } from '../../test/switching.ts'
import { createWorld } from '../../test/world.tsx'
import {
  AuditLog,
  Domains,
  InvitationsList,
  InviteMembers,
  MembershipRequests,
  MembersList,
  OrganizationProfile,
  OrganizationSettings,
  OrganizationSwitcher,
  SyncStatus,
  Teams,
  useActiveOrganization,
} from '../index.ts'

function Tab({ name }: { readonly name: string }) {
  const { membership, setActive } = useActiveOrganization()
  return (
    <section aria-label={name}>
      <output>{membership?.organizations.name ?? 'none'}</output>
      <button type="button" onClick={() => setActive(beta.id)}>
        To Beta
      </button>
    </section>
  )
}

const tab = (name: string) => page.getByRole('region', { name })
const where = (name: string) => tab(name).getByRole('status')

function storage(): Storage {
  const held = new Map<string, string>()
  return {
    length: 0,
    key: () => null,
    clear: () => held.clear(),
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  }
}

beforeEach(() => {
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

describe('a tab', () => {
  test('keeps its own organization beside another tab, and through a reload', async () => {
    const [first, second] = [storage(), storage()]
    const world = createWorld(ann, switching())
    const open = async (name: string, own: Storage) => {
      vi.stubGlobal('sessionStorage', own)
      await render(
        <world.Provider>
          <Tab name={name} />
        </world.Provider>,
      )
      await expect.element(where(name)).not.toMatchTextContent('none')
    }
    await open('one', first)
    await userEvent.click(tab('one').getByRole('button'))
    await expect.element(where('one')).toMatchTextContent(beta.name)
    await open('two', second)
    await expect.element(where('two')).toMatchTextContent(acme.name)
    await expect.element(where('one')).toMatchTextContent(beta.name)
    await open('one again', first)
    await expect.element(where('one again')).toMatchTextContent(beta.name)
    expect(world.asked.filter((line) => line.includes('default'))).toEqual([])
  })

  test('forgets the choice of one person when another signs in, also with a page left in between', async () => {
    const show = async (who: typeof ann, name: string) => {
      const world = createWorld(who, switching())
      await render(
        <world.Provider>
          <Tab name={name} />
        </world.Provider>,
      )
      return world
    }
    const world = await show(ann, 'ann')
    await userEvent.click(tab('ann').getByRole('button'))
    await expect.element(where('ann')).toMatchTextContent(beta.name)
    world.session.become({ ...ann })
    await expect.element(where('ann')).toMatchTextContent(beta.name)
    await show(ann, 'ann later')
    await expect.element(where('ann later')).toMatchTextContent(beta.name)
    await show(bob, 'bob')
    await expect.element(where('bob')).toMatchTextContent(acme.name)
    expect(sessionStorage.getItem('tenantry.organization')).toBeNull()
    world.session.become(bob)
    await expect.element(where('ann')).toMatchTextContent(acme.name)
  })

  test('keeps nobody by name in its storage', async () => {
    const world = createWorld(ann, switching())
    await render(
      <world.Provider>
        <Tab name="one" />
      </world.Provider>,
    )
    await userEvent.click(tab('one').getByRole('button'))
    await expect.poll(() => sessionStorage.getItem('tenantry.organization')).toMatch(new RegExp(`^${beta.id} -?\\d+$`))
  })

  test('falls back to the default one when its membership has ended', async () => {
    const world = createWorld(ann, switching())
    await render(
      <world.Provider>
        <Tab name="one" />
        <OrganizationSwitcher />
      </world.Provider>,
    )
    await userEvent.click(tab('one').getByRole('button'))
    await expect.element(where('one')).toMatchTextContent(beta.name)
    world.reply(switching({ members: [acme] }))
    world.session.become(null)
    world.session.become(ann)
    await expect.element(where('one')).toMatchTextContent(acme.name)
    await expect.element(page.getByRole('button', { name: /^Acme Studio, switch/ })).toBeVisible()
  })

  test('has no membership where the host gives it an organization of others', async () => {
    const world = createWorld(ann, switching())
    await render(
      <world.Provider organizationId={gamma.id}>
        <OrganizationSwitcher />
        <Tab name="one" />
      </world.Provider>,
    )
    await expect.poll(stateOf).toBe('ready')
    await expect.element(page.getByRole('button', { name: 'Choose an organization' })).toBeVisible()
    await expect.element(where('one')).toMatchTextContent('none')
  })
})

describe('every widget of an organization', () => {
  const widgets = [
    <AuditLog key="audit" />,
    <Domains key="domains" />,
    <InvitationsList key="invitations" />,
    <InviteMembers key="invite" />,
    <MembershipRequests key="requests" />,
    <MembersList key="members" />,
    <OrganizationProfile key="profile" />,
    <OrganizationSettings key="settings" />,
    <SyncStatus key="sync" />,
    <Teams key="teams" />,
  ]
  const states = () => {
    const found = document.querySelectorAll<HTMLElement>('[data-tenantry-widget]')
    return [...found].map((widget) => widget.dataset.tenantryState)
  }

  test('says that it could not be asked which one it is about, and asks again', async () => {
    const world = createWorld(ann, { organizations: { status: 'NETWORK_FAILED' } })
    await render(<world.Provider>{widgets}</world.Provider>)
    await expect.poll(states, { timeout: 8000 }).toEqual(widgets.map(() => 'offline'))
    world.reply(everything())
    await userEvent.click(page.getByRole('button', { name: 'Try again' }).first())
    await expect.element(page.getByRole('row').filter({ hasText: 'Bob Example' }).first()).toBeVisible()
    expect(states()).not.toContain('offline')
  })

  test('is open to nobody without an organization', async () => {
    const world = createWorld(ann, { organizations: { status: statusOf() } })
    await render(<world.Provider>{widgets}</world.Provider>)
    await expect.poll(states).toEqual(widgets.map(() => 'forbidden'))
    expect(world.asked).toEqual(['GET /api/user/organization-status'])
  })
})

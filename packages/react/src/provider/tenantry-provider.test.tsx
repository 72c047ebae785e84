import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { problemOf, TenantryError } from '@tenantry/core'
import { pl } from '@tenantry/core/messages/pl'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { acme, ann, beta, bob, statusOf } from '../../test/people.ts'
import { sceneOf } from '../../test/scenes.ts'
import { show } from '../../test/show.tsx'
import { createWorld } from '../../test/world.tsx'
import {
  CreateOrganization,
  TenantryProvider,
  tenantryKeys,
  useOrganizationStatus,
  useProblemText,
  useTenantry,
  type Wordable,
} from '../index.ts'
import '../styles.css'

beforeEach(() => page.viewport(800, 900))

function Lost() {
  useTenantry()
  return null
}

function Say({ problem }: { readonly problem: Wordable }) {
  return <p>{useProblemText()(problem)}</p>
}

function Status() {
  const { data, error } = useOrganizationStatus()
  return <p>{error?.code ?? data?.defaultOrganization?.name ?? 'nothing yet'}</p>
}

describe('the language', () => {
  test('is English for a locale that nobody has words for', async () => {
    await show(sceneOf('create-organization'), { locale: 'xx' })
    await expect.element(page.getByRole('heading', { name: 'Create your organization' })).toBeVisible()
    await expect.element(page.getByLabelText('Country')).toMatchTextContent(/Germany/)
    expect(document.querySelector('[data-tenantry-widget]')?.getAttribute('lang')).toBe('en')
  })

  test.each(['pl-PL', 'pl_PL'])('is found for %s', async (locale) => {
    await show(sceneOf('done'), { locale })
    await expect.element(page.getByRole('heading', { name: 'Wszystko gotowe' })).toBeVisible()
  })

  test.each([
    ['ar-EG', 'إنشاء', 'rtl'],
    ['zh-Hans-CN', '组织', null],
    ['pt-PT', 'organização', null],
  ])('is found for %s, and runs its way', async (locale, word, dir) => {
    await show(sceneOf('create-organization'), { locale })
    const root = () => document.querySelector('[data-tenantry-widget]')
    await expect.poll(() => root()?.textContent).toContain(word)
    expect(root()?.getAttribute('dir')).toBe(dir)
  })

  test('leaves who reads traditional Chinese with English', async () => {
    await show(sceneOf('create-organization'), { locale: 'zh-TW' })
    await expect.element(page.getByRole('heading', { name: 'Create your organization' })).toBeVisible()
  })

  test('is English for a locale that is none', async () => {
    await show(sceneOf('done'), { locale: 'not a locale' })
    await expect.element(page.getByRole('heading', { name: 'You are all set' })).toBeVisible()
  })

  test('names countries, and chooses one, as its locale does', async () => {
    await show(sceneOf('create-organization'), { locale: 'pl' })
    await expect.element(page.getByLabelText('Kraj')).toHaveValue('PL')
    await expect.element(page.getByLabelText('Kraj')).toMatchTextContent(/Niemcy/)
  })

  test('is asked of the server too, by the client that the provider makes', async () => {
    const asked: (string | null)[] = []
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
      asked.push(new Headers(init?.headers).get('accept-language'))
      return Response.json(statusOf([acme]))
    })
    const { session } = createWorld(ann)
    const app = (locale: string) => (
      <TenantryProvider session={session} locale={locale}>
        <Status />
      </TenantryProvider>
    )
    const { rerender } = await render(app('pl_PL'))
    await expect.element(page.getByText(acme.name)).toBeVisible()
    await rerender(app('en'))
    session.become(bob)
    await expect.poll(() => asked).toEqual(['pl-PL', 'en'])
    fetched.mockRestore()
  })

  test('takes single words of the host, in the language that is spoken', async () => {
    await show(sceneOf('create-organization'), { locale: 'pl', messages: { create: { title: 'Załóż przychodnię' } } })
    await expect.element(page.getByRole('heading', { name: 'Załóż przychodnię' })).toBeVisible()
    await expect.element(page.getByLabelText('Nazwa organizacji')).toBeVisible()
  })

  test('is Polish where the host has words of its own in every part of it', async () => {
    const messages = Object.fromEntries(Object.keys(pl).map((part) => [part, {}]))
    await show(sceneOf('create-organization'), { locale: 'pl', messages: { ...messages, create: { title: 'Załóż' } } })
    await expect.element(page.getByRole('heading', { name: 'Załóż' })).toBeVisible()
    await expect.element(page.getByLabelText('Nazwa organizacji')).toBeVisible()
  })

  test('changes around a half-filled form', async () => {
    const world = createWorld(ann, sceneOf('create-organization').replies)
    const widget = (locale: string) => (
      <world.Provider locale={locale}>
        <CreateOrganization />
      </world.Provider>
    )
    const { rerender } = await render(widget('en'))
    await page.getByLabelText('Organization name').fill('Acme Studio')
    await rerender(widget('pl'))
    await expect.element(page.getByLabelText('Nazwa organizacji')).toHaveValue('Acme Studio')
    expect(document.querySelector('[data-tenantry-widget]')?.getAttribute('lang')).toBe('pl')
    await rerender(widget('xx'))
    await expect.element(page.getByLabelText('Organization name')).toHaveValue('Acme Studio')
  })

  test('takes all words of the host, for any locale', async () => {
    await show(sceneOf('create-organization'), { locale: 'szl', messages: pl })
    await expect.element(page.getByRole('heading', { name: 'Utwórz organizację' })).toBeVisible()
    expect(document.querySelector('[data-tenantry-widget]')?.getAttribute('lang')).toBe('szl')
  })
})

describe('the appearance', () => {
  test('adds the classes of the host to single elements', async () => {
    await show(sceneOf('done'), { appearance: { elements: { card: 'my-card', title: 'my-title' }, logo: 'My logo' } })
    const card = page.getByRole('region', { name: 'You are all set' })
    await expect.element(card).toHaveClass('tenantry-card', 'my-card')
    await expect.element(card).toMatchTextContent(/^My logo/)
  })

  test('unstyled leaves only those', async () => {
    await show(sceneOf('done'), { appearance: { unstyled: true, elements: { card: 'my-card' } } })
    await expect.element(page.getByRole('region', { name: 'You are all set' })).toHaveAttribute('class', 'my-card')
    expect(page.getByRole('heading', { level: 1 }).element().hasAttribute('class')).toBe(false)
  })

  test('follows custom properties of the host', async () => {
    document.documentElement.className = 'brand'
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.brand { --tenantry-primary: rgb(1, 2, 3); --tenantry-radius: 0px }')
    document.adoptedStyleSheets = [sheet]
    await show(sceneOf('offline'))
    // Not the button's own colour: the pointer may rest on it since another test.
    const style = getComputedStyle(page.getByRole('button').element())
    expect([style.getPropertyValue('--_primary'), style.borderRadius]).toEqual(['rgb(1, 2, 3)', '0px'])
    document.adoptedStyleSheets = []
    document.documentElement.className = ''
  })

  test('loses against any rule of the host', async () => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('section { border-radius: 3px }')
    document.adoptedStyleSheets = [sheet]
    await show(sceneOf('done'))
    expect(getComputedStyle(page.getByRole('region').element()).borderRadius).toBe('3px')
    document.adoptedStyleSheets = []
  })
})

describe('the query cache', () => {
  test('is that of the host, where there is one', async () => {
    const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
    const queryClient = new QueryClient()
    await render(
      <QueryClientProvider client={queryClient}>
        <TenantryProvider client={world.client} session={world.session}>
          <Status />
        </TenantryProvider>
      </QueryClientProvider>,
    )
    await expect.element(page.getByText(acme.name)).toBeVisible()
    expect(queryClient.getQueryData(tenantryKeys.organizationStatus)).toMatchObject({ hasOrganizations: true })
  })

  test('forgets one person when another signs in', async () => {
    const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
    await render(
      <world.Provider>
        <Status />
      </world.Provider>,
    )
    await expect.element(page.getByText(acme.name)).toBeVisible()
    world.reply({ organizations: { status: 'pending' } })
    world.session.become(bob)
    await expect.element(page.getByText('nothing yet')).toBeVisible()
  })

  test('of the host holds nothing of one person for another who signed in elsewhere', async () => {
    const queryClient = new QueryClient()
    const first = createWorld(ann, { organizations: { status: statusOf([acme]) } })
    const shown = await render(
      <first.Provider queryClient={queryClient}>
        <Status />
      </first.Provider>,
    )
    await expect.element(page.getByText(acme.name)).toBeVisible()
    await shown.unmount()
    const next = createWorld(bob, { organizations: { status: 'pending' } })
    await render(
      <next.Provider queryClient={queryClient}>
        <Status />
      </next.Provider>,
    )
    await expect.element(page.getByText('nothing yet')).toBeVisible()
    expect(queryClient.getQueryData(tenantryKeys.organizationStatus)).toBeUndefined()
  })

  test('keeps what it knows while the session cannot be asked', async () => {
    const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
    const getUser = vi.spyOn(world.session, 'getUser')
    await render(
      <world.Provider>
        <Status />
      </world.Provider>,
    )
    await expect.element(page.getByText(acme.name)).toBeVisible()
    getUser.mockRejectedValueOnce(new Error('made-up outage'))
    world.session.become(ann)
    await expect.poll(() => getUser.mock.results.length).toBeGreaterThan(1)
    await expect.element(page.getByText(acme.name)).toBeVisible()
    expect(world.asked).toHaveLength(1)
  })

  test('keeps what it knows when the same person has a new token', async () => {
    const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
    await render(
      <world.Provider>
        <Status />
      </world.Provider>,
    )
    await expect.element(page.getByText(acme.name)).toBeVisible()
    world.session.become({ ...ann })
    await expect.element(page.getByText(acme.name)).toBeVisible()
    expect(world.asked).toHaveLength(1)
  })

  test('keeps what it knows while the session cannot say who is there', async () => {
    const world = createWorld(ann, { organizations: { status: statusOf([acme]) } })
    await render(
      <world.Provider>
        <Status />
      </world.Provider>,
    )
    await expect.element(page.getByText(acme.name)).toBeVisible()
    const { getUser } = world.session
    world.session.getUser = () => Promise.reject(new TypeError('Failed to fetch'))
    world.session.become({ ...ann })
    await expect.element(page.getByText(acme.name)).toBeVisible()
    world.session.getUser = getUser
    world.reply({ organizations: { status: statusOf([beta]) } })
    world.session.become(bob)
    await expect.element(page.getByText(beta.name)).toBeVisible()
    expect(world.asked).toHaveLength(2)
  })
})

describe('the text of a problem', () => {
  test.each([
    [{ code: 'CONFLICT' }, 'Ktoś zmienił to w tym samym czasie. Spróbuj ponownie.'],
    [{ code: 'RATE_LIMITED', retryAfter: null }, 'Zbyt wiele żądań. Odczekaj chwilę i spróbuj ponownie.'],
    [
      new TenantryError('RATE_LIMITED', { status: 429, retryAfter: 2 }),
      'Zbyt wiele prób. Spróbuj ponownie za 2 sekundy.',
    ],
    [
      problemOf(new TenantryError('RATE_LIMITED', { retryAfter: 300 })),
      'Zbyt wiele prób. Spróbuj ponownie za 5 minut.',
    ],
  ] as const)('says %o in the chosen language', async (problem, text) => {
    const { Provider } = createWorld(ann)
    await render(
      <Provider locale="pl">
        <Say problem={problem} />
      </Provider>,
    )
    await expect.element(page.getByText(text)).toBeVisible()
  })
})

test('says what is missing where there is no provider', async () => {
  const caught = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(render(<Lost />)).rejects.toThrow('<TenantryProvider>')
  caught.mockRestore()
})

import { expect, inject, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { InviteMembers, Onboarding, PendingInvitations, PendingInvitationsBadge } from '../src/index.ts'
import { organization } from './organization.ts'
import { acme, ann, pendingAcme, pendingBeta, pendingGamma, token } from './people.ts'
import { creating, sceneOf, scenes } from './scenes.ts'
import { show, stateOf } from './show.tsx'
import { createWorld, type Replies } from './world.tsx'
import '../src/styles.css'
import './pictures.css'

const folder = inject('folder')

const looks = [
  { look: 'light', width: 640, theme: 'light', locale: 'en', dir: 'ltr' },
  { look: 'dark', width: 640, theme: 'dark', locale: 'pl', dir: 'ltr' },
  { look: 'phone', width: 375, theme: 'light', locale: 'pl', dir: 'ltr' },
  { look: 'rtl', width: 640, theme: 'light', locale: 'en', dir: 'rtl' },
] as const

for (const { look, width, theme, locale, dir } of looks) {
  const provider = { locale, appearance: { theme } } as const

  async function take(name: string) {
    document.documentElement.dir = dir
    document.body.dataset.theme = theme
    await page.screenshot({ path: `${folder}/${look}/${name}.png` })
  }

  test.for(scenes)(`${look}: $name`, async (scene) => {
    await page.viewport(width, 900)
    await show(scene, provider)
    await take(scene.name)
  })

  test(`${look}: create, wrong`, async () => {
    await page.viewport(width, 1100)
    await show(sceneOf('create-organization'), provider)
    await userEvent.click(document.querySelector('summary') ?? document.body)
    await userEvent.fill(field('google_domain'), 'not a domain')
    await userEvent.click(submit())
    await take('create-organization-wrong')
  })

  test(`${look}: create, taken`, async () => {
    await page.viewport(width, 900)
    const replies = {
      organizations: {
        ...creating.organizations,
        slugAvailability: {
          slug: 'acme-studio',
          available: false,
          reason: 'taken' as const,
          suggestions: ['acme-studio-hq', 'acme-studio-team', 'acme-studio-2'],
        },
      },
    }
    await show({ ...sceneOf('create-organization'), replies, props: { slugPrefix: 'app.example.com/' } }, provider)
    await userEvent.fill(field('name'), 'Acme Studio')
    await expect.poll(() => document.querySelector('.tenantry-chip')).not.toBeNull()
    await take('create-organization-taken')
  })

  test(`${look}: signup, wrong`, async () => {
    await page.viewport(width, 1100)
    await show(sceneOf('invitation-signup'), provider)
    await userEvent.fill(field('password'), 'short')
    await userEvent.click(submit())
    await take('invitation-signup-wrong')
  })

  test(`${look}: declining`, async () => {
    await page.viewport(width, 900)
    await show(sceneOf('invitation-review'), provider)
    await userEvent.click(document.querySelectorAll('.tenantry-actions button')[1] ?? document.body)
    await take('declining')
  })

  test(`${look}: busy and failed`, async () => {
    await page.viewport(width, 900)
    const scene = sceneOf('invitations')
    await show({ ...scene, replies: { ...scene.replies, invitations: { accept: 'RATE_LIMITED' } } }, provider)
    await userEvent.click(document.querySelector('.tenantry-row button') ?? document.body)
    await expect.poll(() => document.querySelector('[role="alert"]')).not.toBeNull()
    await take('invitations-failed')
  })

  test(`${look}: invited`, async () => {
    await page.viewport(width, 1000)
    const invitations: Replies['invitations'] = {
      create: ({ body }) => ({
        results: body.invitations.map(({ email }) =>
          email.endsWith('.com')
            ? { email, status: 'invited' as const }
            : { email, status: 'skipped' as const, code: 'MEMBERSHIP_EXISTS' as const },
        ),
      }),
    }
    const world = createWorld(ann, organization([], { invitations }))
    await render(
      <world.Provider {...provider}>
        <InviteMembers organizationId={acme.id} onDone={() => {}} />
      </world.Provider>,
    )
    await userEvent.fill(await appearing('[name="emails"]'), 'ada@example.com, ben@example.com, cleo@example.org,')
    await userEvent.click(submit())
    await expect.poll(() => document.querySelector('[data-status="skipped"]')).not.toBeNull()
    await take('invite-people-results')
  })

  test.for(['ready', 'empty', 'error', 'loading'] as const)(`${look}: inbox, %s`, async (state) => {
    await page.viewport(width === 640 ? 900 : width, 700)
    const world = createWorld(ann, {
      invitations: {
        pending: {
          ready: { pending_invitations: [pendingAcme, pendingBeta], count: 2 },
          empty: { pending_invitations: [], count: 0 },
          error: 'NOT_AUTHORIZED' as never,
          loading: 'pending' as const,
        }[state === 'error' ? 'loading' : state],
      },
    })
    if (state === 'error') world.reply({ invitations: { pending: 'UNAUTHENTICATED' } })
    await render(
      <world.Provider {...provider}>
        <PendingInvitations />
      </world.Provider>,
    )
    await expect.poll(stateOf).toBe(state)
    await take(`inbox-${state}`)
  })

  test(`${look}: badge`, async () => {
    await page.viewport(width, 700)
    const world = createWorld(ann, {
      invitations: { pending: { pending_invitations: [pendingAcme, pendingBeta], count: 2 } },
    })
    await render(
      <world.Provider {...provider}>
        <div className="bar">
          <PendingInvitationsBadge />
        </div>
      </world.Provider>,
    )
    await expect.poll(stateOf).toBe('ready')
    await userEvent.click(await appearing('.tenantry-badge-button'))
    await expect.poll(() => document.querySelector('.tenantry-popover .tenantry-row')).not.toBeNull()
    await take('badge')
  })
}

test('for the README', async () => {
  await page.viewport(1280, 800)
  document.documentElement.dir = 'ltr'
  sessionStorage.clear()
  const founder = createWorld(ann, creating)
  const invited = createWorld(ann, sceneOf('invitation-review').replies)
  const member = createWorld(ann, {
    invitations: { pending: { pending_invitations: [pendingAcme, pendingGamma], count: 2 } },
  })
  await render(
    <div className="row" data-testid="row">
      <founder.Provider appearance={{ theme: 'light' }}>
        <Onboarding slugPrefix="app.example.com/" />
      </founder.Provider>
      <invited.Provider appearance={{ theme: 'light' }}>
        <Onboarding token={token} />
      </invited.Provider>
      <member.Provider appearance={{ theme: 'dark' }}>
        <PendingInvitations />
      </member.Provider>
    </div>,
  )
  await appearing('[name="name"]')
  await userEvent.fill(field('name'), 'Öl & Gas Studio')
  await expect.poll(() => document.querySelector('[data-state="available"]')).not.toBeNull()
  await expect.poll(() => document.querySelectorAll('.tenantry-avatar').length).toBe(3)
  await page.getByTestId('row').screenshot({ path: `${folder}/widgets.png` })
})

function field(name: string): Element {
  return document.querySelector(`[name="${name}"]`) ?? document.body
}

function submit(): Element {
  return document.querySelector('button[type="submit"]') ?? document.body
}

async function appearing(selector: string): Promise<Element> {
  await expect.poll(() => document.querySelector(selector)).not.toBeNull()
  return document.querySelector(selector) ?? document.body
}

import { createTranslator } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { pl } from '@tenantry/core/messages/pl'
import { within } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { invitationsOf, sentInvitations } from '../../test/invitations.ts'
import { membersOf, organization } from '../../test/organization.ts'
import { acme, ann, beta, link, statusOf, toAcme, toBeta, token } from '../../test/people.ts'
import { creating, sceneOf } from '../../test/scenes.ts'
import { stateOf } from '../../test/show.tsx'
import { switching } from '../../test/switching.ts'
import { createWorld, type Replies, type World } from '../../test/world.tsx'
import { InvitationsList, MembersList, Onboarding, OrganizationSwitcher } from '../index.ts'
import { createTesters, fromTestingLibrary, type Screen } from '../testing.ts'
import '../styles.css'

const screens: Readonly<Record<string, () => Screen>> = {
  'the page of Vitest': () => page,
  'Testing Library': () => fromTestingLibrary({ within, user: userEvent.setup() }),
}
const languages = { en: createTranslator('en', en), pl: createTranslator('pl', pl) }
const cases = Object.keys(screens).flatMap((screen) => (['en', 'pl'] as const).map((locale) => ({ screen, locale })))

beforeEach(async () => {
  await page.viewport(1100, 1000)
  sessionStorage.clear()
})

async function open(widget: ReactNode, replies: Replies, { locale = 'en', user = ann }: Visit = {}): Promise<World> {
  const world = createWorld(user, replies)
  await render(<world.Provider locale={locale}>{widget}</world.Provider>)
  return world
}

interface Visit {
  readonly locale?: string
  readonly user?: typeof ann | null
}

const wrote = (world: World) => world.asked.filter((line) => !line.startsWith('GET'))

describe.each(cases)('on $screen, in $locale', ({ screen, locale }) => {
  const testers = () => createTesters(screens[screen]?.() ?? page, { translator: languages[locale] })

  test('members get roles, are suspended, removed and brought back', async () => {
    await open(<MembersList />, organization(membersOf()), { locale })
    const { changeRole, suspendMember, reactivateMember, removeMember, undoRemoval } = testers()
    await changeRole('Bob Example', 'admin')
    await expect.element(page.getByRole('combobox', { name: /Bob Example$/ })).toHaveValue('admin')
    await suspendMember('Bob Example')
    await reactivateMember('Ben Example')
    const suspended = languages[locale].t('members.suspended')
    await expect.element(page.getByRole('row').filter({ hasText: 'Bob' })).toMatchTextContent(new RegExp(suspended))
    await removeMember('Bob Example')
    await undoRemoval()
    await expect.element(page.getByRole('row').filter({ hasText: 'bob@example.org' })).toBeVisible()
  })

  test('people are invited, invited again, and not any more', async () => {
    const { replies, sent } = invitationsOf(sentInvitations())
    const world = await open(<InvitationsList />, organization([], { invitations: replies }), { locale })
    const { openInviteDialog, inviteMembers, resendInvitation, revokeInvitation } = testers()
    await openInviteDialog(languages[locale].t('sent.invite'))
    await inviteMembers({ emails: ['kaya@example.com', 'liv@example.com'], role: 'manager' })
    await expect
      .poll(() => sent.flat().map(({ email, role }) => `${email} ${role}`))
      .toEqual(['kaya@example.com manager', 'liv@example.com manager'])
    document.querySelector<HTMLElement>('dialog .tenantry-actions button:last-child')?.click()
    await expect.poll(() => document.querySelector('dialog')).toBeNull()
    await resendInvitation('cleo@example.com')
    await revokeInvitation('dora@example.com')
    await expect
      .poll(() => wrote(world).map((line) => line.replace(/ .*\//, ' ')))
      .toEqual(['POST invitations', 'POST resend', expect.stringMatching(/^DELETE /)])
  })

  test('somebody goes to another organization', async () => {
    await open(<OrganizationSwitcher />, switching({ members: [acme, beta] }), { locale })
    await expect.poll(stateOf).toBe('ready')
    await testers().switchOrganization(beta.name)
    await expect.poll(() => document.querySelector('.tenantry-switcher')?.textContent).toContain(beta.name)
  })

  test('somebody founds an organization', async () => {
    await open(<Onboarding />, creating, { locale })
    await testers().createOrganization({ name: 'Acme Studio', slug: 'acme', country: 'PL' })
    await expect.poll(stateOf).toBe('invite-people')
    await testers().skipInviting()
    await expect.poll(stateOf).toBe('done')
  })

  test('somebody answers an invitation', async () => {
    const { replies } = sceneOf('invitation-review')
    const invitations = { ...replies.invitations, accept: 'ORGANIZATION_FULL' } as const
    const world = await open(<Onboarding token={token} />, { ...replies, invitations }, { locale })
    await testers().acceptInvitation()
    await expect.poll(stateOf).toBe('organization-full')
    expect(wrote(world)).toEqual(['POST /api/invitations/accept'])
  })

  test('somebody declines one invitation of several', async () => {
    const world = await open(
      <Onboarding />,
      { organizations: { status: statusOf([], [toAcme, toBeta]) }, invitations: { decline: 'RATE_LIMITED' } },
      { locale },
    )
    await testers().declineInvitation(acme.name)
    await expect.poll(() => wrote(world)).toEqual(['POST /api/invitations/decline'])
  })

  test('somebody signs up by an invitation', async () => {
    const replies = {
      invitations: { validateToken: { valid: true, invitation: link } },
      auth: { signupWithInvitation: 'USER_EXISTS' },
    } as const
    await open(<Onboarding token={token} />, replies, { locale, user: null })
    await testers().signUp({ password: 'made-up-{password}', fullName: 'Ann Example' })
    await expect.poll(stateOf).toBe('account-exists')
  })
})

test('rows come with all that the library can do', async () => {
  await open(<MembersList />, organization(membersOf()))
  await expect.element(createTesters(page).memberRow('bob@example.org')).toBeVisible()
  const row = await createTesters(fromTestingLibrary({ within, user: userEvent.setup() }))
    .memberRow('Bob Example')
    .element()
  expect(row.textContent).toContain('bob@example.org')
})

test('a locator is a screen, too: acts stay within it', async () => {
  const { replies } = invitationsOf(sentInvitations())
  await open(<InvitationsList />, organization([], { invitations: replies }))
  const dialog = await createTesters(page).openInviteDialog()
  await createTesters(dialog).inviteMembers({ emails: ['kaya@example.com'] })
  await expect.element(dialog.getByText('Invitation sent')).toBeVisible()
  await expect.element(createTesters(page).invitationRow('kaya@example.com')).toBeVisible()
})

test('says in words what is not there', async () => {
  await open(<MembersList />, organization(membersOf()))
  const { removeMember, changeRole } = createTesters(
    fromTestingLibrary({ within, user: userEvent.setup(), container: document.body }),
  )
  await expect(removeMember('Nobody')).rejects.toThrow(
    'Could not press the button “Actions for Nobody”: it is not there, or not within reach.',
  )
  await expect(changeRole('Ben Example', 'owner')).rejects.toThrow('Could not choose owner for “Role of Ben Example”')
  await expect(removeMember('Ann Example')).rejects.toThrow('Could not press the menuitem “Remove”')
})

import type { ReactNode } from 'react'
import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import {
  type Appearance,
  InvitationsList,
  InviteMembers,
  MembersList,
  Onboarding,
  OrganizationProfile,
  OrganizationSwitcher,
} from '../src/index.ts'
import { invitationsOf, sentInvitations } from './invitations.ts'
import { requestsOf, requestsToJoin } from './membership-requests.ts'
import { membersOf, organization } from './organization.ts'
import { acme, ann } from './people.ts'
import { creating } from './scenes.ts'
import { delta, invited, knocking, many, switching, syncOf } from './switching.ts'
import { createWorld, type Replies } from './world.tsx'

/** A widget with something in each of its parts, ready to be looked at. */
export interface View {
  readonly name: string
  /** A server of its own, each time. */
  readonly replies: () => Replies
  readonly widget: ReactNode
  /** Brings it to where there is most to see. */
  readonly reach: () => Promise<void>
}

export const views: readonly View[] = [
  {
    name: 'members',
    replies: () => organization(membersOf(4)),
    widget: <MembersList />,
    reach: () => expect.element(page.getByRole('row', { name: /Ben Example Suspended/ })).toBeVisible(),
  },
  {
    name: 'invite',
    replies: () => organization([], { invitations: invitationsOf([]).replies }),
    widget: <InviteMembers organizationId={acme.id} onDone={() => {}} />,
    reach: async () => {
      const field = page.getByLabelText('E-mail addresses')
      await userEvent.fill(field, 'ben@example.com, cleo@example.com, dora.example.com,')
      await userEvent.click(page.getByText('A role for each'))
      await expect.element(page.getByText(/address is not valid/)).toBeVisible()
    },
  },
  {
    name: 'create',
    replies: () => creating,
    widget: <Onboarding slugPrefix="app.example.com/" />,
    reach: async () => {
      await userEvent.fill(page.getByLabelText('Organization name'), 'Acme Studio')
      await expect.element(page.getByText(/is free/)).toBeVisible()
      await userEvent.click(page.getByText('Company e-mail domain'))
      await userEvent.fill(page.getByRole('textbox', { name: /^Domain/ }), 'not a domain')
      await userEvent.click(page.getByRole('button', { name: 'Create organization' }))
      await expect.element(page.getByText('Enter a domain such as example.com.')).toBeVisible()
    },
  },
  {
    name: 'switcher',
    replies: () => switching({ members: many, invitations: [invited], joinable: [knocking] }),
    widget: <OrganizationSwitcher />,
    reach: async () => {
      await userEvent.click(page.getByRole('button', { name: /switch organization/ }))
      await expect.element(page.getByText(delta.name)).toBeVisible()
    },
  },
]

/** More of them, which every appearance has to hold, and not every theme. */
export const furtherViews: readonly View[] = [
  {
    name: 'invitations',
    replies: () => organization([], { invitations: invitationsOf(sentInvitations()).replies }),
    widget: <InvitationsList />,
    reach: async () => {
      await userEvent.selectOptions(page.getByLabelText('Status', { exact: true }), '')
      await userEvent.click(page.getByRole('button', { name: 'Actions for cleo@example.com' }))
    },
  },
  {
    name: 'empty',
    replies: () => organization([], { invitations: invitationsOf([]).replies }),
    widget: <InvitationsList />,
    reach: () => expect.element(page.getByText('No invitations wait')).toBeVisible(),
  },
  {
    name: 'profile',
    replies: () =>
      organization(membersOf(4), {
        membershipRequests: requestsOf(requestsToJoin()).replies,
        sync: { get: { sync: syncOf() } },
      }),
    widget: <OrganizationProfile routing="none" />,
    reach: () => expect.element(page.getByRole('row', { name: /Ben Example Suspended/ })).toBeVisible(),
  },
  {
    name: 'removing',
    replies: () => organization(membersOf(2)),
    widget: <MembersList />,
    reach: async () => {
      await userEvent.click(page.getByRole('button', { name: 'Actions for Bob Example' }))
      await userEvent.click(page.getByRole('menuitem', { name: 'Remove' }))
    },
  },
]

/** Renders a view and brings it to where there is most to see. */
export async function look({ replies, widget, reach }: View, appearance: Appearance): Promise<void> {
  sessionStorage.clear()
  const world = createWorld(ann, replies())
  await render(<world.Provider appearance={appearance}>{widget}</world.Provider>)
  await reach()
}

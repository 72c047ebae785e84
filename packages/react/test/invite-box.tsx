import type { InvitationDraft } from '@tenantry/core'
import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { InviteMembers, type InviteMembersProps } from '../src/index.ts'
import { invitationsOf } from './invitations.ts'
import { organization } from './organization.ts'
import { acme, ann } from './people.ts'
import { stateOf } from './show.tsx'
import { createWorld, type Replies, type World } from './world.tsx'

export const CREATE_INVITATIONS = `POST /api/organizations/${acme.id}/invitations`
export const addresses = page.getByLabelText('E-mail addresses')
export const results = page.getByRole('list', { name: 'Results' }).getByRole('listitem')
export const submit = page.getByRole('button', { name: /^Send/ })

export async function open(replies: Replies['invitations'] = {}, props: Partial<InviteMembersProps> = {}) {
  const server = invitationsOf([], replies)
  const world = createWorld(ann, organization([], { invitations: server.replies }))
  await render(
    <world.Provider>
      <InviteMembers organizationId={acme.id} {...props} />
    </world.Provider>,
  )
  await expect.poll(stateOf).toBe('ready')
  return { world, sent: server.sent }
}

export async function paste(text: string) {
  await userEvent.click(addresses)
  const clipboardData = new DataTransfer()
  clipboardData.setData('text', text)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(event)
}

export const chips = () => [...document.querySelectorAll('[data-chip]')].map(({ textContent }) => textContent)
export const invited = (world: World) => world.asked.filter((line) => line === CREATE_INVITATIONS).length
export const emails = (sent: readonly (readonly InvitationDraft[])[]) => sent.flat().map(({ email }) => email)

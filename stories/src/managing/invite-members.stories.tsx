import { InviteMembers } from '@tenantry/react'
import { invitationsOf } from '../../../packages/react/test/invitations.ts'
import { details, organization } from '../../../packages/react/test/organization.ts'
import { acme } from '../../../packages/react/test/people.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import type { Act } from '../settle.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({
  title: 'Managing/InviteMembers',
  component: InviteMembers,
  args: { organizationId: acme.id },
})
const inviting = () => organization([], { invitations: invitationsOf([]).replies })
const answering = (get: ReplyTo<'organizations', 'get'>) => () => organization([], { organizations: { get } })

const type =
  (text: string): Act =>
  async ({ canvas, userEvent }) =>
    userEvent.type(await canvas.findByLabelText('E-mail addresses'), text)

const send: Act = async ({ canvas, userEvent }) => userEvent.click(await canvas.findByRole('button', { name: /^Send/ }))

export const Typical = meta.story(shows('ready', inviting))
export const Loading = meta.story(shows('loading', answering('pending')))
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering({ ...details, permissions: ['members:read'] })))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const Filled = meta.story(
  shows('ready', inviting, { act: type('ben@example.com, Cleo Example <cleo@example.com>, dora.example.com ') }),
)
export const Results = meta.story(
  shows('ready', inviting, {
    async act(context) {
      await type('ben@example.com, ann@example.com, cleo@full.example ')(context)
      await send(context)
      await context.canvas.findByRole('list', { name: 'Results' })
    },
  }),
)
export const InDialog = meta.story({
  ...shows('ready', inviting, {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: 'Invite people' }))
      await canvas.findByRole('dialog')
    },
  }),
  args: { trigger: 'Invite people' },
})

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

import { InvitationsList } from '@tenantry/react'
import { invitationsOf, sentInvitations } from '../../../packages/react/test/invitations.ts'
import { organization } from '../../../packages/react/test/organization.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Managing/InvitationsList', component: InvitationsList })
const answering = (list: ReplyTo<'invitations', 'list'>) => () => organization([], { invitations: { list } })
const sent = (first = sentInvitations()) => organization([], { invitations: invitationsOf(first).replies })

export const Typical = meta.story(shows('ready', sent))
export const EveryStatus = meta.story(
  shows('ready', sent, {
    async act({ canvas, userEvent }) {
      await canvas.findByText('cleo@example.com')
      await userEvent.selectOptions(canvas.getByLabelText('Status'), '')
      await canvas.findByText('hana@example.com')
    },
  }),
)
export const Loading = meta.story(shows('loading', answering('pending')))
export const Empty = meta.story(shows('empty', () => sent([])))
export const NoResult = meta.story(
  shows('no-result', sent, {
    async act({ canvas, userEvent }) {
      await canvas.findByText('cleo@example.com')
      await userEvent.type(canvas.getByRole('searchbox'), 'nobody')
    },
  }),
)
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const ReadOnly = meta.story({ ...shows('ready', sent), args: { readOnly: true } })
export const Many = meta.story({ ...shows('ready', () => sent(sentInvitations(40))), args: { pageSize: 10 } })
export const Revoking = meta.story(
  shows('ready', sent, {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: 'Actions for cleo@example.com' }))
      await userEvent.click(await canvas.findByRole('menuitem', { name: /Withdraw|Revoke/ }))
      await canvas.findByRole('dialog')
    },
  }),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

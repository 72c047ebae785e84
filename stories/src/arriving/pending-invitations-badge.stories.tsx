import { PendingInvitationsBadge } from '@tenantry/react'
import { pendingAcme, pendingBeta } from '../../../packages/react/test/people.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Arriving/PendingInvitationsBadge', component: PendingInvitationsBadge })
const inbox = (pending: ReplyTo<'invitations', 'pending'>) => () => ({ invitations: { pending } })
const two = inbox({ pending_invitations: [pendingAcme, pendingBeta], count: 2 })

export const Typical = meta.story(shows('ready', two))
export const Loading = meta.story(shows('loading', inbox('pending')))
export const Empty = meta.story(shows('empty', inbox({ pending_invitations: [], count: 0 })))
export const Offline = meta.story(shows('offline', inbox('NETWORK_FAILED')))
export const Many = meta.story(shows('ready', inbox({ pending_invitations: [pendingAcme], count: 120 })))
export const Open = meta.story(
  shows('ready', two, {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: /2/ }))
      await canvas.findByText('Acme Studio')
    },
  }),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

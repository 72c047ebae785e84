import { PendingInvitations } from '@tenantry/react'
import { pendingAcme, pendingBeta, pendingGamma } from '../../../packages/react/test/people.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Arriving/PendingInvitations', component: PendingInvitations })
const inbox = (pending: ReplyTo<'invitations', 'pending'>) => () => ({ invitations: { pending } })
const waiting = [pendingAcme, pendingBeta]

export const Typical = meta.story(shows('ready', inbox({ pending_invitations: waiting, count: 2 })))
export const Loading = meta.story(shows('loading', inbox('pending')))
export const Empty = meta.story(shows('empty', inbox({ pending_invitations: [], count: 0 })))
export const Offline = meta.story(shows('offline', inbox('NETWORK_FAILED')))
export const Failed = meta.story(shows('error', inbox('INTERNAL')))
export const LongNames = meta.story(
  shows(
    'ready',
    inbox({
      pending_invitations: [
        { ...pendingAcme, organization_name: 'Rindfleischetikettierungsüberwachungsgesellschaft & Partner' },
        { ...pendingGamma, invited_by: 'Ann Example of the House of Very Long Example Names' },
        pendingBeta,
      ],
      count: 3,
    }),
  ),
)
export const Refused = meta.story(
  shows(
    'ready',
    () => ({
      invitations: { pending: { pending_invitations: waiting, count: 2 }, accept: 'ORGANIZATION_FULL' },
    }),
    {
      async act({ canvas, userEvent }) {
        await userEvent.click(await canvas.findByRole('button', { name: /Join Acme Studio/ }))
        await canvas.findByRole('alert')
      },
    },
  ),
)
export const Declining = meta.story(
  shows('ready', inbox({ pending_invitations: waiting, count: 2 }), {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: /Decline.*Acme Studio/ }))
      await canvas.findByRole('dialog')
    },
  }),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

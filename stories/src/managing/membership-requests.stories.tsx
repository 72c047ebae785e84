import { MembershipRequests } from '@tenantry/react'
import { requestsOf, requestsToJoin } from '../../../packages/react/test/membership-requests.ts'
import { organization } from '../../../packages/react/test/organization.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Managing/MembershipRequests', component: MembershipRequests })
const answering = (list: ReplyTo<'membershipRequests', 'list'>) => () =>
  organization([], { membershipRequests: { list } })
const asked = (first = requestsToJoin()) => organization([], { membershipRequests: requestsOf(first).replies })

export const Typical = meta.story(shows('ready', asked))
export const Loading = meta.story(shows('loading', answering('pending')))
export const Empty = meta.story(shows('empty', () => asked([])))
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const ReadOnly = meta.story({ ...shows('ready', asked), args: { readOnly: true } })
export const LongNames = meta.story(
  shows('ready', () =>
    asked(
      requestsToJoin().map((request) => {
        const full_name = `${request.user.full_name} of the House of Very Long Example Names`
        return { ...request, user: { ...request.user, full_name } }
      }),
    ),
  ),
)
export const Approving = meta.story(
  shows('ready', asked, {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: 'Approve Ivo Example' }))
      await canvas.findByRole('dialog')
    },
  }),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

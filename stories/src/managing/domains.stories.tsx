import { Domains } from '@tenantry/react'
import { fresh, organizationWithDomains } from '../../../packages/react/test/domains.ts'
import { details } from '../../../packages/react/test/organization.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Managing/Domains', component: Domains })
const answering = (list: ReplyTo<'domains', 'list'>) => () => organizationWithDomains([], { domains: { list } })

export const Typical = meta.story(shows('ready', () => organizationWithDomains()))
export const Loading = meta.story(shows('loading', answering('pending')))
export const Empty = meta.story(shows('empty', () => organizationWithDomains([])))
export const ToVerify = meta.story(shows('ready', () => organizationWithDomains([fresh])))
export const NotVerified = meta.story(
  shows('ready', () => organizationWithDomains([fresh], { domains: { verify: 'DOMAIN_NOT_VERIFIED' } }), {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: /^(Verify|Check)/ }))
      await canvas.findByRole('alert')
    },
  }),
)
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const ToBeRead = meta.story(
  shows('ready', () =>
    organizationWithDomains(undefined, {
      organizations: { get: { ...details, role: 'employee', permissions: ['organization:read'] } },
    }),
  ),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

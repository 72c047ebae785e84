import { AuditLog } from '@tenantry/react'
import { organizationWithLog } from '../../../packages/react/test/audit-events.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Managing/AuditLog', component: AuditLog })
const answering = (list: ReplyTo<'auditEvents', 'list'>) => () => organizationWithLog(0, { auditEvents: { list } })

export const Typical = meta.story(shows('ready', () => organizationWithLog(4)))
export const Loading = meta.story(shows('loading', answering('pending')))
export const NoResult = meta.story(
  shows('no-result', () => organizationWithLog(), {
    async act({ canvas, userEvent }) {
      await canvas.findByText('Added the team Design')
      await userEvent.selectOptions(canvas.getByLabelText('What happened'), 'Domains')
    },
  }),
)
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const Many = meta.story({ ...shows('ready', () => organizationWithLog(60)), args: { pageSize: 10 } })

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

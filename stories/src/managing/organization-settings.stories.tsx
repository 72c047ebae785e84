import { OrganizationSettings } from '@tenantry/react'
import { details } from '../../../packages/react/test/organization.ts'
import { organizationWithSettings } from '../../../packages/react/test/settings.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import type { Act } from '../settle.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({
  title: 'Managing/OrganizationSettings',
  component: OrganizationSettings,
  args: { slugPrefix: 'app.example.com/' },
})
const answering = (settings: ReplyTo<'organizations', 'settings'>) => () =>
  organizationWithSettings({ organizations: { settings } })
const seenBy = (change: Partial<typeof details>) => () =>
  organizationWithSettings({ organizations: { get: { ...details, ...change } } })

const press =
  (name: RegExp): Act =>
  async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name }))
    await canvas.findByRole('dialog')
  }

export const Typical = meta.story(shows('ready', () => organizationWithSettings()))
export const Loading = meta.story(shows('loading', answering('pending')))
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const ReadOnly = meta.story({ ...shows('ready', () => organizationWithSettings()), args: { readOnly: true } })
export const OneAdminOfSeveral = meta.story(shows('ready', seenBy({ is_last_admin: false })))
export const Employee = meta.story(
  shows(
    'ready',
    seenBy({ role: 'employee', is_last_admin: false, permissions: ['organization:read', 'members:read'] }),
  ),
)
export const Full = meta.story(
  shows('ready', seenBy({ organization: { ...details.organization, seats: 2, active_members: 2 } })),
)
export const Leaving = meta.story(shows('ready', seenBy({ is_last_admin: false }), { act: press(/^Leave/) }))
export const Deleting = meta.story(shows('ready', () => organizationWithSettings(), { act: press(/^Delete/) }))

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

import { OrganizationSwitcher } from '@tenantry/react'
import { beta } from '../../../packages/react/test/people.ts'
import { answeringAll, invited, knocking, many, switching } from '../../../packages/react/test/switching.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import type { Act } from '../settle.ts'
import { shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Choosing/OrganizationSwitcher', component: OrganizationSwitcher })

const open: Act = async ({ canvas, canvasElement, userEvent }) => {
  await canvas.findByRole('button', { expanded: false })
  await userEvent.click(canvasElement.querySelector('button') ?? canvasElement)
  await canvas.findByRole('button', { expanded: true })
}
const waiting = { invitations: [invited], joinable: [knocking] }

export const Typical = meta.story(shows('ready', () => switching()))
export const Loading = meta.story(shows('loading', () => answeringAll('pending')))
export const Offline = meta.story(shows('offline', () => answeringAll('NETWORK_FAILED')))
export const Failed = meta.story(shows('error', () => answeringAll('INTERNAL')))
export const Nowhere = meta.story(shows('ready', () => switching({ members: [] })))
export const SomethingWaits = meta.story(shows('ready', () => switching(waiting)))
export const Open = meta.story(shows('ready', () => switching(), { act: open }))
export const OpenWithMany = meta.story(shows('ready', () => switching({ ...waiting, members: many }), { act: open }))
export const OpenWithSuspended = meta.story(shows('ready', () => switching({ suspended: [beta.id] }), { act: open }))
export const OwnTrigger = meta.story({
  ...shows('ready', () => switching(waiting)),
  args: {
    trigger: ({ props, organization, count }) => (
      <button {...props}>
        {organization?.name} ({count})
      </button>
    ),
  },
})

export const Dark = Open.extend(dark)
export const Arabic = Open.extend(arabic)
export const Phone = Open.extend(phone)
export const Compact = Open.extend(compact)

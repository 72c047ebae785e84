import { OrganizationList } from '@tenantry/react'
import { beta } from '../../../packages/react/test/people.ts'
import {
  answeringAll,
  asia,
  europe,
  invited,
  knocking,
  many,
  open,
  switching,
} from '../../../packages/react/test/switching.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Choosing/OrganizationList', component: OrganizationList })
const waiting = { suspended: [beta.id], invitations: [invited], joinable: [knocking] }

export const Typical = meta.story(shows('ready', () => switching(waiting)))
export const Loading = meta.story(shows('loading', () => answeringAll('pending')))
export const Offline = meta.story(shows('offline', () => answeringAll('NETWORK_FAILED')))
export const Failed = meta.story(shows('error', () => answeringAll('INTERNAL')))
export const Empty = meta.story(shows('empty', () => switching({ members: [] })))
export const NoCreation = meta.story({
  ...shows('empty', () => switching({ members: [] })),
  args: { hideCreate: true },
})
export const OpenToJoin = meta.story(shows('ready', () => switching({ members: [], joinable: [open] })))
export const Many = meta.story(shows('ready', () => switching({ ...waiting, members: many })))
export const LongNames = meta.story(shows('ready', () => switching({ members: [europe, asia] })))

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

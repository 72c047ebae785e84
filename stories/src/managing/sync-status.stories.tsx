import { SyncStatus } from '@tenantry/react'
import { organization } from '../../../packages/react/test/organization.ts'
import { syncOf } from '../../../packages/react/test/switching.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Managing/SyncStatus', component: SyncStatus })
const answering = (get: ReplyTo<'sync', 'get'>) => () => organization(undefined, { sync: { get } })
const synced = (change: Parameters<typeof syncOf>[0] = {}) => answering({ sync: syncOf(change) })
const held = { status: 'local_only', provider_id: null, waiting: 3, waiting_since: '2026-03-02T09:00:00Z' } as const

export const Typical = meta.story(shows('synced', synced()))
export const OnTheirWay = meta.story(shows('synced', synced({ waiting: 2, waiting_since: held.waiting_since })))
export const Pending = meta.story(shows('pending', synced({ status: 'pending', provider_id: null })))
export const LocalOnly = meta.story(shows('local_only', synced({ ...held, error: 'forbidden' })))
export const ProviderAway = meta.story(shows('local_only', synced({ ...held, error: 'unavailable' })))
export const Loading = meta.story(shows('loading', answering('pending')))
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))

export const Dark = LocalOnly.extend(dark)
export const Arabic = LocalOnly.extend(arabic)
export const Phone = LocalOnly.extend(phone)
export const Compact = LocalOnly.extend(compact)

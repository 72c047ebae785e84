import { Teams } from '@tenantry/react'
import { organization } from '../../../packages/react/test/organization.ts'
import { organizationWithTeams } from '../../../packages/react/test/teams.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Managing/Teams', component: Teams })
const answering = (list: ReplyTo<'teams', 'list'>) => () => organizationWithTeams({ teams: { list } })

export const Typical = meta.story(shows('ready', () => organizationWithTeams()))
export const Loading = meta.story(shows('loading', answering('pending')))
export const Empty = meta.story(shows('empty', () => organization()))
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const ReadOnly = meta.story({ ...shows('ready', () => organizationWithTeams()), args: { readOnly: true } })
export const OneTeam = meta.story(
  shows('ready', () => organizationWithTeams(), {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: 'Design' }))
      await canvas.findByText('Bob Example')
    },
  }),
)
export const Renaming = meta.story(
  shows('ready', () => organizationWithTeams(), {
    async act({ canvas, userEvent }) {
      await userEvent.click(await canvas.findByRole('button', { name: 'Actions for Design' }))
      await userEvent.click(await canvas.findByRole('menuitem', { name: /Rename/ }))
      await canvas.findByRole('dialog')
    },
  }),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

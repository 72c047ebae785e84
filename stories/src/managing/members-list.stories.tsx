import { MembersList } from '@tenantry/react'
import { details, membersOf, organization } from '../../../packages/react/test/organization.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import type { Act } from '../settle.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({ title: 'Managing/MembersList', component: MembersList })
const answering = (list: ReplyTo<'members', 'list'>) => () => organization([], { members: { list } })

const choose =
  (member: string, act: string): Act =>
  async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Actions for ${member}` }))
    await userEvent.click(await canvas.findByRole('menuitem', { name: act }))
  }

export const Typical = meta.story(shows('ready', () => organization(membersOf(5))))
export const Loading = meta.story(shows('loading', answering('pending')))
export const NoResult = meta.story(
  shows('no-result', () => organization(), {
    async act({ canvas, userEvent }) {
      await canvas.findByText('Ann Example')
      await userEvent.type(canvas.getByRole('searchbox'), 'nobody')
    },
  }),
)
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const LastAdmin = meta.story(shows('ready', () => organization(membersOf().slice(0, 1))))
export const ReadOnly = meta.story({ ...shows('ready', () => organization()), args: { readOnly: true } })
export const Many = meta.story({ ...shows('ready', () => organization(membersOf(57))), args: { pageSize: 10 } })
export const LongNames = meta.story(
  shows('ready', () =>
    organization(
      membersOf().map((member) => ({
        ...member,
        full_name: `${member.full_name} of the House of Very Long Example Names`,
        email: `an.address.that.is.much.longer.than.most.${member.email}`,
      })),
    ),
  ),
)
export const Menu = meta.story(
  shows('ready', () => organization(), {
    act: async ({ canvas, userEvent }) =>
      userEvent.click(await canvas.findByRole('button', { name: 'Actions for Bob Example' })),
  }),
)
export const Suspending = meta.story(shows('ready', () => organization(), { act: choose('Bob Example', 'Suspend') }))
export const Leaving = meta.story(
  shows('ready', () => organization(membersOf(), { organizations: { get: { ...details, is_last_admin: false } } }), {
    act: choose('Bob Example', 'Remove'),
  }),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

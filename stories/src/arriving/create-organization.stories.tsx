import { CreateOrganization } from '@tenantry/react'
import { creating } from '../../../packages/react/test/scenes.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import type { Act } from '../settle.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({
  title: 'Arriving/CreateOrganization',
  component: CreateOrganization,
  args: { slugPrefix: 'app.example.com/' },
})

const taken: ReplyTo<'organizations', 'slugAvailability'> = ({ query: { slug } }) => ({
  slug,
  available: false,
  reason: 'taken',
  suggestions: [`${slug}-hq`, `${slug}-team`, `${slug}-2`],
})

const name =
  (value: string): Act =>
  async ({ canvas, userEvent }) =>
    userEvent.type(await canvas.findByLabelText('Organization name'), value)

const submit: Act = async ({ canvas, userEvent }) =>
  userEvent.click(await canvas.findByRole('button', { name: 'Create organization' }))

const nameAndSubmit: Act = async (context) => {
  await name('Acme Studio')(context)
  await submit(context)
}

export const Typical = meta.story(shows('create-organization', () => creating))
export const Named = meta.story(
  shows('create-organization', () => creating, {
    async act(context) {
      await name('Öl & Gas Studio')(context)
      await context.canvas.findByText('oel-gas-studio is free.')
    },
  }),
)
export const Taken = meta.story(
  shows('create-organization', () => ({ organizations: { slugAvailability: taken } }), {
    async act(context) {
      await name('Acme Studio')(context)
      await context.canvas.findByRole('button', { name: /acme-studio-hq/ })
    },
  }),
)
export const Invalid = meta.story(shows('create-organization', () => creating, { act: submit }))
export const Creating = meta.story(
  shows('create-organization', () => ({ organizations: { ...creating.organizations, create: 'pending' } }), {
    act: nameAndSubmit,
  }),
)
export const Failed = meta.story(
  shows('create-organization', () => ({ organizations: { ...creating.organizations, create: 'RATE_LIMITED' } }), {
    async act(context) {
      await nameAndSubmit(context)
      await context.canvas.findByRole('alert')
    },
  }),
)
export const InvitePeople = meta.story(shows('invite-people', () => creating, { act: nameAndSubmit }))
export const Done = meta.story({
  ...shows('done', () => creating, { act: nameAndSubmit }),
  args: { skipInvitationScreen: true },
})

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

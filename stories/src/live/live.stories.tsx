import { expect, waitFor, within } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import type { Act } from '../settle.ts'
import { Live } from './live.tsx'
import { ada, ben, withAccounts, withOrganization } from './seeds.ts'
import type { Network } from './server.ts'

// PostgreSQL starts first.
const PATIENCE = { timeout: 60_000 }

const meta = preview.meta({
  title: 'Live/The whole way in',
  component: Live,
  // One server each: a page of all of them would start them all.
  tags: ['!autodocs'],
  args: { people: [ada], network: 'usual' as Network, prepare: withAccounts },
  // Each browser is a page of its own, with landmarks that the other has too.
  parameters: { a11y: { options: { rules: { 'landmark-unique': { enabled: false } } } } },
  argTypes: {
    network: { control: 'inline-radio', options: ['usual', 'slow', 'away'] },
    people: { control: false },
    prepare: { control: false },
  },
})

const found: Act = async ({ canvas, userEvent }) => {
  await userEvent.type(await canvas.findByLabelText('Organization name', {}, PATIENCE), 'Acme Studio')
  await userEvent.click(await canvas.findByRole('button', { name: 'Create organization' }))
  await canvas.findByLabelText('E-mail addresses', {}, PATIENCE)
}

const invite: Act = async ({ canvas, userEvent }) => {
  await userEvent.type(canvas.getByLabelText('E-mail addresses'), `${ben} `)
  await userEvent.click(canvas.getByRole('button', { name: /^Send/ }))
  await userEvent.click(await canvas.findByRole('button', { name: 'Continue' }, PATIENCE))
}

const openLink: Act = async ({ canvas, userEvent }) =>
  userEvent.click(await canvas.findByRole('button', { name: `Open as ${ben}` }, PATIENCE))

/** Ada and Ben have accounts, and nothing else yet: the rest is for whoever looks at it. */
export const ToBeClicked = meta.story({
  args: { people: [ada, ben] },
  // In whichever language the toolbar says.
  play: ({ canvasElement }) =>
    waitFor(() => expect(canvasElement.querySelectorAll('[name="name"]')).toHaveLength(2), PATIENCE),
})

/** Ada creates an organization and invites Ben, who has an account, opens the mail and accepts. */
export const FounderAndInvitee = meta.story({
  args: { people: [ada, ben] },
  async play(context) {
    const { canvas, userEvent } = context
    const his = within(await canvas.findByRole('region', { name: ben }, PATIENCE))
    await his.findByLabelText('Organization name', {}, PATIENCE)
    const hers = within(canvas.getByRole('region', { name: ada }))
    await found({ ...context, canvas: hers as typeof canvas })
    await invite({ ...context, canvas: hers as typeof canvas })
    await openLink(context)
    await userEvent.click(await canvas.findByRole('button', { name: 'Accept and join' }, PATIENCE))
    const members = await within(canvas.getByRole('region', { name: ben })).findAllByRole('row', {}, PATIENCE)
    expect(members).toHaveLength(3)
  },
})

/** Somebody without an account opens the mail, sets a password, and is inside. */
export const InviteeWithoutAccount = meta.story({
  args: {
    async prepare({ accounts }) {
      accounts.add({ email: ada, name: 'Ada Example' })
    },
  },
  async play(context) {
    const { canvas, userEvent } = context
    await found(context)
    await invite(context)
    await openLink(context)
    await userEvent.type(await canvas.findByLabelText('Password', {}, PATIENCE), 'made-up-password')
    await userEvent.type(canvas.getByLabelText('Repeat the password'), 'made-up-password')
    await userEvent.click(canvas.getByRole('button', { name: 'Create account and join' }))
    await within(canvas.getByRole('region', { name: ben })).findByRole('heading', { name: /^Members/ }, PATIENCE)
  },
})

/** An organization with people, teams and invitations: everything in its profile works. */
export const OrganizationProfile = meta.story({
  args: { prepare: withOrganization },
  async play({ canvas }) {
    await canvas.findByText('Ben Example', {}, PATIENCE)
  },
})

/** Ada adds a team, and the audit log says so. */
export const OrganizationProfileAtWork = OrganizationProfile.extend({
  async play({ canvas, userEvent }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Teams' }, PATIENCE))
    await userEvent.type(await canvas.findByRole('textbox', { name: /team/i }, PATIENCE), 'Support{Enter}')
    await canvas.findByRole('button', { name: 'Support' }, PATIENCE)
    await userEvent.click(canvas.getByRole('button', { name: 'Audit log' }))
    await canvas.findByText('Added the team Support', {}, PATIENCE)
  },
})

import { CreateOrganization, InviteMembers, MembersList, PendingInvitations } from '@tenantry/react'
import { invitationsOf } from '../../packages/react/test/invitations.ts'
import { membersOf, organization } from '../../packages/react/test/organization.ts'
import { acme, beta, pendingAcme, pendingBeta, pendingGamma } from '../../packages/react/test/people.ts'
import preview from '../.storybook/preview.tsx'
import { shows } from './shows.tsx'

const meta = preview.meta({ title: 'At a glance', tags: ['!autodocs'] })

const waiting = [
  { ...pendingBeta, id: acme.id },
  { ...pendingGamma, id: beta.id },
  { ...pendingAcme, organization_name: 'Delta Dairy' },
]

/** What the README shows. */
export const AtAGlance = meta.story({
  render: () => (
    <div className="glance">
      <CreateOrganization slugPrefix="app.example.com/" />
      <InviteMembers organizationId={acme.id} />
      <PendingInvitations appearance={{ theme: 'dark' }} />
      <MembersList />
    </div>
  ),
  ...shows(
    'create-organization',
    () =>
      organization(membersOf(), {
        organizations: {
          slugAvailability: ({ query: { slug } }) => ({ slug, available: true, reason: null, suggestions: [] }),
        },
        invitations: {
          ...invitationsOf([]).replies,
          pending: { pending_invitations: waiting, count: waiting.length },
        },
      }),
    {
      async act({ canvas, userEvent }) {
        await userEvent.type(await canvas.findByLabelText('Organization name'), 'Öl & Gas Studio')
        await canvas.findByText('oel-gas-studio is free.')
        await canvas.findByText('Ann Example')
        await canvas.findByText('Gamma Garden')
        const addresses = await canvas.findByLabelText('E-mail addresses')
        await userEvent.type(addresses, 'hana@example.com, Ivo Example <ivo@example.com>, jun.example.com,')
      },
    },
  ),
})

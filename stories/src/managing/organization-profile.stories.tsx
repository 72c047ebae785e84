import { OrganizationProfile } from '@tenantry/react'
import { organizationWithLog } from '../../../packages/react/test/audit-events.ts'
import { organizationWithDomains } from '../../../packages/react/test/domains.ts'
import { invitationsOf, sentInvitations } from '../../../packages/react/test/invitations.ts'
import { requestsOf, requestsToJoin } from '../../../packages/react/test/membership-requests.ts'
import { details, membersOf, organization } from '../../../packages/react/test/organization.ts'
import { organizationWithSettings } from '../../../packages/react/test/settings.ts'
import { syncOf } from '../../../packages/react/test/switching.ts'
import { organizationWithTeams } from '../../../packages/react/test/teams.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, clay, compact, dark, graphite, ledger, phone, shadcn } from '../looks.ts'
import { type ReplyTo, shows } from '../shows.tsx'

const meta = preview.meta({
  title: 'Managing/OrganizationProfile',
  component: OrganizationProfile,
  // The address of a story is Storybook's.
  args: { routing: 'none' },
})
const around = () => ({
  teams: { ...organizationWithTeams().teams },
  invitations: invitationsOf(sentInvitations()).replies,
  membershipRequests: requestsOf(requestsToJoin()).replies,
  domains: { ...organizationWithDomains().domains },
  auditEvents: { ...organizationWithLog().auditEvents },
  sync: { get: { sync: syncOf() } },
})
const whole = () => organizationWithSettings({ ...around(), members: { ...organization(membersOf(4)).members } })
const answering = (get: ReplyTo<'organizations', 'get'>) => () =>
  organization(membersOf(), { ...around(), organizations: { get } })

export const Typical = meta.story(shows('ready', whole))
export const Loading = meta.story(shows('loading', answering('pending')))
export const Offline = meta.story(shows('offline', answering('NETWORK_FAILED')))
export const NoPermission = meta.story(shows('forbidden', answering('NOT_AUTHORIZED')))
export const Failed = meta.story(shows('error', answering('INTERNAL')))
export const Employee = meta.story(
  shows('ready', answering({ ...details, role: 'employee', permissions: ['organization:read', 'members:read'] })),
)
export const ReadOnly = meta.story({ ...shows('ready', whole), args: { readOnly: true } })
export const OwnPage = meta.story({
  ...shows('ready', whole),
  args: {
    customPages: [{ key: 'billing', label: 'Billing', content: <p>A page of the host’s own.</p> }],
    hide: ['sync', 'audit-log'],
  },
})
export const LongName = meta.story(
  shows(
    'ready',
    answering({
      ...details,
      organization: { ...details.organization, name: 'Rindfleischetikettierungsüberwachungsgesellschaft & Partner' },
    }),
  ),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)
export const Graphite = Typical.extend(graphite)
export const Clay = Typical.extend(clay)
export const Ledger = Typical.extend(ledger)
export const Shadcn = Typical.extend(shadcn)

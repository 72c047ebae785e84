import { Onboarding } from '@tenantry/react'
import { token } from '../../../packages/react/test/people.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, clay, compact, dark, graphite, ledger, phone, shadcn } from '../looks.ts'
import { scene } from './scene.ts'

const meta = preview.meta({ title: 'Arriving/Onboarding', component: Onboarding, args: { token: null } })
const byLink = { args: { token } }

export const CreateOrganization = meta.story(scene('create-organization'))
export const Loading = meta.story(scene('loading'))
export const Offline = meta.story(scene('offline'))
export const SignedOut = meta.story(scene('signed-out'))
export const Unverified = meta.story(scene('unverified'))
export const Invitations = meta.story(scene('invitations'))
export const CompanyHere = meta.story(scene('company-here'))
export const JoinRequested = meta.story(scene('join-requested'))
export const CreationDisabled = meta.story({ ...scene('creation-disabled'), args: { hideCreate: true } })
export const InvitePeople = meta.story(scene('invite-people'))
export const Done = meta.story(scene('done'))

export const InvitationSignup = meta.story({ ...scene('invitation-signup'), ...byLink })
export const AccountExists = meta.story({ ...scene('account-exists'), ...byLink })
export const InvitationReview = meta.story({ ...scene('invitation-review'), ...byLink })
export const WrongAccount = meta.story({ ...scene('wrong-account'), ...byLink })
export const AlreadyMember = meta.story({ ...scene('already-member'), ...byLink })
export const OrganizationFull = meta.story({ ...scene('organization-full'), ...byLink })
export const InvitationUnknown = meta.story({ ...scene('invitation-unknown'), ...byLink })
export const InvitationExpired = meta.story({ ...scene('invitation-expired'), ...byLink })
export const InvitationUsed = meta.story({ ...scene('invitation-used'), ...byLink })
export const InvitationRevoked = meta.story({ ...scene('invitation-revoked'), ...byLink })

export const Dark = CreateOrganization.extend(dark)
export const Arabic = CreateOrganization.extend(arabic)
export const Phone = CreateOrganization.extend(phone)
export const Compact = CreateOrganization.extend(compact)
export const Graphite = CreateOrganization.extend(graphite)
export const Clay = CreateOrganization.extend(clay)
export const Ledger = CreateOrganization.extend(ledger)
export const Shadcn = CreateOrganization.extend(shadcn)

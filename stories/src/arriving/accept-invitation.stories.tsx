import { AcceptInvitation } from '@tenantry/react'
import { ann, link, token } from '../../../packages/react/test/people.ts'
import { sceneOf } from '../../../packages/react/test/scenes.ts'
import preview from '../../.storybook/preview.tsx'
import { arabic, compact, dark, phone } from '../looks.ts'
import { shows } from '../shows.tsx'
import { scene } from './scene.ts'

const meta = preview.meta({ title: 'Arriving/AcceptInvitation', component: AcceptInvitation, args: { token } })
const valid = { valid: true as const, invitation: link }

export const Typical = meta.story(scene('invitation-review'))
export const Loading = meta.story(shows('loading', () => ({ invitations: { validateToken: 'pending' } })))
export const Offline = meta.story(shows('offline', () => ({ invitations: { validateToken: 'NETWORK_FAILED' } })))
export const Signup = meta.story(scene('invitation-signup'))
export const AccountExists = meta.story(scene('account-exists'))
export const WrongAccount = meta.story(scene('wrong-account'))
export const AlreadyMember = meta.story(scene('already-member'))
export const Full = meta.story(scene('organization-full'))
export const Unknown = meta.story(scene('invitation-unknown'))
export const Expired = meta.story(scene('invitation-expired'))
export const Used = meta.story(scene('invitation-used'))
export const Revoked = meta.story(scene('invitation-revoked'))
export const Unverified = meta.story(
  shows('unverified', () => ({ invitations: { validateToken: valid } }), { user: { ...ann, emailVerified: false } }),
)
export const LongNames = meta.story(
  shows('invitation-review', () => {
    const organization = { ...link.organization, name: 'Rindfleischetikettierungsüberwachungsgesellschaft & Partner' }
    const invited_by = { full_name: 'Ann Example of the House of Very Long Example Names', email: ann.email }
    const validateToken = { ...valid, invitation: { ...link, organization, invited_by } }
    return { ...sceneOf('invitation-review').replies, invitations: { validateToken } }
  }),
)

export const Dark = Typical.extend(dark)
export const Arabic = Typical.extend(arabic)
export const Phone = Typical.extend(phone)
export const Compact = Typical.extend(compact)

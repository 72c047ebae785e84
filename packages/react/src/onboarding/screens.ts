import type { ComponentType } from 'react'
import type { ScreenProps, StateName } from './screen-props.ts'
import { AccountExistsScreen } from './screens/account-exists.tsx'
import { AlreadyMemberScreen } from './screens/already-member.tsx'
import { CompanyHereScreen } from './screens/company-here.tsx'
import { CreateOrganizationScreen } from './screens/create-organization.tsx'
import { CreationDisabledScreen } from './screens/creation-disabled.tsx'
import { DoneScreen } from './screens/done.tsx'
import { InvitationReviewScreen } from './screens/invitation-review.tsx'
import { InvitationSignupScreen } from './screens/invitation-signup.tsx'
import { InvitationsScreen } from './screens/invitations.tsx'
import { InvitePeopleScreen } from './screens/invite-people.tsx'
import { JoinRequestedScreen } from './screens/join-requested.tsx'
import { LoadingScreen } from './screens/loading.tsx'
import { OfflineScreen } from './screens/offline.tsx'
import { OrganizationFullScreen } from './screens/organization-full.tsx'
import { RefusedInvitationScreen } from './screens/refused-invitation.tsx'
import { SignedOutScreen } from './screens/signed-out.tsx'
import { UnverifiedScreen } from './screens/unverified.tsx'
import { WrongAccountScreen } from './screens/wrong-account.tsx'

/** Which screen a state has. */
export type Screens = { readonly [N in StateName]: ComponentType<ScreenProps<N>> }

/** A state without a screen does not compile. */
export const screens: Screens = {
  loading: LoadingScreen,
  offline: OfflineScreen,
  'signed-out': SignedOutScreen,
  unverified: UnverifiedScreen,
  'invitation-signup': InvitationSignupScreen,
  'account-exists': AccountExistsScreen,
  'invitation-unknown': RefusedInvitationScreen,
  'invitation-expired': RefusedInvitationScreen,
  'invitation-used': RefusedInvitationScreen,
  'invitation-revoked': RefusedInvitationScreen,
  'wrong-account': WrongAccountScreen,
  'invitation-review': InvitationReviewScreen,
  'already-member': AlreadyMemberScreen,
  'organization-full': OrganizationFullScreen,
  invitations: InvitationsScreen,
  'company-here': CompanyHereScreen,
  'join-requested': JoinRequestedScreen,
  'create-organization': CreateOrganizationScreen,
  'creation-disabled': CreationDisabledScreen,
  'invite-people': InvitePeopleScreen,
  done: DoneScreen,
}

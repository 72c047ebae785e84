import { done } from '@tenantry/core/messages/en'
import { type Load, type Loading, usePart, type WordedPart } from '../ui/deferred.tsx'
import type { ScreenProps, StateName } from './screen-props.ts'
import { DoneScreen } from './screens/done.tsx'
import { LoadingScreen } from './screens/loading.tsx'
import { OfflineScreen } from './screens/offline.tsx'

/** The screen of a state: one that is there, or one that is loaded once the state is known. */
export type Screen<N extends StateName> =
  | { readonly here: WordedPart<ScreenProps<N>> }
  | { readonly load: Load<ScreenProps<N>> }

export type Screens = { readonly [N in StateName]: Screen<N> }

const loadRefused = () => import('./screens/refused-invitation.tsx').then(({ refusedInvitation }) => refusedInvitation)

/**
 * A state without a screen does not compile. Of all the screens nobody sees more than a few, and whoever is inside an
 * organization sees none: here is what stands while something is asked, and what must be there without a connection.
 */
export const screens: Screens = {
  loading: { here: { Part: LoadingScreen, words: [] } },
  offline: { here: { Part: OfflineScreen, words: [] } },
  'signed-out': { load: () => import('./screens/signed-out.tsx').then(({ signedOut }) => signedOut) },
  unverified: { load: () => import('./screens/unverified.tsx').then(({ unverified }) => unverified) },
  'invitation-signup': {
    load: () => import('./screens/invitation-signup.tsx').then(({ invitationSignup }) => invitationSignup),
  },
  'account-exists': { load: () => import('./screens/account-exists.tsx').then(({ accountExists }) => accountExists) },
  'invitation-unknown': { load: loadRefused },
  'invitation-expired': { load: loadRefused },
  'invitation-used': { load: loadRefused },
  'invitation-revoked': { load: loadRefused },
  'wrong-account': { load: () => import('./screens/wrong-account.tsx').then(({ wrongAccount }) => wrongAccount) },
  'invitation-review': {
    load: () => import('./screens/invitation-review.tsx').then(({ invitationReview }) => invitationReview),
  },
  'already-member': { load: () => import('./screens/already-member.tsx').then(({ alreadyMember }) => alreadyMember) },
  'organization-full': {
    load: () => import('./screens/organization-full.tsx').then(({ organizationFull }) => organizationFull),
  },
  invitations: { load: () => import('./screens/invitations.tsx').then(({ invitations }) => invitations) },
  'company-here': { load: () => import('./screens/company-here.tsx').then(({ companyHere }) => companyHere) },
  'join-requested': { load: () => import('./screens/join-requested.tsx').then(({ joinRequested }) => joinRequested) },
  'create-organization': {
    load: () => import('./screens/create-organization.tsx').then(({ createOrganization }) => createOrganization),
  },
  'creation-disabled': {
    load: () => import('./screens/creation-disabled.tsx').then(({ creationDisabled }) => creationDisabled),
  },
  'invite-people': { load: () => import('./screens/invite-people.tsx').then(({ invitePeople }) => invitePeople) },
  done: { here: { Part: DoneScreen, words: [done] } },
}

type AnyProps = ScreenProps<StateName>

// Which screen belongs to which state is what the type of the table holds; TypeScript cannot follow it through the lookup.
const anyScreen = (name: StateName) => screens[name] as Screen<StateName>

/** What loads the screen of a state; null where it is there. */
export function loadOf(name: StateName): Load<AnyProps> | null {
  const screen = anyScreen(name)
  return 'load' in screen ? (screen.load as Load<AnyProps>) : null
}

/** The screen of a state, or why it is not there yet. */
export function useScreen(name: StateName): Loading<AnyProps> {
  const screen = anyScreen(name)
  const loading = usePart(loadOf(name))
  return 'here' in screen ? { ...loading, part: screen.here } : loading
}

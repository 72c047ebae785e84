import { detour } from './detour.ts'
import { load, type Moves, restart } from './moves.ts'
import type { AccountExists, InvitationSignup, OnboardingState, RefusedInvitation } from './state.ts'

const refused = { 'leave-invitation': load, 'switch-account': load } as const

/** Everything a direct invitation link can lead to. */
export const byLink: Moves<
  | 'invitation-signup'
  | 'account-exists'
  | RefusedInvitation['name']
  | 'wrong-account'
  | 'invitation-review'
  | 'already-member'
  | 'organization-full'
> = {
  'invitation-signup': {
    'sign-up': (state) => ({ ...state, submitting: true, problem: null }),
    'signed-up': (_, { organization, signedIn }) =>
      signedIn
        ? { name: 'done', organization, arrival: 'accepted' }
        : { name: 'signed-out', invitation: null, note: 'account-created' },
    failed: (state, failure) => {
      const { problem } = failure
      if (problem.code === 'USER_EXISTS') return { name: 'account-exists', invitation: state.invitation }
      return detour(state, failure, state.invitation.organization) ?? { ...state, submitting: false, problem }
    },
    'check-again': load,
    'sign-in-instead': signIn,
    'leave-invitation': load,
  },
  'account-exists': {
    'check-again': load,
    'sign-in-instead': signIn,
    'leave-invitation': load,
  },
  'invitation-unknown': refused,
  'invitation-expired': refused,
  'invitation-used': refused,
  'invitation-revoked': refused,
  'wrong-account': {
    ...restart,
    'leave-invitation': load,
  },
  'invitation-review': {
    ...restart,
    'leave-invitation': load,
    accept: (state, { invitationId }) =>
      invitationId === state.invitation.id ? { ...state, submitting: 'accept', problem: null } : state,
    decline: (state, { invitationId }) =>
      invitationId === state.invitation.id ? { ...state, submitting: 'decline', problem: null } : state,
    accepted: (_, { organization }) => ({ name: 'done', organization, arrival: 'accepted' }),
    declined: load,
    failed: (state, failure) =>
      detour(state, failure, state.invitation.organization) ?? {
        ...state,
        submitting: null,
        problem: failure.problem,
      },
  },
  'already-member': {
    'switch-account': load,
    'open-app': ({ organization }) => ({ name: 'done', organization, arrival: 'existing' }),
  },
  'organization-full': {
    ...restart,
    'leave-invitation': load,
  },
}

function signIn({ invitation }: InvitationSignup | AccountExists): OnboardingState {
  return { name: 'signed-out', invitation, note: null }
}

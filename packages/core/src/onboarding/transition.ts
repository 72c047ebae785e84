import { arriving } from './arriving.ts'
import { byLink } from './by-link.ts'
import { choosing } from './choosing.ts'
import type { OnboardingAnswer, OnboardingEvent } from './event.ts'
import { load, type Move, type Moves, type OnboardingConfig } from './moves.ts'
import type { OnboardingState } from './state.ts'

const moves: Moves = { ...arriving, ...byLink, ...choosing }

const answers: { readonly [T in OnboardingAnswer['type']]: true } = {
  loaded: true,
  'signed-up': true,
  resent: true,
  accepted: true,
  declined: true,
  joined: true,
  created: true,
  invited: true,
  failed: true,
}

/**
 * The whole flow, as a pure function. An event a state does not name leaves the very same state object:
 * a second submission while the first is under way, an answer that nobody waits for.
 */
export function transition(
  state: OnboardingState,
  event: OnboardingEvent,
  config: OnboardingConfig = {},
): OnboardingState {
  // Signing up signs in by itself; the answer that follows says where that leads.
  if (event.type === 'session-changed') return state.name === 'invitation-signup' && state.submitting ? state : load()
  if (isWaiting(state, event) !== Object.hasOwn(answers, event.type)) return state
  const move = moves[state.name][event.type] as Move | undefined
  return move ? move(state as never, event as never, config) : state
}

/** Whether a request is under way that the event would double, or could answer. */
function isWaiting(state: OnboardingState, event: OnboardingEvent): boolean {
  switch (state.name) {
    case 'loading':
      return true
    case 'unverified':
      return state.resend === 'sending'
    case 'company-here':
      return state.joining !== null
    case 'invitations':
      return state.rows.some(
        ({ pending, invitation }) =>
          pending !== null && (!('invitationId' in event) || event.invitationId === invitation.id),
      )
    default:
      return 'submitting' in state && Boolean(state.submitting)
  }
}

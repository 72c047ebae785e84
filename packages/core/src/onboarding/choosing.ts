import { detour, isRefusal } from './detour.ts'
import { load, type Moves, restart } from './moves.ts'
import { creation } from './route.ts'
import type { InvitationRow, Invitations, OnboardingState } from './state.ts'

/** No organization yet: be invited, join, or create one. */
export const choosing: Moves<
  | 'invitations'
  | 'company-here'
  | 'join-requested'
  | 'create-organization'
  | 'creation-disabled'
  | 'invite-people'
  | 'done'
> = {
  invitations: {
    ...restart,
    'create-instead': createInstead,
    accept: (state, { invitationId }) => withRow(state, invitationId, { pending: 'accept', problem: null }),
    decline: (state, { invitationId }) => withRow(state, invitationId, { pending: 'decline', problem: null }),
    accepted: (_, { organization }) => ({ name: 'done', organization, arrival: 'accepted' }),
    declined: (state, { invitationId }) => withoutRow(state, invitationId),
    failed: (state, failure) => {
      const { invitationId = '', problem } = failure
      const row = rowOf(state, invitationId)
      // Declining what is gone already is as good as declined.
      if (row?.pending === 'decline' && isRefusal(problem.code)) return withoutRow(state, invitationId)
      return detour(state, failure, row && inviter(row)) ?? withRow(state, invitationId, { pending: null, problem })
    },
  },
  'company-here': {
    ...restart,
    'create-instead': createInstead,
    join: (state, { organizationId }) =>
      state.organizations.some(({ id, requested }) => id === organizationId && !requested)
        ? { ...state, joining: organizationId, problem: null }
        : state,
    joined: ({ email, mayCreate }, { organization, status }) =>
      status === 'joined'
        ? { name: 'done', organization, arrival: 'joined' }
        : { name: 'join-requested', email, organization, mayCreate },
    failed: (state, failure) => {
      const organization = state.organizations.find(({ id }) => id === state.joining)
      return detour(state, failure, organization) ?? { ...state, joining: null, problem: failure.problem }
    },
  },
  'join-requested': {
    ...restart,
    'create-instead': createInstead,
  },
  'create-organization': {
    ...restart,
    create: (state, { draft }) => ({ ...state, draft, submitting: true, problem: null }),
    created: (_, { organization }, { skipInvitationScreen = false }) =>
      skipInvitationScreen
        ? { name: 'done', organization, arrival: 'created' }
        : { name: 'invite-people', organization, submitting: false, problem: null, results: [] },
    failed: (state, failure) => detour(state, failure) ?? { ...state, submitting: false, problem: failure.problem },
  },
  'creation-disabled': restart,
  'invite-people': {
    invite: (state) => ({ ...state, submitting: true, problem: null }),
    invited: (state, { results }) => ({ ...state, submitting: false, results }),
    failed: (state, failure) => detour(state, failure) ?? { ...state, submitting: false, problem: failure.problem },
    finish: ({ organization }) => ({ name: 'done', organization, arrival: 'created' }),
  },
  // The last state: it is left by whoever signs in as somebody else, or has no organization any more.
  done: { 'check-again': load },
}

function createInstead(state: OnboardingState & { mayCreate: boolean; email: string }): OnboardingState {
  return state.mayCreate ? creation(state.email) : state
}

function rowOf({ rows }: Invitations, id: string): InvitationRow | undefined {
  return rows.find(({ invitation }) => invitation.id === id)
}

function withRow(state: Invitations, id: string, change: Omit<InvitationRow, 'invitation'>): Invitations {
  if (!rowOf(state, id)) return state
  return { ...state, rows: state.rows.map((row) => (row.invitation.id === id ? { ...row, ...change } : row)) }
}

// After the last row the server is asked anew: a domain may open a door, or another invitation may have come.
function withoutRow(state: Invitations, id: string): OnboardingState {
  const rows = state.rows.filter(({ invitation }) => invitation.id !== id)
  return rows.length > 0 ? { ...state, rows } : { name: 'loading' }
}

function inviter({ invitation }: InvitationRow) {
  return { id: invitation.organization_id, name: invitation.organizations.name }
}

import type {
  InvitationDraft,
  Onboarding,
  OnboardingState,
  OrganizationDraft,
  OrganizationRef,
  Session,
  SignupDraft,
} from '@tenantry/core'
import { type Action, isAllowed, tell } from '../actions/action.ts'
import { createGatekeeper } from '../actions/one-at-a-time.ts'
import type { Flow } from './screen-props.ts'

/** What a host is asked before, and told after, each act of the flow. A password is handed to nobody. */
export interface OnboardingActions {
  readonly signUp?: Action<Omit<SignupDraft, 'password' | 'confirmPassword'>, OnboardingState>
  readonly accept?: Action<string, OnboardingState>
  readonly decline?: Action<string, OnboardingState>
  readonly join?: Action<string, OnboardingState>
  readonly create?: Action<OrganizationDraft, OrganizationRef>
  readonly invite?: Action<readonly InvitationDraft[], OnboardingState>
}

export type ActName = keyof OnboardingActions

/** Puts the host's before and after around the acts of a flow. */
export function withActions(flow: Onboarding, actions: () => OnboardingActions, session: Session): Flow {
  const { $state } = flow
  const oneAtATime = createGatekeeper()

  /** Runs an act that the host allows, and tells whether it was done: a failure leaves its problem in the state. */
  async function act<I>(
    action: Action<I, OnboardingState> | undefined,
    input: I,
    run: () => Promise<void>,
    id = '',
  ): Promise<boolean> {
    const isDone = await oneAtATime(`${$state.get().name} ${id}`, async () => {
      const before = $state.get()
      if (!(await isAllowed(action, input, session))) return false
      await run()
      const after = $state.get()
      if (after === before || hasFailed(before, after, id)) return false
      tell(action, after)
      return true
    })
    return isDone ?? false
  }

  return {
    ...flow,
    signUp: (form) =>
      act(actions().signUp, form.full_name ? { full_name: form.full_name } : {}, () => flow.signUp(form)),
    accept: (id) => act(actions().accept, id, () => flow.accept(id), id),
    decline: (id, reason) => act(actions().decline, id, () => flow.decline(id, reason), id),
    join: (id) => act(actions().join, id, () => flow.join(id)),
    create: (draft) => act(afterCreation(actions().create), draft, () => flow.create(draft)),
    invite: (people) => act(actions().invite, people, () => flow.invite(people)),
  }
}

/** States that an act falls into when the server refuses it. */
const refused: ReadonlySet<OnboardingState['name']> = new Set([
  'offline',
  'unverified',
  'account-exists',
  'invitation-unknown',
  'invitation-expired',
  'invitation-used',
  'invitation-revoked',
  'wrong-account',
  'already-member',
  'organization-full',
  'creation-disabled',
])

function hasFailed(before: OnboardingState, after: OnboardingState, id: string): boolean {
  if (after.name === 'signed-out') return after.note !== 'account-created'
  if (after.name === 'invitations') return after.rows.some((row) => row.invitation.id === id && row.problem !== null)
  if (after.name === before.name) return 'problem' in after && after.problem !== null
  return refused.has(after.name)
}

function afterCreation(action: OnboardingActions['create']): Action<OrganizationDraft, OnboardingState> {
  return {
    onBefore: action?.onBefore,
    onAfter: (state) => 'organization' in state && action?.onAfter?.(state.organization),
  }
}

import type { OnboardingEvent } from './event.ts'
import type { OnboardingState } from './state.ts'

/** What outlives a reload and the way through a sign-in page; all else is asked from the server. */
export interface Memory {
  /** The token of the invitation link that is being followed. */
  readonly token: string | null
  /** The organization whose founder is inviting people. */
  readonly inviting: string | null
}

/** The part of `sessionStorage` that the flow needs. */
export type OnboardingStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const KEY = 'tenantry.onboarding'

// Nothing is left to do with the link in these.
const spent: ReadonlySet<OnboardingState['name']> = new Set([
  'invitation-unknown',
  'invitation-expired',
  'invitation-used',
  'invitation-revoked',
  'already-member',
  'done',
])

/** Answers what is still worth keeping once an event has led into a state. */
export function memoryAfter({ token, inviting }: Memory, event: OnboardingEvent, state: OnboardingState): Memory {
  const isUsedUp = spent.has(state.name) || (state.name === 'signed-out' && state.note === 'account-created')
  const isRefused = event.type === 'leave-invitation' || event.type === 'declined'
  const isInviting = state.name === 'invite-people'
  return {
    token: isUsedUp || isRefused ? null : token,
    inviting: isInviting ? state.organization.id : state.name === 'done' ? null : inviting,
  }
}

/** Reads what a former page left; nothing when there is none, or something else lies there. */
export function recall(storage: OnboardingStorage | null): Memory {
  try {
    const { token, inviting } = JSON.parse(storage?.getItem(KEY) ?? '{}')
    return { token: textOf(token), inviting: textOf(inviting) }
  } catch {
    return { token: null, inviting: null }
  }
}

/** Keeps what the next page needs, and leaves no trace when that is nothing. */
export function remember(storage: OnboardingStorage | null, memory: Memory): void {
  try {
    if (memory.token === null && memory.inviting === null) storage?.removeItem(KEY)
    else storage?.setItem(KEY, JSON.stringify(memory))
  } catch {
    // A full or forbidden storage costs the resumption after a reload, not the flow.
  }
}

/** The tab's own storage; null where there is none, or where the browser forbids it. */
export function tabStorage(): OnboardingStorage | null {
  try {
    return globalThis.sessionStorage ?? null
  } catch {
    return null
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

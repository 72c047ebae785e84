import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acme, ann, beta, bob, joinable, link, statusOf, toAcme, toBeta } from '../../test/onboarding-world.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Findings, OnboardingEvent } from './event.ts'
import type { OnboardingState, Problem } from './state.ts'
import { transition } from './transition.ts'

const codes: readonly ErrorCode[] = [
  'NETWORK_FAILED',
  'UNAUTHENTICATED',
  'NOT_AUTHORIZED',
  'EMAIL_NOT_VERIFIED',
  'INVITATION_NOT_FOUND',
  'INVITATION_EXPIRED',
  'INVITATION_USED',
  'INVITATION_REVOKED',
  'USER_EXISTS',
  'MEMBERSHIP_EXISTS',
  'ORGANIZATION_FULL',
  'DOMAIN_REQUIRED',
  'ORGANIZATION_EXISTS',
  'CREATION_DISABLED',
]
const problemOf = (code: ErrorCode): Problem => ({ code, retryAfter: null, issues: [] })

const stranger: Findings = { user: null, invitation: null, status: null, joinable: [], inviting: null }
const person: Findings = { ...stranger, user: ann, status: statusOf() }
const findings: readonly Findings[] = [
  stranger,
  { ...stranger, invitation: link },
  { ...stranger, invitation: 'INVITATION_EXPIRED' },
  { ...stranger, user: { ...ann, emailVerified: false } },
  person,
  { ...person, user: bob, invitation: link },
  { ...person, invitation: link },
  { ...person, invitation: 'INVITATION_NOT_FOUND' },
  { ...person, invitation: 'INVITATION_USED' },
  { ...person, invitation: link, status: statusOf([acme]) },
  { ...person, status: statusOf([acme, beta]) },
  { ...person, status: statusOf([acme]), inviting: acme.id },
  { ...person, status: statusOf([], [toAcme, toBeta]) },
  { ...person, joinable: [joinable(), joinable(beta, { via: 'request' })] },
  { ...person, joinable: [joinable(beta, { requested: true })] },
]

const acts: readonly OnboardingEvent[] = [
  ...(['check-again', 'switch-account', 'sign-in-instead', 'sign-up', 'resend', 'leave-invitation'] as const).map(
    (type) => ({ type }),
  ),
  ...(['open-app', 'create-instead', 'invite', 'finish'] as const).map((type) => ({ type })),
  ...[toAcme, toBeta].flatMap(({ id: invitationId }) => [
    { type: 'accept', invitationId } as const,
    { type: 'decline', invitationId } as const,
  ]),
  ...[acme, beta].map(({ id: organizationId }) => ({ type: 'join', organizationId }) as const),
  { type: 'create', draft: { name: 'Acme', slug: 'acme' } },
]

const answers: readonly OnboardingEvent[] = [
  ...findings.map((one) => ({ type: 'loaded', findings: one }) as const),
  ...[true, false].map((signedIn) => ({ type: 'signed-up', organization: acme, signedIn }) as const),
  { type: 'resent' },
  { type: 'accepted', organization: acme },
  ...[toAcme, toBeta].map(({ id: invitationId }) => ({ type: 'declined', invitationId }) as const),
  { type: 'joined', organization: acme, status: 'joined' },
  { type: 'joined', organization: beta, status: 'requested' },
  { type: 'created', organization: acme },
  { type: 'invited', results: [] },
  ...codes.flatMap((code) => [
    { type: 'failed', problem: problemOf(code) } as const,
    { type: 'failed', problem: problemOf(code), invitationId: toAcme.id } as const,
    { type: 'failed', problem: problemOf(code), invitationId: toBeta.id } as const,
  ]),
]
const events = [...acts, ...answers]
const start: OnboardingState = { name: 'loading' }

const names: Readonly<Record<OnboardingState['name'], true>> = {
  loading: true,
  offline: true,
  'signed-out': true,
  unverified: true,
  'invitation-signup': true,
  'account-exists': true,
  'invitation-unknown': true,
  'invitation-expired': true,
  'invitation-used': true,
  'invitation-revoked': true,
  'wrong-account': true,
  'invitation-review': true,
  'already-member': true,
  'organization-full': true,
  invitations: true,
  'company-here': true,
  'join-requested': true,
  'create-organization': true,
  'creation-disabled': true,
  'invite-people': true,
  done: true,
}

/** Every state that these events lead to, and from which states each is reached. */
function explore() {
  const states = new Map([[JSON.stringify(start), start]])
  const origins = new Map<string, Set<string>>()
  // A Map is walked in the order of insertion, including what is added on the way.
  for (const [key, state] of states) {
    for (const event of events) {
      const next = transition(state, event)
      if (next === state) continue
      const nextKey = JSON.stringify(next)
      states.set(nextKey, states.get(nextKey) ?? next)
      origins.set(nextKey, (origins.get(nextKey) ?? new Set()).add(key))
    }
  }
  return { states, origins }
}

function backFrom(goals: readonly string[], origins: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set(goals)
  for (const key of found) for (const origin of origins.get(key) ?? []) found.add(origin)
  return found
}

describe('the graph of all states, without a changed session', () => {
  const { states, origins } = explore()

  test('reaches every state by name', () => {
    const reached = new Set([...states.values()].map(({ name }) => name))
    expect([...reached].sort()).toEqual(Object.keys(names).sort())
    expect(states.size).toBeGreaterThan(250)
  })

  test('has no dead end: from every state a way leads to done', () => {
    const done = [...states].filter(([, { name }]) => name === 'done').map(([key]) => key)
    const saved = backFrom(done, origins)
    expect([...states.keys()].filter((key) => !saved.has(key))).toEqual([])
  })

  test('has no state that people cannot leave while nothing is under way', () => {
    const stuck = [...states.values()].filter((state) => {
      const isWaiting = answers.some((event) => transition(state, event) !== state)
      return state.name !== 'done' && !isWaiting && acts.every((event) => transition(state, event).name === state.name)
    })
    expect(stuck).toEqual([])
  })

  test('keeps acts and answers apart: what waits for an answer takes no second act', () => {
    for (const state of states.values()) {
      if (state.name === 'invitations') continue
      const isWaiting = answers.some((event) => transition(state, event) !== state)
      if (isWaiting) expect(acts.filter((event) => transition(state, event) !== state)).toEqual([])
    }
  })

  test('leads from everywhere to a new load when the session changes, but from a sign-up under way', () => {
    for (const state of states.values()) {
      const next = transition(state, { type: 'session-changed' })
      if (state.name === 'invitation-signup' && state.submitting) expect(next).toBe(state)
      else expect(next).toEqual({ name: 'loading' })
    }
  })
})

test('is total and pure on whatever sequence of events', () => {
  const config = fc.record({ hideCreate: fc.boolean(), skipInvitationScreen: fc.boolean() })
  const sequence = fc.array(fc.constantFrom<OnboardingEvent>(...events, { type: 'session-changed' }), { maxLength: 60 })

  fc.assert(
    fc.property(config, sequence, (host, steps) => {
      let state: OnboardingState = freeze(start)
      for (const event of steps) {
        const next = transition(state, freeze(event), freeze(host))
        expect(names).toHaveProperty([next.name])
        expect(transition(state, event, host)).toEqual(next)
        if (host.hideCreate && state.name !== 'create-organization') expect(next.name).not.toBe('create-organization')
        state = freeze(next)
      }
    }),
    { numRuns: 2000 },
  )
})

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}

import { expect, test } from 'vitest'
import { acme, ann, bob, joinable, link, refusal, statusOf, toAcme, toBeta } from '../../test/onboarding-world.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Findings, OnboardingEvent } from './event.ts'
import { problemOf } from './problem.ts'
import type { OnboardingState, Problem } from './state.ts'
import { transition } from './transition.ts'

const { email } = ann
const nothing: Findings = { user: ann, invitation: null, status: statusOf(), joinable: [], inviting: null }
const problem = (code: ErrorCode): Problem => problemOf(refusal(code))
const loaded = (change: Partial<Findings>): OnboardingEvent => ({ type: 'loaded', findings: { ...nothing, ...change } })
const failed = (code: ErrorCode, invitationId?: string): OnboardingEvent => ({
  type: 'failed',
  problem: problem(code),
  ...(invitationId && { invitationId }),
})

const loading = { name: 'loading' } as const
const signup: OnboardingState = { name: 'invitation-signup', invitation: link, submitting: true, problem: null }
const review: OnboardingState = {
  name: 'invitation-review',
  invitation: link,
  email,
  submitting: 'accept',
  problem: null,
}
const unverified: OnboardingState = { name: 'unverified', email, resend: 'idle', problem: null }
const create: OnboardingState = { name: 'create-organization', email, draft: null, submitting: true, problem: null }
const company: OnboardingState = {
  name: 'company-here',
  email,
  organizations: [joinable()],
  joining: acme.id,
  problem: null,
  mayCreate: true,
}
const list: OnboardingState = {
  name: 'invitations',
  email,
  mayCreate: true,
  rows: [
    { invitation: toAcme, pending: 'accept', problem: null },
    { invitation: toBeta, pending: 'decline', problem: null },
  ],
}
const invite: OnboardingState = {
  name: 'invite-people',
  organization: acme,
  submitting: true,
  problem: null,
  results: [],
}
const at = (state: OnboardingState, change: object) => ({ ...state, ...change }) as OnboardingState

type Row = readonly [fact: string, from: OnboardingState, event: OnboardingEvent, to: object]

const loads: readonly Row[] = [
  ['nobody is signed in', loading, loaded({ user: null, status: null }), { name: 'signed-out', invitation: null }],
  ['a link, nobody signed in', loading, loaded({ user: null, invitation: link }), { name: 'invitation-signup' }],
  ['an unknown link', loading, loaded({ invitation: 'INVITATION_NOT_FOUND' }), { name: 'invitation-unknown' }],
  ['an expired link', loading, loaded({ invitation: 'INVITATION_EXPIRED' }), { name: 'invitation-expired' }],
  ['a used link', loading, loaded({ invitation: 'INVITATION_USED' }), { name: 'invitation-used', signedIn: true }],
  [
    'a withdrawn link, signed out',
    loading,
    loaded({ user: null, invitation: 'INVITATION_REVOKED' }),
    { name: 'invitation-revoked', signedIn: false },
  ],
  ['a foreign link', loading, loaded({ user: bob, invitation: link }), { name: 'wrong-account', email: bob.email }],
  [
    'a link for the same address in other letters',
    loading,
    loaded({ user: { ...ann, email: 'Ann@Example.com' }, invitation: { ...link, email: 'ANN@example.COM' } }),
    { name: 'invitation-review' },
  ],
  ['an unconfirmed address', loading, loaded({ status: null }), unverified],
  ['the right link', loading, loaded({ invitation: link }), { name: 'invitation-review', submitting: null }],
  [
    'a link into an organization one belongs to',
    loading,
    loaded({ invitation: link, status: statusOf([acme]) }),
    { name: 'already-member', organization: acme },
  ],
  ['a member', loading, loaded({ status: statusOf([acme]) }), { name: 'done', arrival: 'existing' }],
  [
    'a founder who was inviting',
    loading,
    loaded({ status: statusOf([acme]), inviting: acme.id }),
    { name: 'invite-people', organization: acme },
  ],
  ['invitations', loading, loaded({ status: statusOf([], [toAcme]) }), { name: 'invitations', mayCreate: true }],
  ['a company', loading, loaded({ joinable: [joinable()] }), { name: 'company-here', joining: null }],
  ['a request', loading, loaded({ joinable: [joinable(acme, { requested: true })] }), { name: 'join-requested' }],
  ['nothing at all', loading, loaded({}), { name: 'create-organization', submitting: false }],
  ['no network', loading, failed('NETWORK_FAILED'), { name: 'offline', problem: problem('NETWORK_FAILED') }],
  ['too many requests', loading, failed('RATE_LIMITED'), { name: 'offline' }],
  ['an ended session', loading, failed('UNAUTHENTICATED'), { name: 'signed-out', note: 'session-ended' }],
]

test.each(loads)('a load that finds %s', (_, from, event, to) => {
  expect(transition(from, event)).toMatchObject(to)
})

const failures: readonly Row[] = [
  ['signing up: the account exists', signup, failed('USER_EXISTS'), { name: 'account-exists', invitation: link }],
  [
    'signing up: expired meanwhile',
    signup,
    failed('INVITATION_EXPIRED'),
    { name: 'invitation-expired', signedIn: false },
  ],
  [
    'signing up: full',
    signup,
    failed('ORGANIZATION_FULL'),
    { name: 'organization-full', organization: { name: 'Acme' } },
  ],
  [
    'signing up: a weak password',
    signup,
    failed('VALIDATION_FAILED'),
    { name: signup.name, submitting: false, problem: { code: 'VALIDATION_FAILED' } },
  ],
  ['accepting: somebody else', review, failed('NOT_AUTHORIZED'), { name: 'wrong-account', email, invitation: link }],
  ['accepting: not confirmed', review, failed('EMAIL_NOT_VERIFIED'), unverified],
  ['accepting: unknown', review, failed('INVITATION_NOT_FOUND'), { name: 'invitation-unknown' }],
  ['accepting: used', review, failed('INVITATION_USED'), { name: 'invitation-used', signedIn: true }],
  ['accepting: withdrawn', review, failed('INVITATION_REVOKED'), { name: 'invitation-revoked' }],
  ['accepting: a member', review, failed('MEMBERSHIP_EXISTS'), { name: 'already-member' }],
  ['accepting: full', review, failed('ORGANIZATION_FULL'), { name: 'organization-full', again: false }],
  [
    'accepting: still full',
    review,
    { type: 'failed', problem: problem('ORGANIZATION_FULL'), full: acme.id },
    { name: 'organization-full', again: true },
  ],
  [
    'accepting: full, as another one was',
    review,
    { type: 'failed', problem: problem('ORGANIZATION_FULL'), full: toBeta.organization_id },
    { name: 'organization-full', again: false },
  ],
  ['accepting: signed out', review, failed('UNAUTHENTICATED'), { name: 'signed-out', invitation: link }],
  [
    'accepting: a conflict',
    review,
    failed('DEFAULT_ORG_CONFLICT'),
    { name: review.name, submitting: null, problem: { code: 'DEFAULT_ORG_CONFLICT' } },
  ],
  [
    'in the list: full',
    list,
    failed('ORGANIZATION_FULL', toAcme.id),
    { name: 'organization-full', organization: acme },
  ],
  ['in the list: a member', list, failed('MEMBERSHIP_EXISTS', toAcme.id), { name: 'already-member' }],
  ['in the list: not confirmed', list, failed('EMAIL_NOT_VERIFIED', toAcme.id), unverified],
  [
    'in the list: expired, told in its row',
    list,
    failed('INVITATION_EXPIRED', toAcme.id),
    {
      rows: [
        { pending: null, problem: { code: 'INVITATION_EXPIRED' } },
        { pending: 'decline', problem: null },
      ],
    },
  ],
  ['in the list: declined but gone', list, failed('INVITATION_REVOKED', toBeta.id), { rows: [{ invitation: toAcme }] }],
  ['joining: full', company, failed('ORGANIZATION_FULL'), { name: 'organization-full' }],
  ['joining: a member', company, failed('MEMBERSHIP_EXISTS'), { name: 'already-member' }],
  ['joining: not confirmed', company, failed('EMAIL_NOT_VERIFIED'), unverified],
  [
    'joining: closed',
    company,
    failed('ORGANIZATION_NOT_FOUND'),
    { name: company.name, joining: null, problem: { code: 'ORGANIZATION_NOT_FOUND' } },
  ],
  ['creating: disabled', create, failed('CREATION_DISABLED'), { name: 'creation-disabled', email }],
  ['creating: not confirmed', create, failed('EMAIL_NOT_VERIFIED'), unverified],
  [
    'creating: taken',
    create,
    failed('ORGANIZATION_EXISTS'),
    { name: create.name, submitting: false, problem: { code: 'ORGANIZATION_EXISTS' } },
  ],
  [
    'inviting: too many',
    invite,
    failed('RATE_LIMITED'),
    { name: invite.name, submitting: false, problem: { code: 'RATE_LIMITED' } },
  ],
  [
    'resending: too many',
    at(unverified, { resend: 'sending' }),
    failed('RATE_LIMITED'),
    { resend: 'idle', problem: { code: 'RATE_LIMITED' } },
  ],
]

test.each(failures)('a failure while %s', (_, from, event, to) => {
  expect(transition(from, event)).toMatchObject(to)
})

const acts: readonly Row[] = [
  ['signing in instead', at(signup, { submitting: false }), { type: 'sign-in-instead' }, { name: 'signed-out' }],
  ['creating instead', at(company, { joining: null }), { type: 'create-instead' }, { name: 'create-organization' }],
  ['joining', at(company, { joining: null }), { type: 'join', organizationId: acme.id }, { joining: acme.id }],
  ['a join', company, { type: 'joined', organization: acme, status: 'joined' }, { name: 'done', arrival: 'joined' }],
  ['a request', company, { type: 'joined', organization: acme, status: 'requested' }, { name: 'join-requested' }],
  [
    'opening',
    { name: 'already-member', organization: acme },
    { type: 'open-app' },
    { name: 'done', organization: acme },
  ],
  ['leaving', { name: 'invitation-used', signedIn: true }, { type: 'leave-invitation' }, loading],
  ['switching', { name: 'wrong-account', invitation: link, email }, { type: 'switch-account' }, loading],
  ['declining', review, { type: 'declined', invitationId: link.id }, loading],
]

test.each(acts)('%s leads on', (_, from, event, to) => {
  expect(transition(from, event)).toMatchObject(to)
})

const refused: readonly (readonly [string, OnboardingState, OnboardingEvent])[] = [
  ['a second submission of the form', create, { type: 'create', draft: { name: 'Beta', slug: 'beta' } }],
  ['a second acceptance', review, { type: 'accept', invitationId: link.id }],
  ['a decline during an acceptance', review, { type: 'decline', invitationId: link.id }],
  ['a second act on one row', list, { type: 'decline', invitationId: toAcme.id }],
  ['leaving the list during an acceptance', list, { type: 'create-instead' }],
  [
    'the acceptance of another invitation',
    at(review, { submitting: null }),
    { type: 'accept', invitationId: toBeta.id },
  ],
  ['a row that is not there', at(list, { rows: [] }), { type: 'accept', invitationId: toAcme.id }],
  ['joining what is not on offer', at(company, { joining: null }), { type: 'join', organizationId: toBeta.id }],
  [
    'asking a second time',
    at(company, { organizations: [joinable(acme, { requested: true })], joining: null }),
    {
      type: 'join',
      organizationId: acme.id,
    },
  ],
  ['creating where the host hides it', at(company, { joining: null, mayCreate: false }), { type: 'create-instead' }],
  ['an answer nobody waits for', at(create, { submitting: false }), { type: 'created', organization: acme }],
  ['a failure nobody waits for', at(create, { submitting: false }), failed('INTERNAL')],
  ['a load during a load', loading, { type: 'check-again' }],
  ['a changed session during the sign-up that changes it', signup, { type: 'session-changed' }],
  ['an event of another state', unverified, { type: 'finish' }],
]

test.each(refused)('%s leaves the very same state', (_, state, event) => {
  expect(transition(state, event)).toBe(state)
})

test('the host that hides creation leads to its own state', () => {
  expect(transition(loading, loaded({}), { hideCreate: true })).toEqual({ name: 'creation-disabled', email })
  expect(transition(loading, loaded({ joinable: [joinable()] }), { hideCreate: true })).toMatchObject({
    mayCreate: false,
  })
})

test('a company with one open door beside one request still offers the door', () => {
  const joinableOnes = [joinable(acme, { requested: true }), joinable({ id: toBeta.organization_id, name: 'Beta' })]
  expect(transition(loading, loaded({ joinable: joinableOnes }))).toMatchObject({ name: 'company-here' })
})

test('a failed form keeps its draft, its code, its issues and how long to wait', () => {
  const draft = { name: 'Acme', slug: '-' }
  const issues = [{ path: ['slug'], message: 'Use letters.' }]
  const error = refusal('VALIDATION_FAILED', { details: { issues }, retryAfter: 7 })
  const submitted = transition(at(create, { submitting: false }), { type: 'create', draft })

  expect(transition(submitted, { type: 'failed', problem: problemOf(error) })).toMatchObject({
    draft,
    submitting: false,
    problem: { code: 'VALIDATION_FAILED', issues, retryAfter: 7 },
  })
})

test('what is not one of our errors is an internal one, and keeps its cause', () => {
  const cause = new TypeError('boom')
  expect(problemOf(cause)).toEqual({ code: 'INTERNAL', retryAfter: null, issues: [], cause })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  acme,
  ann,
  beta,
  bob,
  createWorld,
  joinable,
  link,
  refusal,
  settled,
  toAcme,
  toBeta,
  token,
} from '../../test/onboarding-world.ts'
import { contract } from '../contract/contract.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { OnboardingState } from './state.ts'
import { createOnboarding, type Onboarding } from './store.ts'

const form = { password: 'made-up-password', confirmPassword: 'made-up-password' }
const draft = { name: 'Acme', slug: 'acme' }

const verbs = {
  checkAgain: (flow) => flow.checkAgain(),
  switchAccount: (flow) => flow.switchAccount(),
  signInInstead: (flow) => flow.signInInstead(),
  leaveInvitation: (flow) => flow.leaveInvitation(),
  openApp: (flow) => flow.openApp(),
  createInstead: (flow) => flow.createInstead(),
  finish: (flow) => flow.finish(),
  signUp: (flow) => flow.signUp(form),
  resend: (flow) => flow.resend(),
  create: (flow) => flow.create(draft),
  invite: (flow) => flow.invite([{ email: bob.email, role: 'employee' }]),
  joinAcme: (flow) => flow.join(acme.id),
  joinBeta: (flow) => flow.join(beta.id),
  acceptAcme: (flow) => flow.accept(toAcme.id),
  acceptBeta: (flow) => flow.accept(toBeta.id),
  declineAcme: (flow) => flow.decline(toAcme.id),
  declineBeta: (flow) => flow.decline(toBeta.id),
} as const satisfies Record<string, (flow: Onboarding) => Promise<void>>

type Verb = keyof typeof verbs

/** What people are offered in each state; a walk of chance alone seldom hits it. */
const offered: Readonly<Record<OnboardingState['name'], readonly Verb[]>> = {
  loading: ['checkAgain'],
  offline: ['checkAgain'],
  'signed-out': ['checkAgain', 'leaveInvitation'],
  unverified: ['resend', 'checkAgain', 'switchAccount'],
  'invitation-signup': ['signUp', 'signUp', 'signInInstead', 'leaveInvitation'],
  'account-exists': ['signInInstead', 'leaveInvitation'],
  'invitation-unknown': ['leaveInvitation', 'switchAccount'],
  'invitation-expired': ['leaveInvitation', 'switchAccount'],
  'invitation-used': ['leaveInvitation', 'switchAccount'],
  'invitation-revoked': ['leaveInvitation', 'switchAccount'],
  'wrong-account': ['switchAccount', 'leaveInvitation', 'checkAgain'],
  'invitation-review': ['acceptAcme', 'declineAcme', 'leaveInvitation'],
  'already-member': ['openApp', 'switchAccount'],
  'organization-full': ['checkAgain', 'leaveInvitation'],
  invitations: ['acceptAcme', 'declineAcme', 'acceptBeta', 'declineBeta', 'createInstead'],
  'company-here': ['joinAcme', 'joinBeta', 'createInstead'],
  'join-requested': ['checkAgain', 'createInstead'],
  'create-organization': ['create', 'create', 'create', 'checkAgain'],
  'creation-disabled': ['checkAgain', 'switchAccount'],
  'invite-people': ['invite', 'invite', 'finish'],
  done: ['finish', 'checkAgain'],
}

const { auth, organizations, invitations } = contract
const endpoints = {
  status: organizations.status,
  joinable: organizations.joinable,
  join: organizations.join,
  create: organizations.create,
  validateToken: invitations.validateToken,
  accept: invitations.accept,
  decline: invitations.decline,
  invite: invitations.create,
  signUp: auth.signupWithInvitation,
  resend: auth.resendVerification,
}
type EndpointName = keyof typeof endpoints

/** What may go wrong at an endpoint: what the contract declares, and what can happen anywhere. */
function codesOf(name: EndpointName): readonly ErrorCode[] {
  const declared = Object.keys(endpoints[name].errors) as ErrorCode[]
  return [...declared, 'NETWORK_FAILED', 'RATE_LIMITED', 'UNAUTHENTICATED', 'VALIDATION_FAILED']
}

type Step =
  | { readonly verb: Verb }
  | { readonly offer: number }
  | { readonly answer: number; readonly failure: number | null }
  | { readonly user: typeof ann | null }
  | { readonly world: 'online' | 'restart' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom(...(Object.keys(verbs) as Verb[])) }) },
  { weight: 8, arbitrary: fc.record({ offer: fc.nat(11) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      answer: fc.nat(9),
      failure: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(59) }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ user: fc.constantFrom(ann, bob, { ...ann, emailVerified: false }, null) }) },
  { weight: 1, arbitrary: fc.record({ world: fc.constantFrom('online', 'restart') }) },
)

const facts = fc.record({
  user: fc.constantFrom(ann, bob, { ...ann, emailVerified: false }, null, null),
  token: fc.constantFrom(token, token, null),
  invited: fc.constantFrom([], [toAcme], [toAcme, toBeta]),
  joinable: fc.constantFrom([], [joinable()], [joinable(beta, { via: 'request' })]),
  members: fc.constantFrom([], [], [], [beta]),
  hideCreate: fc.boolean(),
})

interface Held {
  readonly name: string
  /** The load that the request followed from. */
  readonly run: number
  /** Answers truthfully, or with the failure of that number. */
  readonly settle: (failure: number | null) => void
}

/** A world whose answers wait until they are let go, one by one, in whatever order. */
function createHeldWorld(given: typeof facts extends fc.Arbitrary<infer F> ? F : never) {
  const world = createWorld()
  const { user, invited, joinable, members } = given
  Object.assign(world.facts, { user, invited, joinable, members: [...members] })
  const held: Held[] = []
  let isHolding = true
  let run = 0

  const hold =
    (name: EndpointName, answer: (...args: never[]) => Promise<unknown>) =>
    (...args: never[]) => {
      if (!isHolding) return answer(...args)
      const { promise, resolve, reject } = Promise.withResolvers()
      const codes = codesOf(name)
      const settle = (failure: number | null) =>
        failure === null
          ? resolve(answer(...args))
          : reject(refusal(codes[failure % codes.length] ?? 'INTERNAL', { status: 0 }))
      held.push({ name: `${name} ${args.join()}`, run, settle })
      return promise
    }
  for (const name of Object.keys(endpoints) as EndpointName[])
    Object.assign(world.server, { [name]: hold(name, world.server[name]) })

  const flow = createOnboarding({ ...world, token: given.token, hideCreate: given.hideCreate })
  flow.$state.listen(({ name }) => {
    if (name === 'loading') run += 1
  })
  return {
    world,
    flow,
    held,
    isLate: (request: Held) => request.run < run,
    /** Answers everything truthfully from now on, and what still waits. */
    async release() {
      isHolding = false
      for (const request of held.splice(0)) request.settle(null)
      await settled()
    },
  }
}

/** What a willing person does next. */
async function goOn({ world, flow }: ReturnType<typeof createHeldWorld>, state: OnboardingState): Promise<void> {
  switch (state.name) {
    case 'offline':
    case 'organization-full':
      return flow.checkAgain()
    case 'creation-disabled':
    case 'join-requested':
      // Somebody inside lets the person in.
      world.facts.members = [acme]
      return flow.checkAgain()
    case 'signed-out':
    case 'account-exists':
    case 'unverified':
      world.announce(ann)
      return flow.checkAgain()
    case 'invitation-signup':
      return flow.signUp(form)
    case 'wrong-account':
      return flow.switchAccount()
    case 'invitation-review':
      return flow.accept(link.id)
    case 'already-member':
      return flow.openApp()
    case 'invitations':
      return flow.decline(state.rows[0]?.invitation.id ?? '')
    case 'company-here':
      return flow.join(state.organizations[0]?.id ?? '')
    case 'create-organization':
      return flow.create(draft)
    case 'invite-people':
      return flow.finish()
    case 'loading':
    case 'done':
      return
    default:
      return flow.leaveInvitation()
  }
}

function isWaiting(state: OnboardingState): boolean {
  if (state.name === 'loading') return true
  return /"(submitting|pending|joining)":(true|"\w)|"resend":"sending"/.test(JSON.stringify(state))
}

test('whatever happens in whatever order: nothing twice, nothing late, nobody lost', async () => {
  const visited = new Set<OnboardingState['name']>()
  let submissions = 0
  let lateAnswers = 0

  await fc.assert(
    fc.asyncProperty(facts, fc.array(step, { maxLength: 40, size: 'max' }), async (given, steps) => {
      const rig = createHeldWorld(given)
      const { world, flow, held } = rig
      let stop = flow.start()
      await settled()

      for (const one of steps) {
        const before = flow.$state.get()
        if ('verb' in one || 'offer' in one) {
          const calls = world.calls.length
          const offers = offered[before.name]
          const verb = 'verb' in one ? one.verb : (offers[one.offer % offers.length] ?? 'checkAgain')
          // Twice in one breath, as a double click does.
          void verbs[verb](flow)
          void verbs[verb](flow)
          await settled()
          const asked = world.calls.slice(calls).filter((call) => call !== 'signOut')
          expect(asked.length).toBeLessThanOrEqual(1)
          if (flow.$state.get() === before) expect(asked).toEqual([])
          submissions += asked.length
        } else if ('answer' in one) {
          const [request] = held.splice(one.answer % Math.max(1, held.length), 1)
          const isLate = request !== undefined && rig.isLate(request)
          request?.settle(one.failure)
          await settled()
          if (isLate) expect(flow.$state.get()).toBe(before)
          if (isLate) lateAnswers += 1
        } else if ('user' in one) {
          world.announce(one.user)
          await settled()
        } else if (one.world === 'online') {
          world.page.dispatchEvent(new Event('online'))
          await settled()
        } else {
          stop()
          stop = flow.start()
          await settled()
        }

        visited.add(flow.$state.get().name)
        const current = held.filter((request) => !rig.isLate(request)).map(({ name }) => name)
        const writes = current.filter((name) => !/^(status|joinable|validateToken)/.test(name))
        expect(new Set(writes).size).toBe(writes.length)
        if (isWaiting(flow.$state.get())) expect(current).not.toEqual([])
      }

      await rig.release()
      expect(isWaiting(flow.$state.get())).toBe(false)
      for (let left = 12; left > 0 && flow.$state.get().name !== 'done'; left -= 1) {
        await goOn(rig, flow.$state.get())
        await settled()
      }
      expect(flow.$state.get().name).toBe('done')
      expect(JSON.parse(world.storage.getItem('tenantry.onboarding') ?? '{}')).toEqual({})
      stop()
    }),
    { numRuns: 2000 },
  )

  // The walk is worth something only when it comes everywhere, submits, and leaves answers behind.
  expect([...visited].sort()).toEqual(Object.keys(offered).sort())
  expect(submissions).toBeGreaterThan(1500)
  expect(lateAnswers).toBeGreaterThan(200)
})

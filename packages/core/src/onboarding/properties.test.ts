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
  done: ['finish'],
}

const codes: readonly ErrorCode[] = [
  'NETWORK_FAILED',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'NOT_AUTHORIZED',
  'EMAIL_NOT_VERIFIED',
  'VALIDATION_FAILED',
  'INVITATION_NOT_FOUND',
  'INVITATION_EXPIRED',
  'INVITATION_USED',
  'INVITATION_REVOKED',
  'USER_EXISTS',
  'MEMBERSHIP_EXISTS',
  'ORGANIZATION_FULL',
  'ORGANIZATION_EXISTS',
  'CREATION_DISABLED',
]

type Step =
  | { readonly verb: Verb }
  | { readonly offer: number }
  | { readonly answer: number; readonly code: ErrorCode | null }
  | { readonly user: typeof ann | null }
  | { readonly world: 'online' | 'restart' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom(...(Object.keys(verbs) as Verb[])) }) },
  { weight: 5, arbitrary: fc.record({ offer: fc.nat(11) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      answer: fc.nat(9),
      code: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...codes) }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ user: fc.constantFrom(ann, bob, { ...ann, emailVerified: false }, null) }) },
  { weight: 1, arbitrary: fc.record({ world: fc.constantFrom('online', 'restart') }) },
)

const facts = fc.record({
  user: fc.constantFrom(ann, bob, { ...ann, emailVerified: false }, null),
  token: fc.constantFrom(token, null),
  invited: fc.constantFrom([], [toAcme], [toAcme, toBeta]),
  joinable: fc.constantFrom([], [joinable()], [joinable(beta, { via: 'request' })]),
  members: fc.constantFrom([], [beta]),
})

interface Held {
  readonly name: string
  /** The load that the request followed from. */
  readonly run: number
  readonly settle: (code: ErrorCode | null) => void
}

/** A world whose answers wait until they are let go, one by one, in whatever order. */
function createHeldWorld(given: typeof facts extends fc.Arbitrary<infer F> ? F : never) {
  const world = createWorld()
  Object.assign(world.facts, { ...given, members: [...given.members] })
  const held: Held[] = []
  let isHolding = true
  let run = 0

  const hold =
    <A extends readonly unknown[], T>(name: string, answer: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> => {
      if (!isHolding) return answer(...args)
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      const id = `${name} ${args.join()}`
      const settle = (code: ErrorCode | null) => (code ? reject(refusal(code)) : resolve(answer(...args)))
      held.push({ name: id, run, settle })
      return promise
    }
  for (const name of ['status', 'joinable', 'join', 'create', 'validateToken', 'accept', 'decline'] as const)
    Object.assign(world.server, { [name]: hold(name, world.server[name] as (...args: unknown[]) => Promise<unknown>) })
  for (const name of ['invite', 'signUp', 'resend'] as const)
    Object.assign(world.server, { [name]: hold(name, world.server[name] as (...args: unknown[]) => Promise<unknown>) })

  const flow = createOnboarding({ ...world, token: given.token })
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
    case 'creation-disabled':
    case 'organization-full':
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
      return state.organizations.some(({ requested }) => requested)
        ? flow.createInstead()
        : flow.join(state.organizations[0]?.id ?? '')
    case 'join-requested':
      return flow.createInstead()
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
        visited.add(before.name)
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
          request?.settle(one.code)
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
    { numRuns: 2500 },
  )

  // The walk is worth something only when it comes everywhere, submits, and leaves answers behind.
  expect([...visited].sort()).toEqual(Object.keys(offered).sort())
  expect(submissions).toBeGreaterThan(1500)
  expect(lateAnswers).toBeGreaterThan(200)
})

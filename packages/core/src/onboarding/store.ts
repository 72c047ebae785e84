import { atom, type ReadableAtom, readonlyType } from 'nanostores'
import type { Session, SessionUser } from '../session/session.ts'
import type { OnboardingClient } from './client.ts'
import type { OnboardingAnswer, OnboardingEvent } from './event.ts'
import { find } from './find.ts'
import { memoryAfter, type OnboardingStorage, recall, remember, tabStorage } from './memory.ts'
import type { OnboardingConfig } from './moves.ts'
import { problemOf } from './problem.ts'
import { createRequests } from './requests.ts'
import type { InvitationDraft, InvitationSignup, OnboardingState, OrganizationDraft, SignupDraft } from './state.ts'
import { transition } from './transition.ts'

/** What the flow runs on. */
export interface OnboardingOptions extends OnboardingConfig {
  readonly client: OnboardingClient
  readonly session: Session
  /** The token of the invitation link that was opened. @default the one kept from before a reload */
  readonly token?: string | null
  /** Where the token outlives a reload and the way through a sign-in page; null keeps nothing. @default sessionStorage */
  readonly storage?: OnboardingStorage | null
  /** Where `online` is announced. @default the window */
  readonly page?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
}

/**
 * The onboarding flow, running: subscribe to `$state`, call the verbs that its states name.
 * A verb that the present state does not name does nothing; its promise resolves with the answer taken, and never rejects.
 */
export interface Onboarding {
  readonly $state: ReadableAtom<OnboardingState>
  /** Loads, and follows the session and the network until the returned function is called. */
  start(): () => void
  /** Asks anew where this person stands: after a failure, a verification in another tab, an approval. */
  checkAgain(): Promise<void>
  /** Signs out, and keeps the invitation for whoever signs in next. */
  switchAccount(): Promise<void>
  /** Goes to the host's sign-in, and keeps the invitation. */
  signInInstead(): Promise<void>
  /** Creates the account behind an invitation link and signs in, where the session can. */
  signUp(form: SignupDraft): Promise<void>
  /** Mails a new verification link. */
  resend(): Promise<void>
  /** Forgets the invitation link and goes on without it. */
  leaveInvitation(): Promise<void>
  /** Accepts an invitation, by link or from the list. */
  accept(invitationId: string): Promise<void>
  /** Declines an invitation, with a reason if one wants to give it. */
  decline(invitationId: string, reason?: string | null): Promise<void>
  /** Joins an organization of one's own e-mail domain, or asks to. */
  join(organizationId: string): Promise<void>
  /** Shows the form of a new organization, whatever else is on offer. */
  createInstead(): Promise<void>
  /** Creates the organization. */
  create(draft: OrganizationDraft): Promise<void>
  /** Invites people into the new organization; each gets a result. */
  invite(people: readonly InvitationDraft[]): Promise<void>
  /** Ends the inviting of people, be it that nobody was. */
  finish(): Promise<void>
  /** Goes on into the organization one belongs to already. */
  openApp(): Promise<void>
}

/** Creates the onboarding flow of one person; it does nothing before `start`. */
export function createOnboarding(options: OnboardingOptions): Onboarding {
  const { client, session, storage = tabStorage(), page = globalThis as Partial<EventTarget> } = options
  const requests = createRequests(client, session)
  const $state = atom<OnboardingState>({ name: 'loading' })
  let memory = recall(storage)
  if (options.token) memory = { ...memory, token: options.token }
  // The latest look at the session, and the one that the present state was made from.
  let user: KnownUser
  let shownTo: KnownUser
  let isSigningUp = false
  let isRunning = false
  let full: string | null = null
  // Counts the loads. Answers to what an earlier one led to come too late.
  let run = 0

  /** Everything that happens goes through here: only an event that its state names asks for anything. */
  async function send(event: OnboardingEvent, ask?: () => Promise<OnboardingAnswer>): Promise<void> {
    const state = transition($state.get(), event, options)
    if (state === $state.get()) return
    if (state.name === 'loading') run += 1
    const mine = run
    const { token } = memory
    memory = memoryAfter(memory, event, state)
    // Once stopped, it must not write over the link of the flow that came after it.
    if (isRunning || recall(storage).token === token) remember(storage, memory)
    if (state.name === 'organization-full') full = state.organization.id
    $state.set(state)

    const answer = state.name === 'loading' ? load(event) : ask?.()
    const next = await answer?.catch((error): OnboardingAnswer => failed(event, error, full))
    if (next && mine === run) await send(next)
  }

  async function load({ type }: OnboardingEvent): Promise<OnboardingAnswer> {
    if (type === 'switch-account') user = signOut(session)
    else if (type !== 'session-changed' || !user) user = session.getUser()
    shownTo = user
    return { type: 'loaded', findings: await find(client, user, memory) }
  }

  // Sessions also call for a fresh token or a focused window: those must not throw a form away.
  async function compareSession() {
    if (isSigningUp) return
    const now = look()
    await now?.catch(() => null)
    // A later look, or the end of a sign-up that began meanwhile, compares in its place.
    if (isSigningUp || user !== now || (await isSameUser(shownTo, now))) return
    await send({ type: 'session-changed' })
  }

  // A session that cannot be asked now says nothing of who is signed in: then it is whom we know.
  function look(known = shownTo): KnownUser {
    user = session.getUser().catch(() => known ?? null)
    return user
  }

  return {
    $state: readonlyType($state),

    start() {
      isRunning = true
      const retry = () => void ($state.get().name === 'offline' && send({ type: 'check-again' }))
      void (run === 0 ? send({ type: 'session-changed' }) : compareSession())
      const stop = session.subscribe(() => void compareSession())
      page.addEventListener?.('online', retry)
      return () => {
        isRunning = false
        stop()
        page.removeEventListener?.('online', retry)
      }
    },

    checkAgain: () => send({ type: 'check-again' }),
    switchAccount: () => send({ type: 'switch-account' }),
    signInInstead: () => send({ type: 'sign-in-instead' }),
    leaveInvitation: () => send({ type: 'leave-invitation' }),
    openApp: () => send({ type: 'open-app' }),
    createInstead: () => send({ type: 'create-instead' }),
    finish: () => send({ type: 'finish' }),

    async signUp(form) {
      const state = $state.get()
      const { token } = memory
      if (state.name !== 'invitation-signup' || token === null || isSigningUp) return
      // The flow looks away from the session meanwhile: its own sign-in is no news, any other is.
      isSigningUp = true
      await send({ type: 'sign-up' }, () => requests.signUp(token, state.invitation.email, form))
      isSigningUp = false
      if ($state.get().name === 'done') shownTo = look(Promise.resolve(invited(state)))
      else await compareSession()
    },
    async resend() {
      const state = $state.get()
      if (state.name === 'unverified') await send({ type: 'resend' }, () => requests.resend(state.email))
    },
    async invite(people) {
      const state = $state.get()
      if (state.name !== 'invite-people') return
      await send({ type: 'invite' }, () => requests.invite(state.organization.id, people))
    },
    accept: (invitationId) => send({ type: 'accept', invitationId }, () => requests.accept(invitationId)),
    decline: (invitationId, reason = null) =>
      send({ type: 'decline', invitationId }, () => requests.decline(invitationId, reason)),
    join: (organizationId) => send({ type: 'join', organizationId }, () => requests.join(organizationId)),
    create: (draft) => send({ type: 'create', draft }, () => requests.create(draft)),
  }
}

function failed(event: OnboardingEvent, error: unknown, full: string | null): OnboardingAnswer {
  const failure = { type: 'failed', problem: problemOf(error), full } as const
  return 'invitationId' in event && event.invitationId ? { ...failure, invitationId: event.invitationId } : failure
}

// Where the provider cannot sign out from here, the host's sign-in is what changes the account.
async function signOut(session: Session): Promise<null> {
  // The session calls back while it signs out; by then this promise has to be what it is compared with.
  await null
  await session.signOut?.()
  return null
}

function invited({ invitation }: InvitationSignup): SessionUser {
  return { email: invitation.email, emailVerified: true, name: null }
}

type KnownUser = Promise<SessionUser | null> | undefined

async function isSameUser(before: KnownUser, after: KnownUser): Promise<boolean> {
  const users = await Promise.all([before, after]).catch(() => null)
  if (!users) return false
  const [one, other] = users
  return one?.email === other?.email && one?.emailVerified === other?.emailVerified
}

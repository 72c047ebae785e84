import type { ErrorCode, TenantryErrorOptions } from '../src/contract/errors.ts'
import { TenantryError } from '../src/contract/errors.ts'
import type { Invitation, InvitationPreview, InvitationResult, InvitationSummary } from '../src/contract/invitations.ts'
import type {
  JoinableOrganization,
  Membership,
  Organization,
  OrganizationStatus,
} from '../src/contract/organizations.ts'
import type { OnboardingClient } from '../src/onboarding/client.ts'
import type { OnboardingStorage } from '../src/onboarding/memory.ts'
import type { OnboardingState } from '../src/onboarding/state.ts'
import type { Onboarding } from '../src/onboarding/store.ts'
import type { Session, SessionUser } from '../src/session/session.ts'

export const token = 'made-up-token-made-up-token-made-up-token-0'
const later = '2027-01-01T00:00:00.000Z'
export const acme = { id: '01900000-0000-7000-8000-000000000001', name: 'Acme' }
export const beta = { id: '01900000-0000-7000-8000-000000000002', name: 'Beta' }

export const ann: SessionUser = { email: 'ann@example.com', emailVerified: true, name: 'Ann' }
export const bob: SessionUser = { email: 'bob@example.com', emailVerified: true, name: 'Bob' }

export const link: InvitationPreview = {
  id: '01900000-0000-7000-8000-0000000000a1',
  email: ann.email,
  role: 'manager',
  expires_at: later,
  organization: { ...acme, slug: 'acme' },
  team: null,
  invited_by: { full_name: 'Bob', email: bob.email },
}

export const toAcme: InvitationSummary = summary(link.id, acme)
export const toBeta: InvitationSummary = summary('01900000-0000-7000-8000-0000000000b1', beta)

const founded: Organization = {
  ...acme,
  slug: 'acme',
  google_domain: null,
  country_code: 'PL',
  created_at: '2026-01-01T00:00:00.000Z',
}

export function refusal(code: ErrorCode, options: TenantryErrorOptions = {}): TenantryError {
  return new TenantryError(code, { status: 409, ...options })
}

export function joinable(organization = acme, change: Partial<JoinableOrganization> = {}): JoinableOrganization {
  return { ...organization, slug: organization.name.toLowerCase(), via: 'join', requested: false, ...change }
}

export function statusOf(
  members: readonly { id: string; name: string }[] = [],
  invited: readonly InvitationSummary[] = [],
): OrganizationStatus {
  const [first] = members
  return {
    scenario: first ? 'has_organizations' : invited.length > 0 ? 'has_invitations' : 'no_invitations',
    hasOrganizations: first !== undefined,
    organizations: members.map(membership),
    defaultOrganization: first ? { ...first, role: 'manager' } : null,
    pendingInvitations: [...invited],
  }
}

/** A small server that tells the truth, and the calls it took. Replace an entry of `server` to script another answer. */
export function createWorld() {
  const calls: string[] = []
  const keys: string[] = []
  const facts = {
    user: ann as SessionUser | null,
    members: [] as { id: string; name: string }[],
    invited: [] as InvitationSummary[],
    joinable: [] as JoinableOrganization[],
  }

  const server = {
    status: async () => statusOf(facts.members, facts.invited),
    joinable: async () => ({ organizations: facts.joinable }),
    join: async () => {
      const [organization = joinable()] = facts.joinable
      if (organization.via === 'request') facts.joinable = [{ ...organization, requested: true }]
      else facts.members.push(organization)
      return {
        success: true as const,
        status: organization.via === 'request' ? ('requested' as const) : ('joined' as const),
        organization: { id: organization.id, name: organization.name },
      }
    },
    create: async () => {
      facts.members.push(acme)
      return { success: true as const, organization: founded, user_role: 'admin', redirect_url: '/dashboard' }
    },
    validateToken: async () => ({ valid: true as const, invitation: link }),
    accept: async (id: string) => {
      const invitation = facts.invited.find((one) => one.id === id) ?? toAcme
      const organization = { id: invitation.organization_id, name: invitation.organizations.name }
      facts.members.push(organization)
      facts.invited = facts.invited.filter((one) => one !== invitation)
      return {
        success: true as const,
        message: 'Invitation accepted successfully',
        organization,
        user_role: invitation.role,
        team_name: null,
        is_default_org: true,
      }
    },
    decline: async (id: string) => {
      facts.invited = facts.invited.filter((one) => one.id !== id)
      return { success: true as const, message: 'Invitation declined' }
    },
    invite: async (emails: readonly string[]) => ({ results: emails.map(invited) }),
    signUp: async () => {
      facts.members.push(acme)
      return {
        success: true as const,
        message: 'Account created and invitation accepted',
        organization: { ...acme, slug: 'acme' },
        user: { id: acme.id, email: ann.email, full_name: 'Ann', role: 'manager', team_name: null },
        redirect_url: '/dashboard',
      }
    },
    resend: async () => ({ success: true as const, message: 'Sent' }),
    getUser: async () => facts.user,
    signIn: async () => announce(ann),
    signOut: async () => announce(null),
  }

  function note<T>(call: string, options: { idempotencyKey: string } | null, answer: () => T): T {
    calls.push(call)
    if (options) keys.push(options.idempotencyKey)
    return answer()
  }

  const client: OnboardingClient = {
    auth: {
      signupWithInvitation: (_, options) => note('signUp', options, () => server.signUp()),
      resendVerification: () => note('resend', null, () => server.resend()),
    },
    organizations: {
      status: () => note('status', null, () => server.status()),
      joinable: () => note('joinable', null, () => server.joinable()),
      join: (_, options) => note('join', options, () => server.join()),
      create: (_, options) => note('create', options, () => server.create()),
    },
    invitations: {
      validateToken: () => note('validateToken', null, () => server.validateToken()),
      accept: ({ body }, options) => note('accept', options, () => server.accept(body.invitation_id)),
      decline: ({ body }, options) => note('decline', options, () => server.decline(body.invitation_id)),
      create: ({ body }, options) =>
        note('invite', options, () => server.invite(body.invitations.map(({ email }) => email))),
    },
  }

  const listeners = new Set<() => void>()
  function announce(user: SessionUser | null) {
    facts.user = user
    for (const listener of listeners) listener()
  }

  const session: Session = {
    getToken: async () => 'made-up',
    getUser: () => server.getUser(),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signIn: () => note('signIn', null, () => server.signIn()),
    signOut: () => note('signOut', null, () => server.signOut()),
  }

  return {
    calls,
    keys,
    facts,
    server,
    client,
    session,
    page: new EventTarget(),
    storage: createStorage(),
    /** Tells every tab that the session may have changed. */
    announce,
  }
}

export function createStorage(): OnboardingStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}

/** Waits for a state by name. */
export function reach<N extends OnboardingState['name']>({ $state }: Onboarding, name: N) {
  return new Promise<OnboardingState & { readonly name: N }>((resolve) => {
    const stop = $state.subscribe((state) => {
      if (state.name !== name) return
      resolve(state as OnboardingState & { readonly name: N })
      queueMicrotask(() => stop())
    })
  })
}

/** Waits until everything that is under way, and answered, has been taken in. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A promise to be settled by hand. */
export function deferred<T>() {
  return Promise.withResolvers<T>()
}

function summary(id: string, { id: organization_id, name }: typeof acme): InvitationSummary {
  return {
    id,
    organization_id,
    role: 'manager',
    team_id: null,
    expires_at: later,
    organizations: { name },
    teams: null,
  }
}

function membership({ id, name }: typeof acme): Membership {
  const organizations = { name, slug: name.toLowerCase() }
  return {
    organization_id: id,
    role: 'manager',
    is_default: true,
    is_active: true,
    joined_via: 'created',
    organizations,
  }
}

function invited(email: string): InvitationResult {
  const invitation: Invitation = {
    id: '01900000-0000-7000-8000-0000000000c1',
    organization_id: acme.id,
    email,
    role: 'employee',
    team_id: null,
    status: 'pending',
    delivery_status: 'queued',
    expires_at: later,
    created_at: later,
  }
  return { email, status: 'invited', invitation }
}

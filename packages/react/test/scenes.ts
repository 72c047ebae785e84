import type { OnboardingState, SessionUser } from '@tenantry/core'
import type { OnboardingProps } from '../src/index.ts'
import { details } from './organization.ts'
import { acme, ann, beta, bob, link, statusOf, toAcme, toBeta, token } from './people.ts'
import type { Replies } from './world.tsx'

/** One state of the gate, and how somebody gets there. */
export interface Scene {
  readonly name: OnboardingState['name']
  readonly user: SessionUser | null
  readonly replies: Replies
  readonly props?: Partial<OnboardingProps>
  /** What the person does on the way. */
  readonly reach?: readonly Step[]
}

/** Fills the field of a name, or presses the first button of a kind in the card. */
export type Step = { readonly fill: string; readonly with: string } | { readonly press: string }

const nobody = { organizations: { status: statusOf(), joinable: { organizations: [] } } }
const follow = { token }
const valid = { invitations: { validateToken: { valid: true as const, invitation: link } } }

export const creating: Replies = {
  organizations: {
    ...nobody.organizations,
    slugAvailability: ({ query: { slug } }) => ({ slug, available: true, reason: null, suggestions: [] }),
    create: ({ body }) => ({
      success: true,
      organization: { ...body, id: acme.id, created_at: '2026-01-01T00:00:00Z' },
      user_role: 'admin',
      redirect_url: '/dashboard',
    }),
    get: { ...details, organization: { ...details.organization, members: 1, active_members: 1 } },
  },
}

function refused(code: 'INVITATION_NOT_FOUND' | 'INVITATION_EXPIRED' | 'INVITATION_USED' | 'INVITATION_REVOKED') {
  return { user: null, props: follow, replies: { invitations: { validateToken: code } } } as const
}

export const scenes: readonly Scene[] = [
  { name: 'loading', user: ann, replies: { organizations: { status: 'pending' } } },
  { name: 'offline', user: ann, replies: { organizations: { status: 'NETWORK_FAILED' } } },
  { name: 'signed-out', user: null, replies: {} },
  { name: 'unverified', user: { ...ann, emailVerified: false }, replies: {} },
  { name: 'invitation-signup', user: null, props: follow, replies: valid },
  {
    name: 'account-exists',
    user: null,
    props: follow,
    replies: { ...valid, auth: { signupWithInvitation: 'USER_EXISTS' } },
    reach: [
      { fill: 'password', with: 'made-up-password' },
      { fill: 'confirmPassword', with: 'made-up-password' },
      { press: 'button[type="submit"]' },
    ],
  },
  { name: 'invitation-unknown', ...refused('INVITATION_NOT_FOUND') },
  { name: 'invitation-expired', ...refused('INVITATION_EXPIRED') },
  { name: 'invitation-used', ...refused('INVITATION_USED') },
  { name: 'invitation-revoked', ...refused('INVITATION_REVOKED') },
  { name: 'wrong-account', user: bob, props: follow, replies: { ...valid, ...nobody } },
  { name: 'invitation-review', user: ann, props: follow, replies: { ...valid, ...nobody } },
  {
    name: 'already-member',
    user: ann,
    props: follow,
    replies: { ...valid, organizations: { status: statusOf([acme]) } },
  },
  {
    name: 'organization-full',
    user: ann,
    props: follow,
    replies: { ...nobody, invitations: { ...valid.invitations, accept: 'ORGANIZATION_FULL' } },
    reach: [{ press: 'button' }],
  },
  { name: 'invitations', user: ann, replies: { organizations: { status: statusOf([], [toAcme, toBeta]) } } },
  {
    name: 'company-here',
    user: ann,
    replies: {
      organizations: {
        ...nobody.organizations,
        joinable: {
          organizations: [
            { ...acme, via: 'join', requested: false },
            { ...beta, via: 'request', requested: true },
          ],
        },
      },
    },
  },
  {
    name: 'join-requested',
    user: ann,
    replies: {
      organizations: {
        ...nobody.organizations,
        joinable: { organizations: [{ ...acme, via: 'request', requested: true }] },
      },
    },
  },
  { name: 'create-organization', user: ann, replies: creating },
  { name: 'creation-disabled', user: ann, props: { hideCreate: true }, replies: nobody },
  {
    name: 'invite-people',
    user: ann,
    replies: creating,
    reach: [{ fill: 'name', with: acme.name }, { press: 'button[type="submit"]' }],
  },
  { name: 'done', user: ann, replies: { organizations: { status: statusOf([acme]) } } },
]

export function sceneOf(name: Scene['name']): Scene {
  const scene = scenes.find((candidate) => candidate.name === name)
  if (!scene) throw new TypeError(`There is no scene for ${name}.`)
  return scene
}

/** Finds what a step is about. @throws TypeError when the page has no such thing */
export function targetOf(step: Step): Element {
  const selector = 'fill' in step ? `[name="${step.fill}"]` : `.tenantry-card ${step.press}`
  const element = document.querySelector(selector)
  if (!element) throw new TypeError(`There is no ${selector}.`)
  return element
}

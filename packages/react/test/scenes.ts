import type { OnboardingState, SessionUser } from '@tenantry/core'
import { userEvent } from 'vitest/browser'
import type { OnboardingProps } from '../src/index.ts'
import { acme, ann, beta, bob, link, statusOf, toAcme, toBeta, token } from './people.ts'
import type { Replies } from './world.tsx'

/** One state of the gate, and how somebody gets there. */
export interface Scene {
  readonly name: OnboardingState['name']
  readonly user: SessionUser | null
  readonly replies: Replies
  readonly props?: Partial<OnboardingProps>
  /** What the person does on the way, as presses on the first button of a kind. */
  readonly reach?: () => Promise<void>
}

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
    reach: async () => {
      await fill('password', 'made-up-password')
      await fill('confirmPassword', 'made-up-password')
      await press('button[type="submit"]')
    },
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
    reach: () => press('button'),
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
    reach: async () => {
      await fill('name', acme.name)
      await press('button[type="submit"]')
    },
  },
  { name: 'done', user: ann, replies: { organizations: { status: statusOf([acme]) } } },
]

export function sceneOf(name: Scene['name']): Scene {
  const scene = scenes.find((candidate) => candidate.name === name)
  if (!scene) throw new TypeError(`There is no scene for ${name}.`)
  return scene
}

async function press(selector: string) {
  await userEvent.click(find(`.tenantry-card ${selector}`))
}

async function fill(name: string, value: string) {
  await userEvent.fill(find(`[name="${name}"]`), value)
}

function find(selector: string): Element {
  const element = document.querySelector(selector)
  if (!element) throw new TypeError(`There is no ${selector}.`)
  return element
}

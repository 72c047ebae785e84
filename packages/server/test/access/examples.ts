import type { TenantIds } from './world.ts'

/** What a valid request carries beside its path. */
export interface Example {
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}

const password = 'a made-up passphrase'
let turn = 0
const fresh = () => `example-${++turn}`

/** The ids that requests carry in their bodies. */
export const bodyIds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  main: {
    'members.transferOwnership': 'user_id',
    'invitations.accept': 'invitation_id',
    'invitations.decline': 'invitation_id',
  },
}

const newUser = () => ({ body: { email: `${fresh()}@example.net`, full_name: 'Somebody new', password } })
/** What is of the membership. */
const work = () => ({ body: { department: 'Another one' } })
/** What is of the account beside it. */
const profile = () => ({ body: { full_name: 'Another name', department: 'Another one' } })

type MakeExample = (target: TenantIds, bodyId: string) => Example

/** A valid request to each endpoint that needs more than ids in its path; `target` is the tenant that it is about. */
export const examples: Readonly<Record<string, Readonly<Record<string, MakeExample>>>> = {
  main: {
    'auth.signup': () => ({ body: { email: `${fresh()}@example.net`, password } }),
    'auth.signupWithInvitation': () => ({ body: { token: 'x'.repeat(43), password, confirmPassword: password } }),
    'auth.resendVerification': () => ({ body: { email: `${fresh()}@example.net` } }),
    'auth.verifyEmail': () => ({ query: { token: 'x'.repeat(43) } }),
    'organizations.create': () => ({ body: { name: 'An example', slug: fresh() } }),
    'organizations.slugAvailability': () => ({ query: { slug: fresh() } }),
    'organizations.update': () => ({ body: { name: 'Another name' } }),
    'organizations.updateSettings': () => ({ body: { locale: 'pl' } }),
    'members.update': () => ({ body: { role: 'manager' } }),
    'members.transferOwnership': (_, user_id) => ({ body: { user_id } }),
    'invitations.create': () => ({ body: { invitations: [{ email: `${fresh()}@example.net`, role: 'employee' }] } }),
    'invitations.accept': (_, invitation_id) => ({ body: { invitation_id } }),
    'invitations.decline': (_, invitation_id) => ({ body: { invitation_id } }),
    'invitations.validateToken': ({ token }) => ({ query: { token } }),
    'teams.create': () => ({ body: { name: fresh() } }),
    'teams.update': () => ({ body: { name: fresh() } }),
    'domains.add': () => ({ body: { domain: `${fresh()}.example.com` } }),
    'membershipRequests.approve': () => ({ body: {} }),
  },
  orgs: {
    'organizations.create': () => ({ body: { name: 'An example', slug: fresh() } }),
    'invitations.create': () => ({ body: { email: `${fresh()}@example.net`, role: 'member' } }),
  },
  users: {
    'organizationUsers.create': newUser,
    'organizationUsers.update': work,
    'users.create': newUser,
    'users.update': profile,
    'usersOtherwise.create': newUser,
    'usersOtherwise.update': profile,
  },
}

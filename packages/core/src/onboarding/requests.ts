import type { Session } from '../session/session.ts'
import type { OnboardingClient } from './client.ts'
import type { OnboardingAnswer } from './event.ts'
import { createRepeater } from './repeat.ts'
import type { InvitationDraft, OrganizationDraft, OrganizationRef, SignupDraft } from './state.ts'

/** The requests behind the acts: each resolves with the answer that the flow goes on with. */
export function createRequests(client: OnboardingClient, session: Session) {
  const write = createRepeater()
  // Apart, for what it remembers has passwords in it: that goes once the account exists.
  let writeSignUp = createRepeater()

  return {
    async signUp(token: string, email: string, form: SignupDraft): Promise<OnboardingAnswer> {
      const { organization } = await writeSignUp(client.auth.signupWithInvitation, { body: { ...form, token } })
      writeSignUp = createRepeater()
      const signedIn = await signIn(session, { email, password: form.password })
      return { type: 'signed-up', organization: ref(organization), signedIn }
    },

    async resend(email: string): Promise<OnboardingAnswer> {
      await client.auth.resendVerification({ body: { email } })
      return { type: 'resent' }
    },

    async accept(invitationId: string): Promise<OnboardingAnswer> {
      const { organization } = await write(client.invitations.accept, { body: { invitation_id: invitationId } })
      return { type: 'accepted', organization: ref(organization) }
    },

    async decline(invitationId: string, reason: string | null): Promise<OnboardingAnswer> {
      await write(client.invitations.decline, { body: { invitation_id: invitationId, reason } })
      return { type: 'declined', invitationId }
    },

    async join(organizationId: string): Promise<OnboardingAnswer> {
      const { organization, status } = await write(client.organizations.join, { params: { organizationId } })
      return { type: 'joined', organization: ref(organization), status }
    },

    async create(draft: OrganizationDraft): Promise<OnboardingAnswer> {
      const { organization } = await write(client.organizations.create, { body: draft })
      return { type: 'created', organization: ref(organization) }
    },

    async invite(organizationId: string, people: readonly InvitationDraft[]): Promise<OnboardingAnswer> {
      const body = { invitations: [...people] }
      const { results } = await write(client.invitations.create, { params: { organizationId }, body })
      return { type: 'invited', results }
    },
  }
}

// The account exists by now: whatever fails here, the host's own sign-in is the way on.
async function signIn(session: Session, credentials: { email: string; password: string }): Promise<boolean> {
  if (!session.signIn) return false
  return session.signIn(credentials).then(
    () => true,
    () => false,
  )
}

function ref({ id, name }: OrganizationRef): OrganizationRef {
  return { id, name }
}

import type { Translator } from '@tenantry/core/messages'
import type { Hand } from './hand.ts'
import { ANYTHING, counting, holding, labelled, named } from './names.ts'
import type { FoundOn, Screen } from './screen.ts'

/** Who is invited, and as what. */
export interface Invited {
  readonly emails: readonly string[]
  /** The key of a role. @default the one that the form begins with */
  readonly role?: string
}

/** What a person does with invitations: the sent ones, and those that wait for an answer. */
export interface InvitationTesters<S extends Screen> {
  /** Opens the form over the page. @param button what the button says, where the host has words of its own. @throws Error when there is none */
  openInviteDialog(button?: string): Promise<FoundOn<S>>
  /** Fills the form, in a dialog or on a page, and sends it. @throws Error when it is not there, or does not offer the role */
  inviteMembers(invited: Invited): Promise<void>
  /** The row of an invitation that was sent. */
  invitationRow(email: string): FoundOn<S>
  /** Sends an invitation again. @throws Error when it is not on offer */
  resendInvitation(email: string): Promise<void>
  /** Withdraws an invitation, and confirms it. @throws Error when it is not on offer */
  revokeInvitation(email: string): Promise<void>
  /** Accepts the invitation of the screen, or the one to an organization among many. @throws Error when there is none, or are several */
  acceptInvitation(organization?: string): Promise<void>
  /** Declines an invitation, and confirms it. @throws Error when there is none, or are several */
  declineInvitation(organization?: string): Promise<void>
  /** Makes an account out of an invitation link. @throws Error when the form is not there */
  signUp(account: { readonly password: string; readonly fullName?: string }): Promise<void>
}

export function invitationTesters<S extends Screen>(hand: Hand<S>, translator: Translator): InvitationTesters<S> {
  const { t, roleName } = translator

  async function open(email: string, act: 'resend' | 'revoke') {
    await hand.press('button', named(t('members.actionsFor', { name: email })))
    await hand.press('menuitem', named(t(`sent.${act}`)))
  }

  return {
    async openInviteDialog(button = t('sent.invite')) {
      await hand.press('button', named(button))
      return hand.find('dialog', named(t('invite.title')))
    },
    async inviteMembers({ emails, role }) {
      await hand.fill(named(t('invite.emails')), emails.join(', '))
      if (role) await hand.choose(named(t('invite.role')), roleName(role))
      await hand.press(
        'button',
        counting((count) => t('invite.submit', { count })),
      )
    },
    invitationRow: (email) => hand.find('row', holding(email)),
    resendInvitation: (email) => open(email, 'resend'),
    async revokeInvitation(email) {
      await open(email, 'revoke')
      const dialog = hand.find('dialog', named(t('sent.revokeTitle', { email })))
      await hand.press('button', named(t('sent.revoke')), dialog)
    },
    acceptInvitation: (organization = ANYTHING) =>
      hand.press('button', named(t('review.accept'), t('invitations.acceptNamed', { organization }))),
    async declineInvitation(organization = ANYTHING) {
      await hand.press('button', named(t('review.decline'), t('invitations.declineNamed', { organization })))
      const dialog = hand.find('dialog', named(t('declining.title', { organization })))
      await hand.press('button', named(t('declining.confirm')), dialog)
    },
    async signUp({ password, fullName }) {
      // A hidden password has no role; once it is shown, it is a field like any other.
      await hand.press('button', named(t('form.showPassword')))
      if (fullName) await hand.fill(labelled(t('signup.fullName'), translator), fullName)
      await hand.fill(named(t('signup.password')), password)
      await hand.fill(named(t('signup.confirmPassword')), password)
      await hand.press('button', named(t('signup.submit')))
    },
  }
}

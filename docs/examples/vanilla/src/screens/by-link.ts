import type { InvitationPreview, RefusedInvitation } from '@tenantry/core'
import { act, passwordField, type Screens, type Surroundings } from '../parts.ts'
import type { Screen } from '../screen.ts'

const inviterOf = ({ invited_by, organization }: InvitationPreview) => invited_by?.full_name ?? organization.name

const refused =
  (group: 'unknown' | 'expired' | 'used' | 'revoked') =>
  ({ signedIn }: RefusedInvitation, { flow, t }: Surroundings): Screen => ({
    title: t(`${group}.title`),
    text: t(`${group}.text`),
    acts: [act(t(signedIn ? 'common.continue' : 'common.signIn'), flow.leaveInvitation)],
  })

/** What an invitation link leads to. */
export const byLink = {
  'invitation-signup': ({ invitation, submitting, problem }, { flow, t }) => ({
    title: t('signup.title', { organization: invitation.organization.name }),
    text: t('signup.text', { inviter: inviterOf(invitation) }),
    facts: [invitation.email],
    fields: [
      { name: 'full_name', label: t('signup.fullName'), autocomplete: 'name' },
      passwordField(t, 'new-password'),
    ],
    problem,
    isBusy: submitting,
    acts: [
      act(t('signup.submit'), ({ full_name = '', password = '' }) =>
        flow.signUp({ full_name, password, confirmPassword: password }),
      ),
      act(t('common.signIn'), flow.signInInstead),
    ],
  }),
  'account-exists': ({ invitation: { email, organization } }, { flow, t }) => ({
    title: t('accountExists.title'),
    text: t('accountExists.text', { email, organization: organization.name }),
    acts: [act(t('common.signIn'), flow.signInInstead)],
  }),
  'invitation-unknown': refused('unknown'),
  'invitation-expired': refused('expired'),
  'invitation-used': refused('used'),
  'invitation-revoked': refused('revoked'),
  'wrong-account': ({ invitation, email }, { flow, t }) => ({
    title: t('wrongAccount.title'),
    text: t('wrongAccount.text', { organization: invitation.organization.name }),
    facts: [`${t('invitation.invitedAddress')}: ${invitation.email}`, `${t('invitation.signedInAddress')}: ${email}`],
    acts: [act(t('wrongAccount.switch'), flow.switchAccount), act(t('common.withoutInvitation'), flow.leaveInvitation)],
  }),
  'invitation-review': ({ invitation, submitting, problem }, { flow, t }) => ({
    title: t('review.title', { organization: invitation.organization.name }),
    text: t('review.text', { inviter: inviterOf(invitation) }),
    problem,
    isBusy: submitting !== null,
    acts: [
      act(t('review.accept'), () => flow.accept(invitation.id)),
      act(t('review.decline'), () => flow.decline(invitation.id)),
    ],
  }),
  'already-member': ({ organization: { name } }, { flow, t }) => ({
    title: t('alreadyMember.title', { organization: name }),
    text: t('alreadyMember.text'),
    acts: [act(t('common.continueTo', { organization: name }), flow.openApp)],
  }),
  'organization-full': ({ organization: { name }, again }, { flow, t }) => ({
    title: t('full.title', { organization: name }),
    text: t(again ? 'full.notYet' : 'full.text'),
    acts: [act(t('common.checkAgain'), flow.checkAgain), act(t('common.withoutInvitation'), flow.leaveInvitation)],
  }),
} satisfies Partial<Screens>

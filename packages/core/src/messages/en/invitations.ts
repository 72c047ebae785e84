/** What leads to the box that invites people. */
export const inviting = {
  invite: {
    title: 'Invite people',
    text: 'Everybody gets an e-mail with a link to {organization}.',
    role: 'Role',
  },
} as const

/** The box that invites people, and what became of each. */
export const inviteBox = {
  invite: {
    emails: 'E-mail addresses',
    emailsHint: 'Type or paste addresses, lists or tables. Names may stand beside them.',
    recipients: 'People to invite',
    keys: 'Enter edits, Delete removes, arrows walk.',
    remove: 'Remove {email}',
    wrong: {
      one: '{count} address is not valid. Select it to correct it.',
      other: '{count} addresses are not valid. Select one to correct it.',
    },
    twice: {
      one: '{count} address was there already.',
      other: '{count} addresses were there already.',
    },
    noneValid: 'None of these is a valid address yet.',
    eachRole: 'A role for each',
    submit: {
      one: 'Send invitation',
      other: 'Send {count} invitations',
    },
    submitting: 'Sending…',
    progress: '{done} of {count} done…',
    skip: 'Skip for now',
    finish: 'Continue',
    sent: {
      one: '{count} invitation sent.',
      other: '{count} invitations sent.',
    },
    notSent: {
      one: '{count} invitation was not sent.',
      other: '{count} invitations were not sent.',
    },
    results: 'Results',
    invited: 'Invitation sent',
    VALIDATION_FAILED: 'Not a valid address',
    MEMBERSHIP_EXISTS: 'Is already a member',
    INVITATION_PENDING: 'Already has an invitation',
    NOT_AUTHORIZED: 'You may not give this role',
    ORGANIZATION_FULL: 'No free seat left',
    DOMAIN_REQUIRED: 'Not an address of your domain',
    RATE_LIMITED: 'Too many invitations for today',
  },
  form: {
    emails: 'Enter at least one e-mail address.',
  },
} as const

/** The invitations that an organization has sent. */
export const sent = {
  sent: {
    invite: 'Invite',
    search: 'Search by e-mail',
    invitee: 'Invited',
    status: 'Status',
    expires: 'Expires',
    from: 'Invited by',
    every: 'All invitations',
    pending: 'Waiting',
    accepted: 'Accepted',
    declined: 'Declined',
    revoked: 'Withdrawn',
    expired: 'Expired',
    queued: 'Mail on its way',
    failed: 'Mail not delivered',
    unsentLater: 'The sign-in service could not send it yet. We try again.',
    unsentRefused: 'The sign-in service refused to send it ({code}). Copy the link, and hand it over yourself.',
    resend: 'Send again',
    resent: 'A new mail is on its way to {email}. The earlier link has ended.',
    link: 'Copy link',
    linkTitle: 'Make a new link for {email}?',
    linkText: 'You hand it over yourself. The link that was sent before ends.',
    linkConfirm: 'Make and copy link',
    linkLabel: 'Link',
    linkReady: 'Copy the link for {email}',
    linkOnce: 'It is shown this once. It expires {when}.',
    linkCopied: 'The new link for {email} was copied. The earlier one has ended.',
    revoke: 'Withdraw',
    revokeTitle: 'Withdraw the invitation to {email}?',
    revokeText: 'The link in the mail stops working. You can invite the person again.',
    revokedNow: 'The invitation to {email} was withdrawn.',
    emptyTitle: 'No invitations wait',
    emptyText: 'Whoever you invite stands here until they answer.',
  },
} as const

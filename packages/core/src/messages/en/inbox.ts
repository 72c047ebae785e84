/** The organizations of one's own e-mail domain. */
export const joining = {
  company: {
    title: 'Your company is already here',
    join: 'Join',
    joinNamed: 'Join {organization}',
    ask: 'Ask to join',
    askNamed: 'Ask to join {organization}',
    requested: 'Request sent',
  },
  requested: {
    text: 'An admin of {organization} has to approve it. You can close this page and come back later.',
  },
  done: {
    joined: 'You are now a member of {organization}.',
  },
} as const

/** The invitations that wait. */
export const inbox = {
  inbox: {
    title: 'Invitations',
    count: {
      one: '{count} invitation',
      other: '{count} invitations',
    },
    emptyTitle: 'No open invitations',
    emptyText: 'When somebody invites you, you find it here.',
  },
  invitation: {
    from: 'From {inviter}',
  },
  invitations: {
    accept: 'Join',
    acceptNamed: 'Join {organization}',
    decline: 'Decline',
    declineNamed: 'Decline the invitation to {organization}',
    accepted: 'You are now a member of {organization}.',
    declined: 'You declined the invitation to {organization}.',
  },
} as const

/** The question whether an invitation is declined, and why. */
export const declining = {
  declining: {
    title: 'Decline the invitation to {organization}?',
    text: 'If you change your mind, you will need a new invitation.',
    reason: 'Reason',
    reasonHint: 'The admins of {organization} can read it.',
    confirm: 'Decline invitation',
    confirming: 'Declining…',
    keep: 'Keep it',
  },
  form: {
    reason: 'Use at most 500 characters.',
  },
} as const

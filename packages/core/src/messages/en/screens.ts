/** The screens between signing in and being inside. */
export const screens = {
  form: {
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    full_name: 'Enter your name in at most 100 characters.',
    password: 'Use 8 to 128 characters.',
    confirmPassword: 'The two passwords differ.',
  },
  invitation: {
    role: 'Role',
    team: 'Team',
    until: 'Valid until',
    invitedAddress: 'Invited address',
    signedInAddress: 'You are signed in as',
  },
  invitations: {
    title: {
      one: 'You have an invitation',
      other: 'You have {count} invitations',
    },
    text: 'Choose where you want to work.',
  },
  company: {
    text: 'These organizations share your e-mail domain.',
  },
  requested: {
    title: 'Your request is on its way',
    notYet: 'Your request is not approved yet.',
  },
  signedOut: {
    title: 'Sign in to continue',
    text: 'After that you can set up or join your organization.',
    invitationTitle: 'Sign in to join {organization}',
    invitationText: 'Use the account for {email}.',
    accountCreated: 'Your account is ready and you are a member. Sign in to begin.',
    sessionEnded: 'Your session has ended. Sign in again to continue.',
  },
  unverified: {
    title: 'Check your inbox',
    text: 'We sent a link to {email}. Open it to confirm your address.',
    hint: 'Nothing there? Look in the spam folder, or ask for a new link.',
    confirmed: 'I have confirmed it',
    resend: 'Send a new link',
    sending: 'Sending…',
    sent: 'A new link is on its way to {email}.',
    notYet: 'Your address is not confirmed yet. Open the link in the mail first.',
    wait: {
      one: 'New link in {count} second',
      other: 'New link in {count} seconds',
    },
  },
  signup: {
    title: 'Join {organization}',
    text: '{inviter} invites you. Choose a password, and you are in.',
    email: 'E-mail address',
    fullName: 'Your name',
    password: 'Password',
    passwordHint: 'At least 8 characters.',
    confirmPassword: 'Repeat the password',
    submit: 'Create account and join',
    submitting: 'Creating your account…',
    haveAccount: 'Already have an account?',
  },
  accountExists: {
    title: 'You have an account already',
    text: 'There is an account for {email}. Sign in, and we bring you back to your invitation to {organization}.',
  },
  unknown: {
    title: 'We do not know this invitation',
    text: 'The link is incomplete, or a newer one has replaced it. Open the link in your latest mail, or ask for a new invitation.',
  },
  expired: {
    title: 'This invitation has expired',
    text: 'Invitations are valid for a limited time. Ask the person who invited you for a new one.',
  },
  used: {
    title: 'This invitation was already used',
    text: 'Every link works once. If you used it yourself, your organization is waiting for you.',
  },
  revoked: {
    title: 'This invitation was withdrawn',
    text: 'The organization has taken it back. If that surprises you, ask the person who invited you.',
  },
  wrongAccount: {
    title: 'This invitation is for another account',
    text: 'To join {organization}, switch to the account that was invited.',
    switch: 'Switch account',
  },
  review: {
    title: 'Join {organization}',
    text: '{inviter} invites you to work together.',
    accept: 'Accept and join',
    accepting: 'Joining…',
    decline: 'Decline',
  },
  alreadyMember: {
    title: 'You are already in {organization}',
    text: 'There is nothing left to accept. Go ahead.',
  },
  full: {
    title: '{organization} has no free seat',
    text: 'Ask an admin there to free a seat for you, and check again then.',
    notYet: 'There is still no free seat.',
  },
  disabled: {
    title: 'You need an invitation',
    text: 'New organizations cannot be created here. Ask an admin of your organization to invite {email}.',
    notYet: 'There is still no invitation for you.',
  },
} as const
